// `templatefile` and `templatestring`: texts that are templates of their own, with their own names.

import type { Scope } from "../../../expressions/evaluate.ts";
import { evaluate } from "../../../expressions/evaluate.ts";
import type { Expression } from "../../../expressions/expression.ts";
import { tooLong } from "../../../expressions/reason.ts";
import type { Value } from "../../../expressions/value.ts";
import { effective, isText, through, unknown, wholeText } from "../../../expressions/value.ts";
import { once } from "../../../text/once.ts";
import { fixRanges } from "../../../text/range.ts";
import { cached } from "../../../text/source-file.ts";
import { convertTo } from "../conversion.ts";
import { readTemplate } from "../syntax/hcl.ts";
import type { Call } from "./call.ts";
import { dictOf, failed, hiddenBy, isNull, undecided } from "./call.ts";
import { fileOf } from "./files.ts";
import { freeNames } from "./free-names.ts";

interface Template {
  readonly root: Expression;
  readonly isBroken: boolean;
  /** The names that it uses. */
  readonly names: () => ReadonlySet<string>;
}

function templateOf(text: string, offset: (offset: number) => number): Template {
  const { template: root, problems } = readTemplate(text, offset);
  return { root, isBroken: problems.length > 0, names: once(() => freeNames(root)) };
}

const templateIn = cached((file) => {
  const template = templateOf(file.text, (offset) => offset);
  fixRanges(template.root);
  return template;
});

/** What is called in a template; templates within templates are refused by Terraform. */
type Inner = Scope["call"];

export function templateFile(call: Call, inner: Inner): Value {
  const file = fileOf(call);
  if ("value" in file) return file.value;
  if (file.text.length > call.scope.limits.text)
    return unknown(tooLong(file.path, file.text.length, call.scope.limits.text), call.at);
  const made = rendered(call, templateIn(file), file.path, inner);
  const step = { kind: "function", at: call.at, label: `${call.name}("${file.path}")` } as const;
  return through(hiddenBy([call.argument(0)], made), step);
}

/** The first argument is a reference to a string that is a template. */
export function templateString(
  call: Call,
  value: Value,
  argument: Expression | undefined,
  inner: Inner,
): Value {
  const { kind } = argument ?? { kind: "missing" };
  if (kind !== "name" && kind !== "member" && kind !== "index" && kind !== "splat")
    return failed(call, "the template is a reference to a value that is written elsewhere");
  const decided = effective(value);
  if (decided.state === "known" && !(decided.value !== null && isText(decided.value)))
    return failed(call, "the template is no string");
  const text = wholeText(value);
  if (text === undefined) return undecided(call, value);
  const template = templateOf(text, () => call.at.range.start);
  const made = rendered(call, template, call.at.file, inner);
  const converted = made.state === "known" ? convertTo(made, "string") : made;
  return converted
    ? hiddenBy([value], converted)
    : failed(call, "the template does not give a string");
}

const identifier = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

function rendered(call: Call, template: Template, file: string, inner: Inner): Value {
  const variables = call.argument(1);
  if (template.isBroken) return failed(call, "the template has a mistake");
  const given = dictOf(variables);
  if (!given) {
    return variables.state === "known"
      ? failed(call, "the names of the template are given by an object")
      : undecided(call, variables);
  }
  for (const name of given.entries.keys())
    if (!identifier.test(name)) return failed(call, `"${name}" is no name`);
  const hidden: Value = { ...variables, state: "unknown", reason: { kind: "missing" } };
  const locals = new Map<string, Value>();
  for (const name of template.names()) {
    const entry = given.entries.get(name);
    if (entry) {
      locals.set(name, hiddenBy([hidden], entry.value));
      continue;
    }
    return given.more
      ? unknown(given.more, call.at)
      : failed(call, `the template uses "${name}", which is not given`);
  }
  const scope: Scope = { ...call.scope, file, locals, resolve: () => undefined, call: inner };
  const made = evaluate(template.root, scope);
  return isNull(made) ? failed(call, "the template gives null") : made;
}
