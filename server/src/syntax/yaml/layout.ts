// Looks at the blanks, dashes and line ends of YAML text around nodes of its tree.

import type { DataNode } from "../node.ts";
import type { BlockStyle } from "./render.ts";

/** The style that the first nested mapping and the first list below a key show. */
export function blockStyle(text: string, root: DataNode): BlockStyle {
  let step: number | undefined;
  let dash: number | undefined;
  const queue: DataNode[] = [root];
  for (
    let index = 0;
    index < queue.length && index < looks && (step === undefined || dash === undefined);
    index++
  ) {
    const node = queue[index];
    if (!node || node.kind === "missing") continue;
    if (node.kind === "array" && !node.flow) queue.push(...node.items);
    if (node.kind !== "object" || node.flow) continue;
    for (const { keyRange, value } of node.entries) {
      queue.push(value);
      const deeper = columnOf(text, contentStart(value)) - columnOf(text, keyRange.start);
      const isBelow = text.slice(keyRange.end, contentStart(value)).includes("\n");
      if (!isBelow) continue;
      if (value.kind === "object" && !value.flow && deeper > 0) step ??= deeper;
      if (value.kind === "array" && !value.flow && deeper >= 0) dash ??= deeper;
    }
  }
  return {
    step: step ?? 2,
    dash: dash ?? step ?? 2,
    lineEnd: text.includes("\r\n") ? "\r\n" : "\n",
  };
}

const looks = 500;

/** The start of a block collection behind its tag. */
function contentStart(node: DataNode): number {
  const first = node.kind === "object" ? node.entries[0]?.keyRange.start : undefined;
  return first ?? node.range.start;
}

export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** True where nothing but blanks stands in front on the line. */
export function opensItsLine(text: string, offset: number): boolean {
  return text.slice(offset - columnOf(text, offset), offset).trim() === "";
}

/** The offset of the line's end at or behind an offset, before its line end. */
export function endOfLine(text: string, offset: number): number {
  const found = text.indexOf("\n", offset);
  if (found < 0) return text.length;
  return text.charAt(found - 1) === "\r" && found > offset ? found - 1 : found;
}

/** The start of the next line, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const found = text.indexOf("\n", offset);
  return found < 0 ? text.length : found + 1;
}

/** The dash of an item of a block list: it stands in the column of the list, on the line of the item or above. */
export function dashOf(
  text: string,
  list: DataNode,
  item: { readonly range: { readonly start: number } },
): number {
  const start = firstDash(text, list);
  const column = columnOf(text, start);
  let lineBegin = item.range.start - columnOf(text, item.range.start);
  while (lineBegin + column > start) {
    if (lineBegin + column < item.range.start && text.charAt(lineBegin + column) === "-")
      return lineBegin + column;
    lineBegin = text.lastIndexOf("\n", lineBegin - 2) + 1;
  }
  return start;
}

/** The dash of the first item. */
export function firstDash(text: string, list: DataNode): number {
  return list.tag ? text.indexOf("-", list.tag.range.end) : list.range.start;
}

/** What stands between the parts of a bracket: a comma, and a line end where the parts have lines of their own. */
export function separatorOf(
  text: string,
  open: number,
  parts: readonly { readonly range: { readonly start: number } }[],
  lineEnd: string,
): string {
  const first = parts[0];
  if (!first || !text.slice(open, first.range.start).includes("\n")) return ", ";
  const { start } = first.range;
  return `,${lineEnd}${text.slice(start - columnOf(text, start), start)}`;
}
