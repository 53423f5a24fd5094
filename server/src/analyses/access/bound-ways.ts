// Which ways into roles a change binds: a place that loops or instances share is one place for all of them.

import type { Place } from "../../expressions/value.ts";
import type { Target } from "../../model/resource.ts";
import type { Way } from "./trusted.ts";

/** Targets that say whom else their changes bind. */
export type Binding = (targets: readonly Target[]) => readonly Target[];

export function bindingOf(ways: readonly Way[]): Binding {
  const ids = new Map<string, string[]>();
  const add = (place: Place, id: string): void => {
    const key = keyOf(place);
    const those = ids.get(key);
    if (those) those.push(id);
    else ids.set(key, [id]);
  };
  for (const { id, role, trust, principal } of ways) {
    if (role.exists === "no") continue;
    add(trust.allow.at, id);
    add(principal.value.at, id);
  }
  return (targets) =>
    targets.map((target) => {
      const [binds] = target.changes.flatMap(({ at }) => {
        const those = ids.get(keyOf(at));
        return those && those.length > 1 ? [those] : [];
      });
      return binds ? { ...target, binds } : target;
    });
}

function keyOf({ file, range }: Place): string {
  return `${file}:${range.start}:${range.end}`;
}
