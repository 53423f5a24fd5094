// Writes into objects and lists of Terraform expressions, `jsonencode` included, in the style they have.

import type {
  DictEntryExpression,
  DictExpression,
  Expression,
  ListExpression,
} from "../../../expressions/expression.ts";
import type { Range } from "../../../text/range.ts";
import type { Line } from "./align.ts";
import { alignedName } from "./align.ts";
import type { TextEdit } from "./draft.ts";
import { indentAt, nextLine, startsLine, wholeLines } from "./lines.ts";
import type { Rendered, Style } from "./render.ts";
import { keyText, list, object } from "./render.ts";

export type Path = readonly (string | number)[];

/** Sets or appends below an expression; undefined where its text cannot take it. */
export function writeBelow(
  text: string,
  value: Expression,
  path: Path,
  what: Rendered,
  append: boolean,
  style: Style,
): readonly TextEdit[] | undefined {
  const target = value.kind === "call" && transparent.has(value.name) ? value.arguments[0] : value;
  if (!target) return undefined;
  const [step, ...rest] = path;
  if (step === undefined) {
    if (append) return target.kind === "list" ? addItem(text, target, what, style) : undefined;
    return [{ range: target.range, text: what(indentAt(text, target.range.start)) }];
  }
  if (target.kind === "dict" && typeof step === "string") {
    const entry = target.entries.find(
      (each): each is DictEntryExpression => each.kind === "entry" && keyOf(each) === step,
    );
    if (entry) return writeBelow(text, entry.value, rest, what, append, style);
    if (target.entries.some((each) => each.kind === "spread" || keyOf(each) === undefined))
      return undefined;
    return addMember(text, target, step, nested(rest, what, append, style), style);
  }
  if (target.kind === "list" && typeof step === "number") {
    const item = target.items[step];
    if (item) return writeBelow(text, item, rest, what, append, style);
    return step === target.items.length
      ? addItem(text, target, nested(rest, what, append, style), style)
      : undefined;
  }
  // A text where an object is asked for (`Principal = "*"`) gives way to it.
  if (typeof step === "string" && isPlain(target))
    return [
      {
        range: target.range,
        text: nested(path, what, append, style)(indentAt(text, target.range.start)),
      },
    ];
  return undefined;
}

function isPlain(value: Expression): boolean {
  return value.kind === "template" && value.parts.every((part) => !("kind" in part));
}

/** Functions whose value is that of their argument, as far as a reader of the document is concerned. */
const transparent: ReadonlySet<string> = new Set([
  "jsonencode",
  "tolist",
  "toset",
  "tomap",
  "sensitive",
  "nonsensitive",
]);

export function keyOf(entry: DictEntryExpression): string | undefined {
  if (entry.key.kind !== "template") return undefined;
  let name = "";
  for (const part of entry.key.parts) {
    if ("kind" in part) return undefined;
    name += part.text;
  }
  return name;
}

/** The value inside the objects and lists that the path asks for. */
export function nested(path: Path, what: Rendered, append: boolean, style: Style): Rendered {
  let result: Rendered = append ? (indent) => list([what], indent, style) : what;
  for (const step of [...path].toReversed()) {
    const inner = result;
    result =
      typeof step === "number"
        ? (indent) => list([inner], indent, style)
        : (indent) => object([[step, inner]], indent, style);
  }
  return result;
}

function addMember(
  text: string,
  dict: DictExpression,
  key: string,
  value: Rendered,
  style: Style,
): readonly TextEdit[] {
  const last = dict.entries.at(-1);
  const outer = indentAt(text, dict.range.start);
  if (!last) {
    const inner = outer + style.unit;
    return [
      {
        range: dict.range,
        text: `{${style.lineEnd}${inner}${keyText(key)} = ${value(inner)}${style.lineEnd}${outer}}`,
      },
    ];
  }
  const first = dict.entries[0] ?? last;
  const colon = separatorOf(text, first);
  const name = quotesKeys(text, first) ? JSON.stringify(key) : keyText(key);
  if (
    !startsLine(text, last.range.start) &&
    !text.slice(dict.range.start, dict.range.end).includes("\n")
  ) {
    return [{ range: at(last.range.end), text: `, ${name}${colon}${value(outer)}` }];
  }
  const inner = indentAt(text, first.range.start);
  const comma = commaBehind(text, last.range.end, dict.range.end);
  const usesCommas =
    comma !== undefined ||
    (dict.entries.length > 1 && commaBehind(text, first.range.end, dict.range.end) !== undefined);
  const end = comma ?? last.range.end;
  const lead = usesCommas && comma === undefined ? "," : "";
  const trail = comma !== undefined ? "," : "";
  const written = value(inner);
  const above = dict.entries.map((each) => (each.kind === "entry" ? lineOf(each) : undefined));
  const aligned =
    colon === " = " && above.every((each) => each !== undefined)
      ? alignedName(text, above, name, written)
      : { name, edits: [] };
  const line = `${style.lineEnd}${inner}${aligned.name}${colon}${written}${trail}`;
  const closerOnOwnLine = text.slice(end, dict.range.end - 1).includes("\n");
  const edits: TextEdit[] = lead === "" ? [] : [{ range: at(last.range.end), text: lead }];
  return [
    ...aligned.edits,
    ...edits,
    {
      range: at(lineTail(text, end, dict.range.end)),
      text: closerOnOwnLine ? line : `${line}${style.lineEnd}${outer}`,
    },
  ];
}

