// Which declarations a value names, whole or in part. Knows no kind of resource.

import type { Reason, Trail, Value } from "../../expressions/value.ts";
import { effective, isDict, isList, isText } from "../../expressions/value.ts";
import type { Resource } from "../../model/resource.ts";
import { isOf } from "./groups.ts";

export interface Mentions {
  readonly declarations: ReadonlySet<string>;
  /** It may name others of the unit, for all that is known. */
  readonly open: boolean;
  /** It may name what stands outside of the unit. */
  readonly outside: boolean;
}

/** Values of one attribute are small; a larger one may name anything. */
const mostValues = 2_000;

export function mentionsOf(...values: readonly (Value | undefined)[]): Mentions {
  const found: Found = { declarations: new Set(), open: false, outside: false };
  const waiting = values.filter((each) => each !== undefined);
  for (let value = waiting.pop(), seen = 0; value; value = waiting.pop(), seen++) {
    if (seen >= mostValues) return { ...found, open: true };
    waiting.push(...look(value, found));
  }
  return found;
}

export function names(
  { declarations }: Pick<Mentions, "declarations">,
  resource: Resource,
): boolean {
  for (const each of declarations) if (isOf(each, resource)) return true;
  return false;
}

interface Found {
  readonly declarations: Set<string>;
  open: boolean;
  outside: boolean;
}

/** Notes what the value itself says and gives what is in it. */
function look(written: Value, found: Found): readonly Value[] {
  const value = effective(written);
  noteWay(value.via, found);
  if (value.state === "unknown") note(value.reason, found);
  if (value.state !== "known" || value.value === null) return [];
  const content = value.value;
  if (isText(content)) {
    for (const part of content.parts) if ("hole" in part) note(part.hole, found);
    return content.json ? [content.json] : [];
  }
  if (!isList(content) && !isDict(content)) return [];
  const { more, others } = content;
  if (more && !others) note(more, found);
  const members = isList(content)
    ? content.items
    : [...content.entries.values()].map((each) => each.value);
  return others && !members.includes(others) ? [...members, others] : members;
}

function noteWay(via: readonly Trail[], found: Found): void {
  for (const { declaration } of via)
    if (declaration !== undefined) found.declarations.add(declaration);
}

function note(reason: Reason, found: Found): void {
  if (reason.kind === "computed") found.declarations.add(reason.declaration);
  else if (hiding.has(reason.kind)) found.open = true;
  else found.outside = true;
}

/** What these would give may be anything that stands in the expression. */
const hiding: ReadonlySet<Reason["kind"]> = new Set([
  "condition",
  "function",
  "limit",
  "unsupported",
]);
