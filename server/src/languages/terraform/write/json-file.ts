// The edits of a Terraform JSON file for one change.

import type { Place } from "../../../expressions/value.ts";
import type { Change } from "../../../model/resource.ts";
import { readJson } from "../../../syntax/json/json.ts";
import type { JsonChange } from "../../../syntax/json/write.ts";
import { findNode, writeJson } from "../../../syntax/json/write.ts";
import type { NewValue } from "../../../syntax/new-value.ts";
import { newValue } from "../../../syntax/new-value.ts";
import { readJsonBody } from "../syntax/json-body.ts";
import type { Draft, TextEdit } from "./draft.ts";
import { jsonOperation } from "./hcl-file.ts";
import { writeInText } from "./json-in-text.ts";
import { locate } from "./locate.ts";
import { inPolicyDocument } from "./policy-document.ts";
import { variableName } from "./render.ts";
import type { Parameter } from "./variable.ts";

const elements: ReadonlyMap<string, string> = new Map([
  ["Sid", "sid"],
  ["Effect", "effect"],
  ["Action", "actions"],
  ["NotAction", "not_actions"],
  ["Resource", "resources"],
  ["NotResource", "not_resources"],
]);

export function jsonEdits(
  text: string,
  at: Place,
  operation: Change["operation"],
): readonly TextEdit[] | undefined {
  const tree = readJson(text);
  if (tree.problems.length > 0) return undefined;
  const { body } = readJsonBody(text);
  const located = locate(body, at.range);
  const blocks = located?.blocks ?? [];
  if ("value" in operation && operation.value.is === "parameter" && blocks[0]?.type === "variable")
    return undefined;
  const plain = jsonOperation(operation, located?.is === "text");
  if (!plain) return undefined;
  if (located?.is === "text") return writeInText(text, located.template, at.range, plain);
  if (!findNode(tree.root, at.range)) return undefined;
  const isList =
    "value" in operation &&
    operation.value.is === "parameter" &&
    (operation.value.listed === true || operation.value.type === "list");
  const change = inPolicyDocument(blocks) ? documentOperation(plain, isList) : plain;
  return change
    ? writeJson(text, tree.root, [{ at: at.range, operation: change }], { wrapsSingleValues: true })
    : undefined;
}

/** IAM's names below a statement become the data source's own, which are lists where IAM takes one value. */
function documentOperation(
  operation: JsonChange["operation"],
  isList: boolean,
): JsonChange["operation"] | undefined {
  if (operation.is !== "set" && operation.is !== "append") return operation;
  const [element, name, key, ...rest] = operation.path;
  if (typeof element !== "string") return operation;
  const own = elements.get(element);
  if (own !== undefined) {
    const single = operation.is === "append" || element === "Effect" || element === "Sid";
    return {
      ...operation,
      path: [own],
      value: single ? operation.value : listOf(operation.value, isList),
    };
  }
  if (element !== "Condition") return undefined;
  if (typeof name !== "string" || typeof key !== "string" || rest.length > 0) return undefined;
  const members = new Map([
    ["test", newValue(name)],
    ["variable", newValue(key)],
    ["values", listOf(operation.value, isList)],
  ]);
  return { is: "append", path: ["condition"], value: { is: "object", members } };
}

function listOf(value: NewValue, isList: boolean): NewValue {
  return isList || value.is === "array" ? value : { is: "array", items: [value] };
}

const types: Readonly<Record<Parameter["type"], string>> = {
  text: "string",
  number: "number",
  list: "list(string)",
};

/** Adds the variable to the file; false if its form has no place for it. */
export function declareInJson(draft: Draft, parameter: Parameter): boolean {
  const { text } = draft;
  const { root } = readJson(text);
  const value = newValue({ type: types[parameter.type], description: parameter.description });
  const path = ["variable", variableName(parameter.name)];
  const edits = writeJson(text, root, [{ at: root.range, operation: { is: "set", path, value } }]);
  if (edits) draft.apply(edits);
  return edits !== undefined;
}
