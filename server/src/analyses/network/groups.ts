// Which group a rule that is written apart belongs to: by reference, by what the cloud decides, or by its name.

import type { Reason, Value } from "../../expressions/value.ts";
import { effective, isText, wholeText } from "../../expressions/value.ts";
import type { Resource } from "../../model/resource.ts";

/** The group that a value names; undefined where it is none of these. */
export function referred(
  value: Value,
  groups: readonly Resource[],
  name = "name",
): Resource | undefined {
  const decided = effective(value);
  if (decided.state === "absent") return undefined;
  const declarations = decided.via.flatMap((step) =>
    step.declaration === undefined ? [] : [step.declaration],
  );
  const reason = holeOf(decided);
  if (reason?.kind === "computed") declarations.push(reason.declaration);
  const named = groups.find((group) => declarations.some((each) => isOf(each, group)));
  if (named) return named;
  const text = wholeText(decided)?.toLowerCase();
  return text === undefined
    ? undefined
    : groups.find((group) => wholeText(group.attributes.get(name))?.toLowerCase() === text);
}

/** A reference without an index may mean the only instance. */
export function isOf(declaration: string, group: Resource): boolean {
  return group.declarations.some(
    (each) => each === declaration || each === `${declaration}[0]` || declaration === `${each}[0]`,
  );
}

function holeOf(value: Value): Reason | undefined {
  if (value.state === "unknown") return value.reason;
  if (value.state !== "known" || value.value === null || !isText(value.value)) return undefined;
  for (const part of value.value.parts) if ("hole" in part) return part.hole;
  return undefined;
}
