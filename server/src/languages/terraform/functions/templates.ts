// `templatefile` and `templatestring`: texts that are templates of their own, with their own names.

import type { Scope } from "../../../expressions/evaluate.ts";
import { evaluate } from "../../../expressions/evaluate.ts";
import type { Expression } from "../../../expressions/expression.ts";
import type { Value } from "../../../expressions/value.ts";
import { effective, isText, through, unknown, wholeText } from "../../../expressions/value.ts";
import { fixRanges } from "../../../text/range.ts";
import { cached } from "../../../text/source-file.ts";
import { convertTo } from "../conversion.ts";
import { readTemplate } from "../syntax/hcl.ts";
import type { Call } from "./call.ts";
import { dictOf, failed, hiddenBy, isNull, undecided } from "./call.ts";
import { fileOf } from "./files.ts";
import { freeNames } from "./free-names.ts";

const readFile = cached((file) => {
  const read = readTemplate(file.text, (offset) => offset);
  fixRanges(read.template);
  return read;
});

/** What is called in a template; templates within templates are refused by Terraform. */
type Inner = Scope["call"];

export function templateFile(call: Call, inner: Inner): Value {
  const file = fileOf(call);
  if ("value" in file) return file.value;
  if (file.text.length > call.scope.limits.text)
    return unknown({ kind: "limit", what: "length of a string" }, call.at);
  const made = rendered(call, readFile(file), file.path, inner);
  const step = { kind: "function", at: call.at, label: `${call.name}("${file.path}")` } as const;
  return through(hiddenBy([call.argument(0)], made), step);
}

/** The first argument is a reference to a string that is a template. */
export function templateString(
  call: Call,
  value: Value,
  written: Expression | undefined,
  inner: Inner,
): Value {
  const { kind } = written ?? { kind: "missing" };
  if (kind !== "name" && kind !== "member" && kind !== "index" && kind !== "splat")
    return failed(call, "the template is a reference to a value that is written elsewhere");
  const decided = effective(value);
  if (decided.state === "known" && !(decided.value !== null && isText(decided.value)))
    return failed(call, "the template is no string");
  const text = wholeText(value);
  if (text === undefined) return undecided(call, value);
  const read = readTemplate(text, () => call.at.range.start);
  const made = rendered(call, read, call.at.file, inner);
  const converted = made.state === "known" ? convertTo(made, "string") : made;
  return converted
    ? hiddenBy([value], converted)
    : failed(call, "the template does not give a string");
}

const identifier = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

function rendered(
  call: Call,
  read: ReturnType<typeof readTemplate>,
  file: string,
  inner: Inner,
): Value {
  const variables = call.argument(1);
  if (read.problems.length > 0) return failed(call, "the template has a mistake");
  const given = dictOf(variables);
  if (!given) {
    return variables.state === "known"
      ? failed(call, "the names of the template are given by an object")
      : undecided(call, variables);
  }
  for (const name of given.entries.keys())
    if (!identifier.test(name)) return failed(call, `"${name}" is no name`);
  for (const name of freeNames(read.template)) {
    if (given.entries.has(name)) continue;
    return given.more
      ? unknown(given.more, call.at)
      : failed(call, `the template uses "${name}", which is not given`);
  }
  const locals = new Map<string, Value>();
  for (const [name, entry] of given.entries)
    locals.set(
      name,
      hiddenBy([{ ...variables, state: "unknown", reason: { kind: "missing" } }], entry.value),
    );
  const scope: Scope = { ...call.scope, file, locals, resolve: () => undefined, call: inner };
  const made = evaluate(read.template, scope);
  return isNull(made) ? failed(call, "the template gives null") : made;
}
