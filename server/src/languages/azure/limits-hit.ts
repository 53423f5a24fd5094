// Says where a limit of evaluation left values of declarations unknown.

import type { Place, Value } from "../../expressions/value.ts";
import { isDict, isList, isText } from "../../expressions/value.ts";
import type { Declaration } from "../../model/declaration.ts";
import type { Problem } from "../../text/problem.ts";

/** Places that are said; who hits more of them has read enough. */
const most = 20;

export function limitsHit(declarations: readonly Declaration[], depth: number): readonly Problem[] {
  const finder: Finder = { seen: new WeakSet(), found: new Map() };
  for (const { body } of declarations) find(body, finder, depth);
  return [...finder.found.values()].map(([what, { file, range }]) => ({
    id: "analysis/not-analysed",
    file,
    range,
    message: `A limit is reached, so this is not evaluated: ${what}.`,
    incomplete: true,
  }));
}

interface Finder {
  /** Values are shared: each is looked into once. */
  readonly seen: WeakSet<object>;
  readonly found: Map<string, readonly [string, Place]>;
}

function find(value: Value, finder: Finder, left: number): void {
  if (left === 0 || finder.found.size >= most) return;
  if (value.state === "unknown") {
    if (value.reason.kind === "limit") note(value.reason.what, value.at, finder);
    return;
  }
  if (value.state !== "known" || typeof value.value !== "object" || value.value === null) return;
  const content = value.value;
  if (finder.seen.has(content)) return;
  finder.seen.add(content);
  if (isText(content)) {
    for (const part of content.parts) {
      if ("hole" in part && part.hole.kind === "limit") note(part.hole.what, part, finder);
    }
    return;
  }
  if (!isList(content) && !isDict(content)) return;
  if (content.more?.kind === "limit") note(content.more.what, value.at, finder);
  if (isList(content)) for (const item of content.items) find(item, finder, left - 1);
  if (isDict(content))
    for (const entry of content.entries.values()) find(entry.value, finder, left - 1);
}

/** When the steps are used up everything behind is unknown: once is enough. */
function note(what: string, { file, range }: Place, finder: Finder): void {
  const key = what.startsWith("evaluation") ? what : `${file}:${range.start}`;
  if (!finder.found.has(key)) finder.found.set(key, [what, { file, range }]);
}
