// The YAML text of a value, laid out as Terraform's `yamlencode` does it.

import type { Value } from "../../../expressions/value.ts";
import { effective, isDict, isList, isNum, wholeText } from "../../../expressions/value.ts";
import { byBytes } from "../set-order.ts";

/** What stands before a node decides where its first line starts. */
type Context = "root" | "dash" | "key";

interface Writer {
  text: string;
  readonly longest: number;
}

type Outcome = "unknown" | "limit" | undefined;

const deepest = 100;
/** Lines break at the next blank behind this column. */
const width = 80;
/** Longer keys, in bytes, are written in another form, which is not done here. */
const longestKey = 128;

/** The text; or why there is none: a part is not known, or it is too long or too deep. */
export function yamlText(
  value: Value,
  longest: number,
): { readonly written: string } | "unknown" | "limit" {
  const writer: Writer = { text: "", longest };
  const outcome = node(writer, value, -1, "root", 0);
  if (outcome) return outcome;
  if (!writer.text.endsWith("\n")) writer.text += "\n";
  // A word without quotes needs an end of its own where it is all there is.
  const decided = effective(value);
  const content = decided.state === "known" ? decided.value : null;
  const bare = content === null || typeof content === "boolean" || isNum(content);
  return { written: bare ? `${writer.text}...\n` : writer.text };
}

function node(
  writer: Writer,
  value: Value,
  indent: number,
  context: Context,
  depth: number,
): Outcome {
  if (depth > deepest || writer.text.length > writer.longest) return "limit";
  const decided = effective(value);
  if (decided.state === "unknown") return "unknown";
  const content = decided.state === "known" ? decided.value : null;
  if (content !== null && isList(content)) {
    if (content.more) return "unknown";
    if (content.items.length > 0) return sequence(writer, content.items, indent, context, depth);
    inline(writer, "[]", context);
  } else if (content !== null && isDict(content)) {
    if (content.more) return "unknown";
    if (content.entries.size > 0) {
      const entries = [...content.entries].toSorted(([a], [b]) => byBytes(a, b));
      return mapping(
        writer,
        entries.map(([name, entry]) => [name, entry.value]),
        indent,
        context,
        depth,
      );
    }
    inline(writer, "{}", context);
  } else {
    if (content === null || typeof content === "boolean") inline(writer, String(content), context);
    else if (isNum(content)) inline(writer, content.text, context);
    else {
      const text = wholeText(decided);
      if (text === undefined) return "unknown";
      inline(writer, "", context);
      const inner = indent < 0 ? 2 : indent + 2;
      if (text.includes("\n") && blockAllowed(text)) literal(writer, text, inner);
      else quoted(writer, text, inner);
    }
  }
  return undefined;
}

function inline(writer: Writer, text: string, context: Context): void {
  writer.text += context === "root" ? text : ` ${text}`;
}

function sequence(
  writer: Writer,
  items: readonly Value[],
  indent: number,
  context: Context,
  depth: number,
): Outcome {
  // The items of a list below a key stand as far in as the key.
  const own = context === "key" ? indent : deeper(indent);
  for (const [index, item] of items.entries()) {
    lineAt(writer, own, index === 0 && context !== "key");
    writer.text += "-";
    const outcome = node(writer, item, own, "dash", depth + 1);
    if (outcome) return outcome;
  }
  return undefined;
}

function mapping(
  writer: Writer,
  entries: readonly (readonly [string, Value])[],
  indent: number,
  context: Context,
  depth: number,
): Outcome {
  const own = deeper(indent);
  for (const [index, [name, value]] of entries.entries()) {
    if (name.includes("\n") || name.length > longestKey) return "limit";
    lineAt(writer, own, index === 0 && context !== "key");
    quoted(writer, name, undefined);
    writer.text += ":";
    const outcome = node(writer, value, own, "key", depth + 1);
    if (outcome) return outcome;
  }
  return undefined;
}

function deeper(indent: number): number {
  return indent < 0 ? 0 : indent + 2;
}

function column(writer: Writer): number {
  return writer.text.length - writer.text.lastIndexOf("\n") - 1;
}

/** A new line, or the rest of the one that a dash has begun. */
function lineAt(writer: Writer, indent: number, begun: boolean): void {
  if (!begun && column(writer) > 0) writer.text += "\n";
  writer.text += " ".repeat(Math.max(0, indent - column(writer)));
}

/** Characters that are written as they are. */
const printable = /^[\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/u;
const breaks = /[\r\n\u0085\u2028\u2029]/;

/** Blanks at the end of a line or of the text, and characters that need escapes, rule blocks out. */
function blockAllowed(text: string): boolean {
  if (text.endsWith(" ") || / [\r\n\u0085\u2028\u2029]/.test(text)) return false;
  for (const character of text) if (!printable.test(character)) return false;
  return true;
}

function literal(writer: Writer, text: string, indent: number): void {
  const hint = text.startsWith(" ") || breaks.test(text.charAt(0)) ? "2" : "";
  const chomp = !text.endsWith("\n") ? "-" : text.length === 1 || text.endsWith("\n\n") ? "+" : "";
  writer.text += `|${hint}${chomp}\n`;
  let fresh = true;
  for (const character of text) {
    if (breaks.test(character)) {
      writer.text += character;
      fresh = true;
      continue;
    }
    if (fresh) writer.text += " ".repeat(indent);
    fresh = false;
    writer.text += character;
  }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["\0", "0"],
  ["\u0007", "a"],
  ["\b", "b"],
  ["\t", "t"],
  ["\n", "n"],
  ["\v", "v"],
  ["\f", "f"],
  ["\r", "r"],
  ["\u001b", "e"],
  ['"', '"'],
  ["\\", "\\"],
  ["\u0085", "N"],
  ["\u2028", "L"],
  ["\u2029", "P"],
]);

/** In double quotes; without an indent nothing breaks the line. */
function quoted(writer: Writer, text: string, indent: number | undefined): void {
  writer.text += '"';
  const characters = Array.from(text);
  let blank = false;
  for (const [index, character] of characters.entries()) {
    const escape = escapes.get(character);
    if (escape !== undefined || !printable.test(character)) {
      writer.text += `\\${escape ?? hexadecimal(character)}`;
      blank = false;
    } else if (character === " ") {
      const ends = index === 0 || index === characters.length - 1;
      if (indent !== undefined && !blank && !ends && column(writer) > width) {
        writer.text += `\n${" ".repeat(indent)}`;
        if (characters[index + 1] === " ") writer.text += "\\";
      } else writer.text += character;
      blank = true;
    } else {
      writer.text += character;
      blank = false;
    }
  }
  writer.text += '"';
}

function hexadecimal(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16).toUpperCase();
  if (code <= 0xff) return `x${digits.padStart(2, "0")}`;
  return code <= 0xffff ? `u${digits.padStart(4, "0")}` : `U${digits.padStart(8, "0")}`;
}
