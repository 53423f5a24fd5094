// Which ways into roles a change binds: a place that loops or instances share is one place for all of them.

import type { Place } from "../../expressions/value.ts";
import type { Target } from "../../model/resource.ts";
import type { Way } from "./trusted.ts";

/** Targets that say whom else their changes bind. */
export type Binding = (targets: readonly Target[]) => readonly Target[];

export interface Bound {
  readonly of: Binding;
  /** Equal where the ways share their places with the same others. */
  readonly words: (ways: readonly Way[]) => string;
}

export function bindingOf(ways: readonly Way[]): Bound {
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
  const shares = [...ids.values()].some((each) => each.length > 1);
  if (!shares) return { of: (targets) => targets, words: () => "" };
  const sharing = (place: Place): readonly string[] | undefined => {
    const those = ids.get(keyOf(place));
    return those && those.length > 1 ? those : undefined;
  };
  return {
    of: (targets) =>
      targets.map((target) => {
        const [binds] = target.changes.flatMap(({ at }) => {
          const those = sharing(at);
          return those ? [those] : [];
        });
        return binds ? { ...target, binds } : target;
      }),
    words: (those) =>
      those
        .flatMap(({ trust, principal }) => [sharing(trust.allow.at), sharing(principal.value.at)])
        .map((each) => each?.join(" ") ?? "")
        .join("\n"),
  };
}

function keyOf({ file, range }: Place): string {
  return `${file}:${range.start}:${range.end}`;
}
