// Whom the grants of an access control list name that is everybody; knows no canned list.

import type { Value } from "../../expressions/value.ts";
import { effective, isDict, isList, wholeText } from "../../expressions/value.ts";

/** Each address of a group that everybody is in, with or without an account. */
export function publicGrantees(grants: Value | undefined): readonly Value[] {
  return grants ? addresses(grants, 0).filter(isPublicGroup) : [];
}

/** A list of grants holds blocks that hold a grantee. */
const deepest = 6;

function addresses(value: Value, depth: number): readonly Value[] {
  const decided = effective(value);
  if (depth >= deepest || decided.state !== "known" || decided.value === null) return [];
  if (isList(decided.value))
    return decided.value.items.flatMap((each) => addresses(each, depth + 1));
  if (!isDict(decided.value)) return [];
  return [...decided.value.entries].flatMap(([key, entry]) =>
    key === "uri" ? [entry.value] : addresses(entry.value, depth + 1),
  );
}

function isPublicGroup(value: Value): boolean {
  return /\/groups\/global\/(?:AllUsers|AuthenticatedUsers)$/.test(wholeText(value) ?? "");
}
