// What a Terraform function gets and gives: arguments that are evaluated when asked for, three-valued.

import type { Scope } from "../../../expressions/evaluate.ts";
import { marked } from "../../../expressions/marks.ts";
import type { List, Place, Reason, TextPart, Trail, Value } from "../../../expressions/value.ts";
import {
  effective,
  isDict,
  isList,
  isText,
  known,
  unknown,
  wholeText,
} from "../../../expressions/value.ts";
import { shortestDecimal } from "../../../expressions/wide-number.ts";
import { once } from "../../../text/once.ts";
import type { Context } from "../context.ts";

export interface Call {
  readonly name: string;
  readonly at: Place;
  readonly scope: Scope;
  /** The module that the call stands in; a template has none of its own. */
  readonly context?: Context;
  /** Arguments as written; `expand` is about the last one. */
  readonly count: number;
  readonly expand: boolean;
  readonly argument: (index: number) => Value;
}

export type TerraformFunction = (call: Call) => Value;

/** What cannot be worked out from these values: their reason, else the function itself. */
export function undecided(call: Call, ...values: readonly (Value | undefined)[]): Value {
  for (const value of values) {
    if (value?.state === "unknown") return unknown(value.reason, call.at, value.via);
  }
  return unknown({ kind: "function", name: call.name }, call.at, viaOf(values));
}

export function failed(call: Call, message: string): Value {
  return unknown({ kind: "error", message: `${call.name}: ${message}` }, call.at);
}

export function viaOf(values: readonly (Value | undefined)[]): readonly Trail[] {
  return values.flatMap((value) => value?.via ?? []);
}

/** All arguments, the last one spread where it ends in `...`; `more` where there may be others. */
export function allArguments(call: Call): { values: readonly Value[]; more?: Reason } {
  const values: Value[] = [];
  for (let index = 0; index < call.count; index++) {
    const value = call.argument(index);
    if (!call.expand || index < call.count - 1) {
      values.push(value);
      continue;
    }
    const list = listOf(value);
    if (!list)
      return {
        values,
        more: value.state === "unknown" ? value.reason : { kind: "function", name: call.name },
      };
    values.push(...list.items);
    if (list.more) return { values, more: list.more };
  }
  return { values };
}

export function listOf(value: Value | undefined): List | undefined {
  if (!value) return undefined;
  const decided = effective(value);
  return decided.state === "known" && decided.value !== null && isList(decided.value)
    ? decided.value
    : undefined;
}

export function dictOf(value: Value | undefined) {
  if (!value) return undefined;
  const decided = effective(value);
  return decided.state === "known" && decided.value !== null && isDict(decided.value)
    ? decided.value
    : undefined;
}

export function listValue(
  call: Call,
  items: readonly Value[],
  more: Reason | undefined,
  from: readonly Value[],
  form: "tuple" | "list" | "set" = "list",
  others?: Value,
): Value {
  if (!spend(call, items.length))
    return unknown({ kind: "limit", what: "evaluation steps" }, call.at);
  return derived(
    call,
    {
      type: "list",
      items,
      ...(form === "set" ? { set: true as const } : {}),
      ...(form === "list" ? { uniform: true as const } : {}),
      ...(more ? { more, ...(others ? { others } : {}) } : {}),
    },
    from,
  );
}

/** Large results count as the steps that they cost; false where there are none left. */
export function spend(call: Call, steps: number): boolean {
  call.scope.budget.steps -= steps;
  return call.scope.budget.steps > 0;
}

/** A known result, sensitive where one of the values it was made from is. */
export function derived(
  call: Call,
  value: Parameters<typeof known>[0],
  from: readonly Value[],
): Value {
  const result = known(value, call.at, viaOf(from));
  // The members of a list or an object say for themselves whether they are sensitive.
  if (isList(value) || isDict(value)) return marked(result, from);
  return hiddenBy(from, result);
}

export function textOf(call: Call, text: string, from: readonly Value[]): Value {
  if (text.length > call.scope.limits.text)
    return unknown({ kind: "limit", what: "length of a string" }, call.at);
  const whole = text.normalize();
  return derived(
    call,
    {
      type: "text",
      parts: whole === "" ? [] : [{ text: whole, file: call.at.file, range: call.at.range }],
    },
    from,
  );
}

export function numberValue(call: Call, number: number, from: readonly Value[]): Value {
  return Number.isFinite(number)
    ? derived(
        call,
        { type: "number", text: shortestDecimal(String(number)) ?? String(number) },
        from,
      )
    : failed(call, "no finite number");
}

/** The value with the marks of those that it was chosen by, and of their members. */
export function hiddenBy(from: readonly (Value | undefined)[], value: Value): Value {
  const marks = { sensitive: false, ephemeral: false, nodes: 1_000 };
  for (const each of from) if (each) gather(each, marks);
  if (!marks.sensitive && !marks.ephemeral) return value;
  return {
    ...value,
    ...(marks.sensitive && !value.sensitive ? { sensitive: true as const } : {}),
    ...(marks.ephemeral && !value.ephemeral ? { ephemeral: true as const } : {}),
  };
}

interface Marks {
  sensitive: boolean;
  ephemeral: boolean;
  nodes: number;
}

/** The marks of a value and of all its members; of too many, all there are. */
function gather(value: Value, marks: Marks): void {
  if (value.sensitive) marks.sensitive = true;
  if (value.ephemeral) marks.ephemeral = true;
  if (marks.sensitive && marks.ephemeral) return;
  if (marks.nodes-- <= 0) {
    marks.sensitive = true;
    return;
  }
  const decided = effective(value);
  if (decided.state !== "known" || decided.value === null) return;
  if (isList(decided.value)) for (const item of decided.value.items) gather(item, marks);
  else if (isDict(decided.value))
    for (const entry of decided.value.entries.values()) gather(entry.value, marks);
}

/** Text parts of a string, number or boolean; undefined for everything else. */
export function partsOf(value: Value): readonly TextPart[] | undefined {
  const decided = effective(value);
  if (decided.state === "unknown")
    return [{ hole: decided.reason, file: decided.at.file, range: decided.at.range }];
  if (decided.state === "known" && decided.value !== null && isText(decided.value))
    return decided.value.parts;
  const text = wholeText(decided);
  return text === undefined
    ? undefined
    : [{ text, file: decided.at.file, range: decided.at.range }];
}

export function isNull(value: Value): boolean {
  return value.state === "known" && value.value === null;
}

/** The characters as people count them, which is how Terraform does. */
export function characters(text: string): readonly string[] {
  if (eachIsOne.test(text)) return text.split("");
  return Array.from(segmenter().segment(text), ({ segment }) => segment);
}

/** Of ASCII, only a carriage return can be one character with what follows it. */
const eachIsOne = /^[^\r\u0080-\uffff]*$/;

/** Costs several milliseconds and megabytes to make. */
const segmenter = once(() => new Intl.Segmenter());
