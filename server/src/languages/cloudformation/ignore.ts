// Writes an ignore: a comment above the line in YAML, metadata of the resource in JSON.

import { type JsonChange, writeJson } from "../../syntax/json/write.ts";
import { newValue } from "../../syntax/new-value.ts";
import type { DataNode } from "../../syntax/node.ts";
import { columnOf } from "../../syntax/yaml/layout.ts";
import { writeYaml } from "../../syntax/yaml/write.ts";
import { contains, type Edit, type Range } from "../../text/range.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { isJson } from "./recognise.ts";
import { resourcesIn } from "./resources.ts";
import { templateOf, treeOf } from "./template.ts";
import { writesJson } from "./write.ts";

interface NewIgnore {
  readonly policy: string;
  readonly until: string;
  readonly reason: string;
}

export function ignoreAt(
  file: SourceFile,
  range: Range,
  ignore: NewIgnore,
): readonly Edit[] | undefined {
  const { root } = treeOf(file);
  if (isJson(file) || writesJson(root)) return inMetadata(file, range, ignore);
  const { text } = file;
  const start = range.start - columnOf(text, range.start);
  // In a string of several lines a comment would be a part of the string.
  if (isInsideText(root, start)) return inMetadata(file, range, ignore);
  const indent = text.slice(start, text.length).match(indentPattern)?.[0] ?? "";
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const { policy, until, reason } = ignore;
  const comment = `# msplint:ignore ${policy} until=${until} reason=${JSON.stringify(reason.replaceAll('"', "'"))}`;
  return [{ file: file.path, range: { start, end: start }, text: indent + comment + lineEnd }];
}

const indentPattern = /^[ \t]*/;

function isInsideText(node: DataNode, offset: number): boolean {
  if (node.range.start >= offset || offset > node.range.end) return false;
  if (node.kind === "string") return true;
  if (node.kind === "array") return node.items.some((item) => isInsideText(item, offset));
  return node.kind === "object" && node.entries.some(({ value }) => isInsideText(value, offset));
}

function inMetadata(
  file: SourceFile,
  range: Range,
  ignore: NewIgnore,
): readonly Edit[] | undefined {
  const resource = resourcesIn(templateOf(file)).find((entry) => contains(entry.range, range));
  if (!resource) return undefined;
  const { policy, until, reason } = ignore;
  const change: JsonChange = {
    at: resource.value.range,
    operation: {
      is: "append",
      path: ["Metadata", "msplint", "ignore"],
      value: newValue({ policy, until, reason }),
    },
  };
  const { root } = treeOf(file);
  const write = writesJson(root) ? writeJson : writeYaml;
  const edits = write(file.text, root, [change], { wrapsSingleValues: true });
  return edits?.map((edit) => ({ file: file.path, range: edit.range, text: edit.text }));
}
