// By which values a workload names its roles, also through an instance profile. Knows no power.

import type { Value } from "../../expressions/value.ts";
import { effective, items } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { keysFor, keysOf, names } from "./references.ts";

export interface RoleUse {
  /** The value by which the workload names its role, or its profile. */
  readonly use: Value;
  /** The value that names the role. */
  readonly named: Value;
  /** It names an instance profile that is not in view. */
  readonly profile: boolean;
}

export type Find = (value: Value) => Resource | undefined;

export function byKeys(kind: string, model: Model): Find {
  const index = new Map<string, Resource[]>();
  for (const each of ofKind(model, kind)) {
    if (each.exists === "no") continue;
    for (const key of keysFor(each, "name")) {
      const those = index.get(key);
      if (those) those.push(each);
      else index.set(key, [each]);
    }
  }
  return (value) =>
    keysOf(value)
      .flatMap((key) => index.get(key) ?? [])
      .find((each) => names(value, each, "name") === "yes");
}

export function rolesOf({ attributes }: Resource, profiles: Find): readonly RoleUse[] {
  const direct = ["role", "start-role"].flatMap((name) => {
    const value = attributes.get(name);
    return value && isWritten(value) ? [{ use: value, named: value, profile: false }] : [];
  });
  const profile = attributes.get("instance-profile");
  if (!profile || !isWritten(profile)) return direct;
  const found = profiles(profile);
  const [named] = found
    ? [found.attributes.get("role"), ...items(found.attributes.get("roles"))].filter(
        (each) => each !== undefined && isWritten(each),
      )
    : [];
  return [...direct, { use: profile, named: named ?? profile, profile: !named }];
}

function isWritten(value: Value): boolean {
  return effective(value).state !== "absent";
}
