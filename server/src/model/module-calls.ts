// Which call of a module or stack makes something so, where the same code is called elsewhere and is not. Knows no language.

import type { Place } from "../expressions/value.ts";
import { folderOf } from "../text/path.ts";
import type { Declaration } from "./declaration.ts";

/**
 * The call that a finding in a file of the module rests on, for a declaration among those of which it
 * was found: with the arguments of another call the same code does not give it.
 */
export type CallBehind = (
  id: string,
  found: ReadonlySet<string>,
  file: string,
) => Place | undefined;

/** Indexed when it is first asked for: most units have no such finding. */
export function callBehind(declarations: readonly Declaration[]): CallBehind {
  let index: Index | undefined;
  return (id, found, file) => {
    index ??= indexOf(declarations);
    const { byId, byPlace } = index;
    const own = byId.get(id);
    if (!own || folderOf(file) !== folderOf(own.at.file)) return undefined;
    const chain = callsOf(own.id, byId);
    if (chain.length === 0) return undefined;
    const same = byPlace.get(placeKey(own.at)) ?? [];
    for (const other of same) {
      if (found.has(other.id) || other.exists === "no") continue;
      const theirs = new Set(callsOf(other.id, byId).map((each) => each.id));
      const call = chain.find((each) => !theirs.has(each.id));
      // An argument stands in the call already.
      if (call) return call.at.file === file ? undefined : call.at;
    }
    return undefined;
  };
}

interface Index {
  readonly byId: ReadonlyMap<string, Declaration>;
  readonly byPlace: ReadonlyMap<string, readonly Declaration[]>;
}

function indexOf(declarations: readonly Declaration[]): Index {
  const byPlace = new Map<string, Declaration[]>();
  for (const each of declarations) {
    const key = placeKey(each.at);
    const those = byPlace.get(key);
    if (those) those.push(each);
    else byPlace.set(key, [each]);
  }
  return { byId: new Map(declarations.map((each) => [each.id, each])), byPlace };
}

function placeKey({ file, range }: Place): string {
  return `${range.start} ${range.end} ${file}`;
}

/** What comes out of a call has its id before a dot: `module.a["x.y"].module.b.aws_vpc.c`. The outermost first. */
function callsOf(id: string, byId: ReadonlyMap<string, Declaration>): readonly Declaration[] {
  const calls: Declaration[] = [];
  for (let end = id.indexOf("."); end >= 0; end = id.indexOf(".", end + 1)) {
    const call = byId.get(id.slice(0, end));
    if (call) calls.push(call);
  }
  return calls;
}