/** Behind a comment that follows on the same line, so that it stays with its member. */
function lineTail(text: string, offset: number, limit: number): number {
  const end = nextLine(text, offset);
  if (end > limit) return offset;
  const rest = text.slice(offset, end);
  return rest.trimStart().startsWith("#") || rest.trimStart().startsWith("//")
    ? offset + rest.trimEnd().length
    : offset;
}

function at(offset: number): Range {
  return { start: offset, end: offset };
}

function lineOf(entry: DictEntryExpression): Line {
  return { name: entry.key.range, value: entry.value.range };
}

function separatorOf(text: string, entry: DictExpression["entries"][number]): string {
  if (entry.kind === "spread") return " = ";
  return text.slice(entry.key.range.end, entry.value.range.start).includes(":") ? ": " : " = ";
}

function quotesKeys(text: string, entry: DictExpression["entries"][number]): boolean {
  return text.charCodeAt(entry.range.start) === 34;
}

/** The offset behind the comma that follows, if one does. */
function commaBehind(text: string, offset: number, limit: number): number | undefined {
  let end = offset;
  while (end < limit && text.charCodeAt(end) <= 32) end++;
  return text.charCodeAt(end) === 44 && end < limit ? end + 1 : undefined;
}

export function addItem(
  text: string,
  into: ListExpression,
  value: Rendered,
  style: Style,
): readonly TextEdit[] {
  const last = into.items.at(-1);
  const outer = indentAt(text, into.range.start);
  if (!last) return [{ range: into.range, text: list([value], outer, style) }];
  if (!startsLine(text, last.range.start))
    return [{ range: at(last.range.end), text: `, ${value(outer)}` }];
  const inner = indentAt(text, last.range.start);
  const comma = commaBehind(text, last.range.end, into.range.end);
  if (comma === undefined)
    return [{ range: at(last.range.end), text: `,${style.lineEnd}${inner}${value(inner)}` }];
  return [
    {
      range: at(lineTail(text, comma, into.range.end)),
      text: `${style.lineEnd}${inner}${value(inner)},`,
    },
  ];
}

export function removeMember(
  text: string,
  dict: DictExpression,
  entry: DictEntryExpression,
): readonly TextEdit[] {
  return removePart(
    text,
    dict.range,
    dict.entries.map((each) => each.range),
    dict.entries.indexOf(entry),
  );
}

export function removeItem(text: string, from: ListExpression, index: number): readonly TextEdit[] {
  return removePart(
    text,
    from.range,
    from.items.map((each) => each.range),
    index,
  );
}

function removePart(
  text: string,
  whole: Range,
  parts: readonly Range[],
  index: number,
): readonly TextEdit[] {
  const part = parts[index];
  if (!part) return [];
  const comma = commaBehind(text, part.end, whole.end);
  const end = comma ?? part.end;
  const ownLines =
    startsLine(text, part.start) &&
    text.slice(end, nextLine(text, end)).trim() === "" &&
    nextLine(text, end) < whole.end;
  const previous = parts[index - 1];
  // The last one without a comma of its own takes the comma before it.
  const loseComma =
    comma === undefined && previous ? commaBehind(text, previous.end, part.start) : undefined;
  const before: TextEdit[] =
    previous && loseComma !== undefined && ownLines
      ? [{ range: { start: loseComma - 1, end: loseComma }, text: "" }]
      : [];
  if (ownLines)
    return [...before, { range: wholeLines(text, { start: part.start, end }), text: "" }];
  const next = parts[index + 1];
  if (next) return [{ range: { start: part.start, end: next.start }, text: "" }];
  if (previous) return [{ range: { start: previous.end, end: part.end }, text: "" }];
  return [{ range: { start: whole.start + 1, end: whole.end - 1 }, text: "" }];
}
