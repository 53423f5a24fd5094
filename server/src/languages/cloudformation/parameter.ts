// The value that a parameter has in one variant: given by a file, or its default, or unknown.

import type { Place, Trail, Value } from "../../expressions/value.ts";
import { isList, isText, known, through, unknown, wholeText } from "../../expressions/value.ts";
import type { DataNode, EntryNode } from "../../syntax/node.ts";
import { type Context, charge } from "./context.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { literalText, memberOf } from "./template.ts";
import { placeOfParts, splitText, trimmed, writtenParts } from "./text.ts";

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
  return reached(value, { kind: "parameter", at: use, label: `parameter ${name}` }, context);
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
  const written = given?.value ?? memberOf(declared.value, "Default")?.value;
  if (!written) return unknown({ kind: "parameter", name }, head);
  const type = literalText(memberOf(declared.value, "Type")?.value) ?? "String";
  const value = typed(type, literal(written, given?.file ?? file));
  const isSecret = literalText(memberOf(declared.value, "NoEcho")?.value)?.toLowerCase() === "true";
  const step: Trail = { kind: "parameter", at: head, label: `parameter ${name}` };
  const decided = given ? reached(value, step, context) : value;
  return isSecret ? { ...decided, sensitive: true } : decided;
}

function typed(type: string, value: Value): Value {
  if (type.startsWith("AWS::SSM::Parameter::Value<")) {
    return unknown(
      { kind: "data", name: `the SSM parameter ${wholeText(value) ?? ""}`.trim() },
      value.at,
    );
  }
  if (value.state !== "known" || value.value === null) return value;
  const takesList = type === "CommaDelimitedList" || type.startsWith("List<");
  if (takesList && isText(value.value)) {
    const items = splitText(value.value, ",");
    if (!items) return unknown({ kind: "function", name: type }, value.at);
    const texts = items.map((parts) => {
      const item = trimmed(parts);
      const at = placeOfParts(item, value.at);
      return known({ type: "text", parts: item }, at);
    });
    return known({ type: "list", items: texts }, value.at);
  }
  if (takesList && typeof value.value === "object" && value.value.type === "number") {
    return known({ type: "list", items: [value] }, value.at);
  }
  const text = type === "Number" ? wholeText(value) : undefined;
  return text !== undefined && numberPattern.test(text)
    ? known({ type: "number", text }, value.at)
    : value;
}

const numberPattern = /^-?\d+(?:\.\d+)?$/;

/** What stands in a default, a mapping or a parameter file; functions do not work there. */
export function literal(node: DataNode, file: string): Value {
  const at: Place = { file, range: node.range };
  if (intrinsicOf(node)) return unknown({ kind: "error", message: noFunctions }, at);
  switch (node.kind) {
    case "string":
      return known({ type: "text", parts: writtenParts(node, file) }, at);
    case "number":
      return known({ type: "number", text: node.raw }, at);
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
