// The groups that a user is put into, each where that is written; knows no policy.

import type { Place, Value } from "../../expressions/value.ts";
import { items } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { groupNames, namedBy, userNames } from "./attachments.ts";
import { names } from "./references.ts";
import { usePlace } from "./use-place.ts";

export interface Membership {
  /** Absent for a group that is not in view. */
  readonly group?: Resource;
  /** What names the group. */
  readonly named: Value;
  /** Where it is named. */
  readonly at: Place;
  /** The name belongs to this user alone, so that another can take its place. */
  readonly own: boolean;
}

export function membershipsOf(user: Resource, model: Model): readonly Membership[] {
  const groups = ofKind(model, "aws.iam.group");
  const isFor = (each: Resource) =>
    each.exists !== "no" &&
    namedBy(each, userNames).some((one) => names(one, user, "name") === "yes");
  const of = (named: Value, owner: Resource, own: boolean): Membership => {
    const group = groups.find((each) => names(named, each, "name") === "yes");
    return { ...(group ? { group } : {}), named, at: usePlace(named, owner.at), own };
  };
  return [
    ...items(user.attributes.get("groups")).map((each) => of(each, user, true)),
    ...ofKind(model, "aws.iam.user-group-membership")
      .filter(isFor)
      .flatMap((each) => namedBy(each, groupNames).map((one) => of(one, each, true))),
    ...ofKind(model, "aws.iam.group-membership")
      .filter(isFor)
      .flatMap((each) =>
        namedBy(each, groupNames).map((one) =>
          of(one, each, namedBy(each, userNames).length === 1),
        ),
      ),
  ];
}
