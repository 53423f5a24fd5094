// A template as a tree: its sections and their entries; evaluates nothing.

import { readJson } from "../../syntax/json/json.ts";
import type { DataNode, DataTree, EntryNode } from "../../syntax/node.ts";
import { readYaml } from "../../syntax/yaml/yaml.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { cached } from "../../text/source-file.ts";
import { isJson } from "./recognise.ts";

export const treeOf: (file: SourceFile) => DataTree = cached((file) =>
  isJson(file) ? readJson(file.text) : readYaml(file.text),
);

export type SectionName = "Parameters" | "Mappings" | "Conditions" | "Resources";

export interface Template {
  readonly file: string;
  readonly root: DataNode;
  readonly sections: Readonly<Record<SectionName, ReadonlyMap<string, EntryNode>>>;
}

export const templateOf: (file: SourceFile) => Template = cached((file) => {
  const { root } = treeOf(file);
  const section = (name: SectionName) => entriesOf(memberOf(root, name)?.value);
  return {
    file: file.path,
    root,
    sections: {
      Parameters: section("Parameters"),
      Mappings: section("Mappings"),
      Conditions: section("Conditions"),
      Resources: resources(section("Resources")),
    },
  };
});

/** The entry of a name. Of several the last one counts, as for the readers that clouds use. */
export function memberOf(node: DataNode | undefined, name: string): EntryNode | undefined {
  return node?.kind === "object" ? node.entries.findLast((each) => each.key === name) : undefined;
}

/** The text of a scalar that needs no evaluation. */
export function literalText(node: DataNode | undefined): string | undefined {
  if (!node || node.tag?.name.startsWith("!!") === false) return undefined;
  switch (node.kind) {
    case "string":
      return node.value;
    case "number":
      return node.raw;
    case "boolean":
      return String(node.value);
    default:
      return undefined;
  }
}

function entriesOf(node: DataNode | undefined): ReadonlyMap<string, EntryNode> {
  return new Map(node?.kind === "object" ? node.entries.map((entry) => [entry.key, entry]) : []);
}

/** What has a type; a loop (`Fn::ForEach`) or a half-typed entry has none. */
function resources(entries: ReadonlyMap<string, EntryNode>): ReadonlyMap<string, EntryNode> {
  return new Map([...entries].filter(([, entry]) => resourceType(entry) !== undefined));
}

export function resourceType(entry: EntryNode): string | undefined {
  return literalText(memberOf(entry.value, "Type")?.value);
}
