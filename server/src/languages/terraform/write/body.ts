// Writes attributes and nested blocks into a block, in the style of what is there.

import type { Range } from "../../../text/range.ts";
import type { Block } from "../syntax/tree.ts";
import { alignedName } from "./align.ts";
import type { TextEdit } from "./draft.ts";
import type { Path } from "./expression.ts";
import { nested, writeBelow } from "./expression.ts";
import { indentAt, lineStart, nextLine, startsLine } from "./lines.ts";
import type { Rendered, Style } from "./render.ts";
import { attributeLines, blockText } from "./render.ts";

/** Attributes that hold maps; below everything else a path means nested blocks. */
const maps: ReadonlySet<string> = new Set([
  "tags",
  "tags_all",
  "labels",
  "annotations",
  "metadata",
  "variables",
  "environment_variables",
  "body",
]);

/** A value to write: its text, and for an object its members, because they become a block. */
export interface NewValue {
  readonly text: Rendered;
  readonly members?: readonly (readonly [string, NewValue])[];
  /** Objects in a list become a block each. */
  readonly items?: readonly NewValue[];
}

export function writeBody(
  text: string,
  block: Block,
  path: Path,
  value: NewValue,
  append: boolean,
  style: Style,
): readonly TextEdit[] | undefined {
  const [step, ...rest] = path;
  if (typeof step !== "string") return undefined;
  const attribute = block.body.attributes.find((each) => each.name === step);
  if (attribute) return writeBelow(text, attribute.value, rest, value.text, append, style);
  const blocks = block.body.blocks.filter((each) => each.type === step);
  if (blocks.length > 0) {
    if (rest.length === 0)
      return append && value.members ? addBlocks(text, block, step, [value], style) : undefined;
    const [index, ...below] = rest;
    const chosen = typeof index === "number" ? blocks[index] : blocks[0];
    if (!chosen)
      return typeof index === "number" && index === blocks.length
        ? addBlocks(text, block, step, [wrap(below, value)], style)
        : undefined;
    return writeBody(text, chosen, typeof index === "number" ? below : rest, value, append, style);
  }
  // What a dynamic block makes may be this.
  if (block.body.blocks.some((each) => each.type === "dynamic" && each.labels[0]?.text === step))
    return undefined;
  const below = typeof rest[0] === "number" ? rest.slice(1) : rest;
  if (maps.has(step))
    return addAttribute(text, block, step, nested(rest, value.text, append, style), style);
  if (below.length > 0) return addBlocks(text, block, step, [wrap(below, value, append)], style);
  if (value.items && value.items.length > 0 && value.items.every((item) => item.members))
    return addBlocks(text, block, step, value.items, style);
  if (value.members) return addBlocks(text, block, step, [value], style);
  return addAttribute(text, block, step, nested([], value.text, append, style), style);
}

/** The value below further names. */
function wrap(path: Path, value: NewValue, append = false): NewValue {
  let result: NewValue =
    append && path.length > 0
      ? { text: nested([], value.text, true, { unit: "  ", lineEnd: "\n" }) }
      : value;
  for (const step of [...path].toReversed()) {
    if (typeof step === "number") continue;
    const inner = result;
    result = { text: inner.text, members: [[step, inner]] };
  }
  return result;
}

export function addAttribute(
  text: string,
  block: Block,
  name: string,
  value: Rendered,
  style: Style,
): readonly TextEdit[] | undefined {
  const above = block.body.attributes.map((each) => ({
    name: each.nameRange,
    value: each.value.range,
  }));
  const aligned = alignedName(text, above, name, value(""));
  const edits = insert(
    text,
    block,
    "attribute",
    (indent) => attributeLines([[aligned.name, value]], indent, style),
    style,
  );
  return edits && [...aligned.edits, ...edits];
}

export function addBlocks(
  text: string,
  block: Block,
  type: string,
  values: readonly NewValue[],
  style: Style,
): readonly TextEdit[] | undefined {
  return insert(
    text,
    block,
    "block",
    (indent) =>
      values
        .map((value) => blockText(type, (inner) => membersText(value, inner, style), indent, style))
        .join(style.lineEnd),
    style,
  );
}

function membersText(value: NewValue, indent: string, style: Style): string {
  const members = value.members ?? [];
  const plain = members.filter(([, member]) => !member.members);
  const attributes =
    plain.length === 0
      ? ""
      : attributeLines(
          plain.map(([name, member]) => [name, member.text] as const),
          indent,
          style,
        );
  const blocks = members
    .filter(([, member]) => member.members)
    .map(([name, member]) =>
      blockText(name, (inner) => membersText(member, inner, style), indent, style),
    );
  return (
    attributes +
    (attributes !== "" && blocks.length > 0 ? style.lineEnd : "") +
    blocks.join(style.lineEnd)
  );
}

/** New lines in a block: attributes behind the last attribute, blocks at the end with an empty line before. */
export function insert(
  text: string,
  block: Block,
  what: "attribute" | "block",
  lines: (indent: string) => string,
  style: Style,
): readonly TextEdit[] | undefined {
  if (!block.closed) return undefined;
  const { attributes, blocks } = block.body;
  const outer = indentAt(text, block.range.start);
  const close = block.range.end - 1;
  const open = block.body.range.start;
  if (!text.slice(open, close).includes("\n"))
    return openUp(text, { start: open, end: close }, lines, outer, style);
  const children = [...attributes, ...blocks].toSorted((a, b) => a.range.start - b.range.start);
  const firstOnLine = children.find((child) => startsLine(text, child.range.start));
  const indent = firstOnLine ? indentAt(text, firstOnLine.range.start) : outer + style.unit;
  const behind =
    what === "attribute" ? attributes.reduce((end, each) => Math.max(end, each.range.end), -1) : -1;
  if (what === "attribute") {
    const offset = behind >= 0 ? nextLine(text, behind) : nextLine(text, open);
    const gap = behind < 0 && blocks.length > 0 ? style.lineEnd : "";
    return [{ range: at(offset), text: lines(indent) + gap }];
  }
  const offset = startsLine(text, close) ? lineStart(text, close) : close;
  const empty =
    children.length === 0 || text.slice(lineStart(text, offset - 1), offset).trim() === "";
  return [{ range: at(offset), text: (empty ? "" : style.lineEnd) + lines(indent) }];
}

/** `{}` and `{ a = 1 }` get lines of their own. */
function openUp(
  text: string,
  inside: Range,
  lines: (indent: string) => string,
  outer: string,
  style: Style,
): readonly TextEdit[] {
  const indent = outer + style.unit;
  const written = text.slice(inside.start, inside.end).trim();
  const kept = written === "" ? "" : `${indent}${written}${style.lineEnd}`;
  return [{ range: inside, text: `${style.lineEnd}${kept}${lines(indent)}${outer}` }];
}

function at(offset: number): Range {
  return { start: offset, end: offset };
}
