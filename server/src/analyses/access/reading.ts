// Whether an action only reads or reports: by its access level where its name misleads, else by its verb. Knows no statement.

import { tables } from "../../generated/tables.ts";
import type { Literal } from "../../model/kind.ts";
import { once } from "../../text/once.ts";

/** `s3:GetObject`, `s3:Get*`; a wildcard is judged by what stands before it. */
export function onlyReads(action: string): boolean {
  let found = judged.get(action);
  if (found === undefined) {
    found = judge(action.toLowerCase());
    if (judged.size >= mostJudged) judged.clear();
    judged.set(action, found);
  }
  return found;
}

/** The policies of a unit name the same actions again and again. */
const judged = new Map<string, boolean>();
const mostJudged = 5_000;

function judge(lower: string): boolean {
  if (misnamed("reading").has(lower)) return true;
  if (misnamed("writing").has(lower)) return false;
  const name = lower.slice(lower.indexOf(":") + 1);
  return verbs().some((verb) => name.startsWith(verb));
}

/** `logs:PutLogEvents`: adds to logs, metrics or traces. */
export function onlyReports(action: string): boolean {
  return reporting().has(action.toLowerCase());
}

const reporting = once(() => new Set(texts(memberOf(tables.accessLevels, "reporting"))));

const verbs = once(() => texts(memberOf(tables.accessLevels, "reading")));

function misnamed(which: "reading" | "writing"): ReadonlySet<string> {
  return which === "reading" ? misnamedReading() : misnamedWriting();
}

const misnamedReading = once(() => namesOf(memberOf(tables.misnamedActions, "reading")));
const misnamedWriting = once(() => namesOf(memberOf(tables.misnamedActions, "writing")));

/** By service, names with a space between. */
function namesOf(services: Literal): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [service, text] of Object.entries(objectOf(services)))
    if (typeof text === "string")
      for (const name of text.split(" ")) names.add(`${service}:${name}`);
  return names;
}

function memberOf(literal: Literal, name: string): Literal {
  return objectOf(literal)[name] ?? null;
}

function objectOf(literal: Literal): { readonly [key: string]: Literal } {
  return typeof literal === "object" && literal !== null && !isItems(literal) ? literal : {};
}

function texts(literal: Literal): readonly string[] {
  return isItems(literal) ? literal.filter((each) => typeof each === "string") : [];
}

function isItems(literal: Literal): literal is readonly Literal[] {
  return Array.isArray(literal);
}
