// The value of a YAML file as `loadYamlContent` reads it: aliases are followed, `yes` and `on` are text.

import type { Entry, Place, Value } from "../../../expressions/value.ts";
import { known, textValue, unknown } from "../../../expressions/value.ts";
import type { DataNode } from "../../../syntax/node.ts";
import { readYaml } from "../../../syntax/yaml/yaml.ts";
import { cached } from "../../../text/source-file.ts";

/** Undefined if the file is no YAML. */
export const yamlValue: (file: { path: string; text: string }) => Value | undefined = cached(
  (file) => {
    const { root, problems } = readYaml(file.text);
    if (problems.length > 0) return undefined;
    return new Reader(file.path, anchored(root, file.text)).value(root);
  },
);

class Reader {
  private readonly file: string;
  private readonly anchors: ReadonlyMap<string, DataNode>;
  private readonly values = new Map<string, Value | "open">();

  constructor(file: string, anchors: ReadonlyMap<string, DataNode>) {
    this.file = file;
    this.anchors = anchors;
  }

  /** The depth of the tree is limited by its reader, that of aliases by each being followed once. */
  value(node: DataNode): Value {
    const at: Place = { file: this.file, range: node.range };
    switch (node.kind) {
      case "object": {
        const entries = new Map<string, Entry>();
        for (const { key, keyRange, value } of node.entries) {
          entries.set(key, {
            value: this.value(value),
            key: { file: this.file, range: keyRange },
          });
        }
        return known({ type: "dict", entries }, at);
      }
      case "array":
        return known({ type: "list", items: node.items.map((item) => this.value(item)) }, at);
      case "string": {
        const parts = node.pieces.map((piece) => ({ ...piece, file: this.file }));
        return known({ type: "text", parts }, at);
      }
      case "number":
        return known({ type: "number", text: String(Number(node.raw)) }, at);
      case "boolean":
        return trueOrFalse.test(node.raw) ? known(node.value, at) : textValue(node.raw, at);
      case "null":
      case "missing":
        return known(null, at);
      case "alias":
        return this.alias(node.name, at);
    }
  }

  private alias(name: string, at: Place): Value {
    const present = this.values.get(name);
    if (present === "open") return unknown({ kind: "cycle", name }, at);
    if (present) return present;
    const node = this.anchors.get(name);
    if (!node) return unknown({ kind: "undeclared", name }, at);
    this.values.set(name, "open");
    const value = this.value(node);
    this.values.set(name, value);
    return value;
  }
}

const trueOrFalse = /^(?:true|false)$/i;
const anchor = /(?<=^|[\s,[{:-])&([^\s,[\]{}]+)[ \t]*(?:#.*)?\s*/gm;

/** The nodes behind `&name`, which the tree does not keep: each the widest that begins there. */
function anchored(root: DataNode, text: string): ReadonlyMap<string, DataNode> {
  const anchors = new Map<string, DataNode>();
  if (!text.includes("&")) return anchors;
  const starts = new Map<number, DataNode>();
  const visit = (node: DataNode): void => {
    if (!starts.has(node.range.start)) starts.set(node.range.start, node);
    if (node.kind === "array") for (const item of node.items) visit(item);
    if (node.kind === "object") for (const each of node.entries) visit(each.value);
  };
  visit(root);
  for (const found of text.matchAll(anchor)) {
    const node = starts.get(found.index + found[0].length) ?? starts.get(found.index);
    if (node) anchors.set(found[1] ?? "", node);
  }
  return anchors;
}
