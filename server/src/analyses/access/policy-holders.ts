// Whether people hold a customer-managed policy, for whom a condition counts that no session of a role meets. Knows no policy's text.

import type { Truth } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { isOpen } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { once } from "../../text/once.ts";
import { attachmentKinds, groupNames, userNames } from "./attachments.ts";
import type { Holder } from "./holder.ts";
import { refersTo } from "./references.ts";

/** Of a policy: do users or groups have it? */
export type HeldByPeople = (policy: Resource) => Truth;

export function heldByPeople(holders: readonly Holder[], model: Model): HeldByPeople {
  const people = holders.filter(({ kind }) => kind === "user" || kind === "group");
  const held = new Set(
    people.flatMap(({ attached }) => attached.sources.flatMap(({ policy }) => policy ?? [])),
  );
  const open = once(() => openlyAttached(model));
  const answers = new Map<Resource, Truth>();
  return (policy) => {
    let answer = answers.get(policy);
    if (answer === undefined) {
      answer = held.has(policy) ? "yes" : mayBeHeld(policy, model, open()) ? "unknown" : "no";
      answers.set(policy, answer);
    }
    return answer;
  };
}

/** The policies that attachments give to people of whom not all are known; most units have none. */
function openlyAttached(model: Model): readonly Value[] {
  return attachmentKinds
    .flatMap((kind) => ofKind(model, kind))
    .filter((each) => each.exists !== "no" && namesOpenly(each))
    .flatMap((each) => each.attributes.get("policy-arn") ?? []);
}

/** What others can name they can attach, and who is not known may be people. */
function mayBeHeld(policy: Resource, { handedOut = [] }: Model, open: readonly Value[]): boolean {
  return (
    namesOpenly(policy) ||
    handedOut.some((each) => refersTo(each, policy)) ||
    open.some((each) => refersTo(each, policy))
  );
}

function namesOpenly({ attributes }: Resource): boolean {
  return [userNames, groupNames].some((by) => isOpen(attributes.get(by.several)));
}
