// Where the template stands in a file: it is the file, or the payload of a blueprint's artifact.

import { unknown, type Value } from "../../../expressions/value.ts";
import type { DataNode, ObjectNode } from "../../../syntax/node.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { jsonTree, memberNode, objectAt, stringAt } from "../json-tree.ts";
import { givenValue } from "../parameter-file.ts";

const templateSchema = /deploymentTemplate\.json/i;
const parameterSchema = /deploymentParameters\.json/i;

/** The object that holds `resources` and `parameters`; undefined if the file is no template. */
export function templateRoot(root: DataNode): ObjectNode | undefined {
  if (root.kind !== "object") return undefined;
  if (isTemplate(root)) return root;
  if (stringAt(root, "kind")?.toLowerCase() !== "template") return undefined;
  const payload = objectAt(objectAt(root, "properties"), "template");
  return payload && isTemplate(payload) ? payload : undefined;
}

/** What a blueprint's artifact gives the parameters of its template; the blueprint's own are not known. */
export function artifactValues(file: SourceFile): ReadonlyMap<string, () => Value> {
  const { root } = jsonTree(file);
  const entries =
    templateRoot(root) === root
      ? []
      : (objectAt(objectAt(root, "properties"), "parameters")?.entries ?? []);
  return new Map(
    entries.map((each) => {
      const value = memberNode(each.value, "value")?.value;
      const refers = value?.kind === "string" && value.value.startsWith("[");
      const at = { file: file.path, range: each.value.range };
      const give = (): Value =>
        refers ? unknown({ kind: "parameter", name: each.key }, at) : givenValue(each, file.path);
      return [each.key.toLowerCase(), give];
    }),
  );
}

function isTemplate(root: ObjectNode): boolean {
  const schema = stringAt(root, "$schema");
  if (schema !== undefined && templateSchema.test(schema)) return true;
  if (schema !== undefined && parameterSchema.test(schema)) return false;
  const resources = memberNode(root, "resources")?.value.kind;
  return (
    memberNode(root, "contentVersion") !== undefined &&
    (resources === "array" || resources === "object")
  );
}
