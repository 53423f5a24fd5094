// Functions that search with regular expressions.

import type { Entry, Value } from "../../../expressions/value.ts";
import { known, unknown, wholeText } from "../../../expressions/value.ts";
import type { Match, Work } from "../regular-expressions/match.ts";
import { find } from "../regular-expressions/match.ts";
import type { Program } from "../regular-expressions/program.ts";
import { compiled } from "../regular-expressions/program.ts";
import { findAll, groupText, replaceAll } from "../regular-expressions/replace.ts";
import type { Type } from "../value-type.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { derived, failed, hiddenBy, listValue, textOf, undecided } from "./call.ts";

export const patternFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["regex", regex],
  ["regexall", regexAll],
];

/** A step of a search takes far less time than a step of evaluation. */
const searchSteps = 50;
const mostSteps = 2_000_000;

/** Runs a search with what is left of the budget. */
function searched<T>(call: Call, search: (work: Work) => T): T {
  const most = Math.min(mostSteps, Math.max(0, call.scope.budget.steps) * searchSteps);
  const work = { steps: most };
  const result = search(work);
  call.scope.budget.steps -= Math.ceil((most - work.steps) / searchSteps);
  return result;
}

interface Found {
  readonly match: Match | undefined;
  readonly steps: number;
}

/** The same texts are searched again by every instance of a module. */
const searches = new WeakMap<Program, Map<string, Found>>();
const mostSearches = 1_000;

/** Takes as many steps as the search itself did. */
function findOnce(program: Program, text: string, work: Work): Match | "limit" | undefined {
  const known = searches.get(program) ?? new Map<string, Found>();
  searches.set(program, known);
  const before = known.get(text);
  if (before && before.steps < work.steps) {
    work.steps -= before.steps;
    return before.match;
  }
  const most = work.steps;
  const match = find(program, text, 0, work);
  if (match !== "limit" && known.size < mostSearches)
    known.set(text, { match, steps: most - work.steps });
  return match;
}

function tooLong(call: Call): Value {
  return unknown({ kind: "limit", what: "steps of a search" }, call.at);
}

/** The program of a pattern, or the value of a call that has none. */
function programOf(call: Call, pattern: string): Program | { readonly value: Value } {
  const program = compiled(pattern);
  if (!("refused" in program)) return program;
  return {
    value: program.limit
      ? unknown({ kind: "limit", what: "size of a regular expression" }, call.at)
      : failed(call, `the regular expression is not valid: ${program.refused}`),
  };
}

interface Search {
  readonly program: Program;
  readonly text: string;
  readonly values: readonly Value[];
}

function searchOf(call: Call): Search | { readonly value: Value } {
  const values = [call.argument(0), call.argument(1)];
  const [pattern, text] = values.map((value) => wholeText(value));
  if (pattern === undefined) return { value: undecided(call, ...values) };
  const program = programOf(call, pattern);
  if ("value" in program) return program;
  const named = program.groups.filter((name) => name !== undefined).length;
  if (named > 0 && named < program.groups.length - 1)
    return { value: failed(call, "some groups have names and some have none") };
  return text === undefined ? { value: undecided(call, ...values) } : { program, text, values };
}

function regex(call: Call): Value {
  const search = searchOf(call);
  if ("value" in search) return search.value;
  const match = searched(call, (work) => findOnce(search.program, search.text, work));
  if (match === "limit") return tooLong(call);
  return match ? matched(call, search, match) : failed(call, "the text has no such part");
}

function regexAll(call: Call): Value {
  const search = searchOf(call);
  if ("value" in search) return search.value;
  const matches = searched(call, (work) => findAll(search.program, search.text, work));
  if (matches === "limit") return tooLong(call);
  const items = matches.map((match) => matched(call, search, match));
  const made = listValue(call, items, undefined, search.values);
  return items.length > 0
    ? made
    : { ...made, type: { is: "list", of: typeOfMatch(search.program) } };
}

function typeOfMatch({ groups }: Program): Type {
  const [, ...names] = groups;
  if (names.length === 0) return "string";
  const [first] = names;
  if (first === undefined) return { is: "tuple", of: names.map(() => "string") };
  return { is: "object", of: new Map(names.map((name) => [name ?? "", "string"] as const)) };
}

/** The whole match where there are no groups, else the groups by place or by name. */
function matched(call: Call, { program, text, values }: Search, match: Match): Value {
  const [, ...names] = program.groups;
  if (names.length === 0) return textOf(call, text.slice(match[0], match[1]), values);
  const groups = names.map((_, index) => {
    const found = groupText(match, text, index + 1);
    return hiddenBy(
      values,
      found === undefined ? { ...known(null, call.at), type: "string" } : textOf(call, found, []),
    );
  });
  if (names[0] === undefined) return derived(call, { type: "list", items: groups }, values);
  const entries = new Map<string, Entry>();
  for (const [index, name] of names.entries()) {
    const value = groups[index];
    if (name !== undefined && value) entries.set(name, { key: call.at, value });
  }
  return derived(call, { type: "dict", entries }, values);
}

/** `replace` with a pattern between slashes. */
export function replacePattern(
  call: Call,
  text: string,
  pattern: string,
  template: string,
  values: readonly Value[],
): Value {
  const program = programOf(call, pattern);
  if ("value" in program) return program.value;
  const result = searched(call, (work) =>
    replaceAll(program, text, template, work, call.scope.limits.text),
  );
  return result === undefined ? tooLong(call) : textOf(call, result, values);
}
