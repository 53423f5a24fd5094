// The value that a parameter has in one variant: given by a file, or its default, or unknown.

import type { Place, Text, Trail, Value } from "../../expressions/value.ts";
import { isList, isText, known, through, unknown, wholeText } from "../../expressions/value.ts";
import type { DataNode, EntryNode } from "../../syntax/node.ts";
import { brokenConstraint } from "./constraints.ts";
import { type Context, charge } from "./context.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { literalText, memberOf } from "./template.ts";
import { partsOf, placeOfParts, splitText, trimmed, writtenParts } from "./text.ts";

/** What `Ref` gives for a parameter; undefined if there is none of that name. */
export function parameterValue(name: string, use: Place, context: Context): Value | undefined {
  const declared = context.template.sections.Parameters.get(name);
  if (!declared) return undefined;
  let value = context.parameters.get(name);
  if (!value) {
    value = worthOf(name, declared, context);
    context.parameters.set(name, value);
  }
  if (value.state === "unknown") return { ...value, at: use };
  const step: Trail = { kind: "parameter", at: use, label: `parameter ${name}` };
  if (context.given.has(name)) return reached(value, step, context);
  const fallback = memberOf(declared.value, "Default")?.value;
  // Who deploys a nested template would have to give what it has no default for any more.
  const isAsked = fallback && context.prefix === "";
  const removable = isAsked && { file: context.template.file, range: fallback.range };
  return reached(value, { ...step, default: true, ...(removable ? { removable } : {}) }, context);
}

/** The items of a list came the same way as the list. */
function reached(value: Value, step: Trail, context: Context): Value {
  if (
    value.state !== "known" ||
    value.value === null ||
    typeof value.value !== "object" ||
    !isList(value.value)
  ) {
    return through(value, step);
  }
  charge(context, value.value.items.length);
  const items = value.value.items.map((item) => through(item, step));
  return through({ ...value, value: { ...value.value, items } }, step);
}

/** The values that a parameter may have, where the template lists them. */
export function allowedValues(name: string, context: Context): readonly string[] | undefined {
  const list = memberOf(
    context.template.sections.Parameters.get(name)?.value,
    "AllowedValues",
  )?.value;
  if (list?.kind !== "array") return undefined;
  const texts = list.items.map(literalText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function worthOf(name: string, declared: EntryNode, context: Context): Value {
  const { file } = context.template;
  const head: Place = { file, range: declared.range, head: declared.keyRange };
  const given = context.given.get(name);
  const written = memberOf(declared.value, "Default")?.value;
  const isSecret = literalText(memberOf(declared.value, "NoEcho")?.value)?.toLowerCase() === "true";
  if (!given && !written) {
    const asked = { at: { ...head, range: declared.value.range }, secretBy: "NoEcho" };
    const open: Value = { ...unknown({ kind: "parameter", name }, head), asked };
    return isSecret ? { ...open, sensitive: true } : open;
  }
  const type = literalText(memberOf(declared.value, "Type")?.value);
  const source = given ?? (written ? scalar(written, file) : unknown({ kind: "missing" }, head));
  const value =
    type === undefined
      ? unknown({ kind: "error", message: `the parameter "${name}" has no type` }, source.at)
      : typed(type, source);
  const broken = brokenConstraint(declared.value, type ?? "", value);
  if (broken !== undefined) {
    const message = `the parameter "${name}" ${broken}`;
    context.problems.push({
      id: "analysis/not-analysed",
      file: value.at.file,
      range: value.at.range,
      message: `CloudFormation refuses this value: ${message}.`,
    });
    return unknown({ kind: "error", message }, value.at, value.via);
  }
  const step: Trail = { kind: "parameter", at: head, label: `parameter ${name}` };
  const decided = given ? reached(value, step, context) : value;
  return isSecret ? { ...decided, sensitive: true } : decided;
}

/** A parameter is a text, or a list of texts that commas stand between. */
function typed(type: string, value: Value): Value {
  if (type.startsWith("AWS::SSM::Parameter::Value<")) {
    const name = `the SSM parameter ${wholeText(value) ?? ""}`.trim();
    return unknown({ kind: "data", name }, value.at);
  }
  if (value.state !== "known" || value.value === null) return value;
  const takesList = type === "CommaDelimitedList" || type.startsWith("List<");
  if (typeof value.value === "object" && isList(value.value)) return value;
  const text: Text =
    typeof value.value === "object" && isText(value.value)
      ? value.value
      : { type: "text", parts: partsOf(value, value.at) };
  if (!takesList) return { ...value, value: text };
  const { items, more } = splitText(text, ",");
  const texts = items.map((parts) => {
    const item = trimmed(parts);
    return known({ type: "text", parts: item }, placeOfParts(item, value.at), value.via);
  });
  if (more && texts.length === 0) return unknown(more, value.at, value.via);
  return known({ type: "list", items: texts, ...(more ? { more } : {}) }, value.at, value.via);
}

/** A scalar as it stands in a default or beside a parameter's name; functions do not work there. */
export function scalar(node: DataNode, file: string): Value {
  return node.kind === "array"
    ? unknown(
        { kind: "error", message: "a list stands where a text belongs" },
        { file, range: node.range },
      )
    : literal(node, file);
}

/** What stands in a mapping: a scalar or a list of them. */
export function literal(node: DataNode, file: string): Value {
  const at: Place = { file, range: node.range };
  if (intrinsicOf(node)) return unknown({ kind: "error", message: noFunctions }, at);
  switch (node.kind) {
    case "string":
      return known({ type: "text", parts: writtenParts(node, file) }, at);
    case "number":
      return known({ type: "number", text: node.decimal ?? node.raw }, at);
    case "boolean":
      return known(node.value, at);
    case "array":
      return known({ type: "list", items: node.items.map((item) => literal(item, file)) }, at);
    case "missing":
      return unknown({ kind: "missing" }, at);
    case "null":
    case "alias":
    case "object":
      return unknown({ kind: "error", message: noFunctions }, at);
  }
}

const noFunctions = "only texts, numbers and lists of them can stand here";
