// Suppressions in ARM: `metadata: { msplint: { ignore: [{ policy, until, reason }] } }` of a resource.

import { writeJson } from "../../../syntax/json/write.ts";
import { newValue } from "../../../syntax/new-value.ts";
import type { DataNode, ObjectNode } from "../../../syntax/node.ts";
import { contains, type Edit, type Range } from "../../../text/range.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import type { WrittenIgnore } from "../../language.ts";
import { jsonTree, memberNode, objectAt, stringAt } from "../json-tree.ts";
import { roleOf } from "./recognise.ts";
import { templateRoot } from "./template-root.ts";

export function writtenIgnores(file: SourceFile): readonly WrittenIgnore[] {
  if (roleOf(file) !== "declares") return [];
  const result: WrittenIgnore[] = [];
  const stack: DataNode[] = [jsonTree(file).root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "array") stack.push(...node.items);
    if (node.kind !== "object") continue;
    for (const each of node.entries) stack.push(each.value);
    const list = memberNode(objectAt(objectAt(node, "metadata"), "msplint"), "ignore")?.value;
    if (list?.kind !== "array") continue;
    for (const item of list.items) {
      const ignore = writtenIgnore(file, node, item);
      if (ignore) result.push(ignore);
    }
  }
  return result.toSorted((a, b) => a.range.start - b.range.start);
}

function writtenIgnore(
  file: SourceFile,
  owner: ObjectNode,
  item: DataNode,
): WrittenIgnore | undefined {
  const policy = stringAt(item, "policy");
  if (policy === undefined) return undefined;
  const until = stringAt(item, "until");
  const reason = stringAt(item, "reason");
  return {
    file: file.path,
    range: item.range,
    covers: owner.range,
    policy,
    ...(until === undefined ? {} : { until }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Writes the ignore into the nearest resource around the range; a parameter file has no place for it. */
export function ignoreEdits(
  file: SourceFile,
  range: Range,
  ignore: { policy: string; until: string; reason: string },
): readonly Edit[] | undefined {
  if (roleOf(file) !== "declares") return undefined;
  const { root } = jsonTree(file);
  const owner = resourceAround(root, range) ?? parameterAround(templateRoot(root), range);
  if (!owner) return undefined;
  const value = newValue({ policy: ignore.policy, until: ignore.until, reason: ignore.reason });
  const edits = writeJson(file.text, root, [
    {
      at: owner.range,
      operation: { is: "append", path: ["metadata", "msplint", "ignore"], value },
    },
  ]);
  return edits?.map((edit) => ({ file: file.path, ...edit }));
}

/** The innermost object around the range that has a type and belongs to a list of resources. */
function resourceAround(root: DataNode, range: Range): ObjectNode | undefined {
  let node: DataNode | undefined = root;
  let found: ObjectNode | undefined;
  let inResources = false;
  while (node) {
    if (node.kind === "object" && inResources && memberNode(node, "type")) found = node;
    const next: { node: DataNode; resources: boolean } | undefined = childAround(node, range);
    if (!next) break;
    // An item of the list, or a member of the object, named `resources`.
    inResources = next.resources || (inResources && node !== found && !isNamed(node));
    node = next.node;
  }
  return found;
}

function isNamed(node: DataNode): boolean {
  return node.kind === "object" && memberNode(node, "type") !== undefined;
}

/** A parameter's definition takes the ignore for a finding at its default value. */
function parameterAround(root: ObjectNode | undefined, range: Range): ObjectNode | undefined {
  const parameters = objectAt(root, "parameters");
  const found = parameters?.entries.find((each) => contains(each.range, range))?.value;
  return found?.kind === "object" ? found : undefined;
}

function childAround(
  node: DataNode,
  range: Range,
): { node: DataNode; resources: boolean } | undefined {
  if (node.kind === "object") {
    const entry = node.entries.find((each) => contains(each.range, range));
    return entry
      ? { node: entry.value, resources: entry.key.toLowerCase() === "resources" }
      : undefined;
  }
  if (node.kind !== "array") return undefined;
  const item = node.items.find((each) => contains(each.range, range));
  return item ? { node: item, resources: false } : undefined;
}
