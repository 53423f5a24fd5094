// Functions on strings; what is known of a string stays known where another part of it is not.

import { alikeIn } from "../../../expressions/access.ts";
import { normalized } from "../../../expressions/normal-form.ts";
import { numberOf } from "../../../expressions/operators.ts";
import { sliced } from "../../../expressions/slices.ts";
import type { TextPart, Value } from "../../../expressions/value.ts";
import { isText, through, wholeText } from "../../../expressions/value.ts";
import type { Call, TerraformFunction } from "./call.ts";
import {
  allArguments,
  characters,
  derived,
  failed,
  hiddenBy,
  isNull,
  listOf,
  listValue,
  partsOf,
  spend,
  textOf,
  undecided,
  viaOf,
} from "./call.ts";
import { lowerCase, titleCase, trimSpace, upperCase } from "./letters.ts";
import { replacePattern } from "./patterns.ts";

export const textFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["join", join],
  ["split", split],
  ["replace", replace],
  ["lower", (call) => mapped(call, lowerCase)],
  ["upper", (call) => mapped(call, upperCase)],
  ["trimspace", (call) => whole(call, trimSpace)],
  [
    "trimprefix",
    (call) =>
      whole2(call, (text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  ],
  [
    "trimsuffix",
    (call) =>
      whole2(call, (text, suffix) =>
        suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
      ),
  ],
  ["trim", (call) => whole2(call, trimCharacters)],
  ["indent", indent],
  ["basename", (call) => whole(call, lastName)],
  ["dirname", (call) => whole(call, folderName)],
  ["chomp", (call) => whole(call, chomp)],
  ["title", (call) => mapped(call, titleCase)],
  ["strrev", (call) => whole(call, (text) => characters(text).toReversed().join(""))],
  ["substr", substring],
  ["startswith", (call) => test(call, (text, part) => text.startsWith(part), starts)],
  ["endswith", (call) => test(call, (text, part) => text.endsWith(part), ends)],
  [
    "strcontains",
    (call) =>
      test(
        call,
        (text, part) => text.includes(part),
        () => undefined,
      ),
  ],
];

function whole(call: Call, change: (text: string) => string): Value {
  const value = call.argument(0);
  const text = wholeText(value);
  return text === undefined ? undecided(call, value) : textOf(call, change(text), [value]);
}

function whole2(call: Call, change: (text: string, other: string) => string): Value {
  const [value, second] = [call.argument(0), call.argument(1)];
  const text = wholeText(value);
  const other = wholeText(second);
  return text === undefined || other === undefined
    ? undecided(call, value, second)
    : textOf(call, change(text, other), [value, second]);
}

function test(
  call: Call,
  decide: (text: string, part: string) => boolean,
  guess: (parts: readonly TextPart[], part: string) => boolean | undefined,
): Value {
  const [value, second] = [call.argument(0), call.argument(1)];
  const text = wholeText(value);
  const part = wholeText(second);
  if (part === undefined) return undecided(call, value, second);
  const decided = text === undefined ? guess(partsOf(value) ?? [], part) : decide(text, part);
  return decided === undefined
    ? undecided(call, value, second)
    : derived(call, decided, [value, second]);
}

/** What is known of a text's beginning may decide; every text starts with an empty one. */
function starts(parts: readonly TextPart[], part: string): boolean | undefined {
  let known = "";
  for (const each of parts) {
    if ("hole" in each) break;
    known += each.text;
  }
  if (known.startsWith(part)) return true;
  return part.startsWith(known) ? undefined : false;
}

function ends(parts: readonly TextPart[], part: string): boolean | undefined {
  let known = "";
  for (const each of parts.toReversed()) {
    if ("hole" in each) break;
    known = each.text + known;
  }
  if (known !== "" && known.endsWith(part)) return true;
  return part.endsWith(known) ? undefined : false;
}

function mapped(call: Call, change: (text: string) => string | undefined): Value {
  const value = call.argument(0);
  if (value.state === "unknown") return undecided(call, value);
  const parts = partsOf(value);
  if (!parts) return undecided(call, value);
  const changed: TextPart[] = [];
  for (const part of parts) {
    const text = "hole" in part ? undefined : change(part.text);
    if ("hole" in part) changed.push(part);
    else if (text === undefined) return undecided(call);
    else changed.push({ ...part, text });
  }
  return joined(call, changed, [value]);
}

function joined(call: Call, parts: readonly TextPart[], from: readonly Value[]): Value {
  let length = 0;
  if (!spend(call, parts.length)) return failed(call, "there are too many parts");
  for (const part of parts) length += "hole" in part ? 0 : part.text.length;
  if (length > call.scope.limits.text) return failed(call, "the string is too long");
  return derived(call, { type: "text", parts: normalized(parts) }, from);
}

function join(call: Call): Value {
  const { values, more } = allArguments(call);
  const [separator, ...lists] = values;
  if (lists.length === 0 && !more) return failed(call, "it takes a list or more");
  const between = separator ? partsOf(separator) : undefined;
  if (!between || more || !separator) return undecided(call, separator, ...values);
  const only = onlyText(lists);
  if (only) return hiddenBy(values, through(only, ...viaOf(lists)));
  const parts: TextPart[] = [];
  const from: Value[] = [...values];
  let first = true;
  for (const value of lists) {
    const list = listOf(value);
    if (!list) return undecided(call, value);
    for (const item of list.items) {
      if (isNull(item)) return failed(call, "an item is null");
      const text = partsOf(item);
      if (!text) return undecided(call, item);
      if (!first) for (const part of between) parts.push(part);
      first = false;
      for (const part of text) parts.push(part);
      if (item.via.length > 0 && from.length < call.scope.limits.expansion) from.push(item);
      if (parts.length > call.scope.limits.text) return failed(call, "the string is too long");
    }
    if (list.more && !alikeIn(list))
      parts.push({ hole: list.more, file: call.at.file, range: call.at.range });
  }
  return joined(call, parts, from);
}

/** The text that stands alone, with whatever else is known of it: it may be a document. */
function onlyText(lists: readonly Value[]): Value | undefined {
  const all = lists.map(listOf);
  const items = all.flatMap((list) => list?.items ?? []);
  const isAlone = all.every((list) => list && (!list.more || alikeIn(list))) && items.length === 1;
  const [item] = items;
  return isAlone && item?.state === "known" && item.value !== null && isText(item.value)
    ? item
    : undefined;
}

function split(call: Call): Value {
  const [separatorValue, value] = [call.argument(0), call.argument(1)];
  const separator = wholeText(separatorValue);
  const text = wholeText(value);
  if (separator === undefined || text === undefined) return undecided(call, separatorValue, value);
  // Without a separator every character stands alone.
  const items = separator === "" ? Array.from(text) : text.split(separator);
  let offset = 0;
  const values = items.map((item) => {
    const start = offset;
    offset += item.length + separator.length;
    return pieceOf(call, value, item, start);
  });
  return listValue(call, values, undefined, [value]);
}

/** A piece stands where the text does that it was cut out of, if that is one place. */
function pieceOf(call: Call, value: Value, text: string, start: number): Value {
  const parts = partsOf(value) ?? [];
  const cut = parts.length > mostParts ? [] : sliced(parts, start, start + text.length);
  const [only, ...others] = cut;
  if (!only || "hole" in only || others.length > 0 || only.text !== text)
    return textOf(call, text, []);
  const piece = textOf(call, text, []);
  if (piece.state !== "known") return piece;
  return {
    ...piece,
    value: { type: "text", parts: [only] },
    at: { file: only.file, range: only.range },
    via: [{ kind: "function", at: call.at, label: call.name }, ...value.via],
  };
}

/** A text that was put together of more than these is not looked through for each piece. */
const mostParts = 64;

function replace(call: Call): Value {
  const values = [call.argument(0), call.argument(1), call.argument(2)];
  const [text, from, to] = values.map((value) => wholeText(value));
  if (text === undefined || from === undefined || to === undefined)
    return undecided(call, ...values);
  if (from.length > 1 && from.startsWith("/") && from.endsWith("/"))
    return replacePattern(call, text, from.slice(1, -1), to, values);
  const pieces = from === "" ? ["", ...Array.from(text), ""] : text.split(from);
  const found = pieces.length - 1;
  if (text.length + found * to.length > call.scope.limits.text)
    return failed(call, "the string is too long");
  return textOf(call, pieces.join(to), values);
}

function substring(call: Call): Value {
  const [value, from, size] = [call.argument(0), call.argument(1), call.argument(2)];
  const text = wholeText(value);
  const [offset, length] = [numberOf(from), numberOf(size)];
  if (text === undefined || offset === undefined || length === undefined) {
    return undecided(call, value, from, size);
  }
  if (!Number.isInteger(offset) || !Number.isInteger(length))
    return failed(call, "no whole number");
  const all = characters(text);
  const start = offset < 0 ? Math.max(0, all.length + offset) : offset;
  // Counted from the end, no character at all means all that is left.
  const end = length < 0 || (length === 0 && offset < 0) ? all.length : start + length;
  return textOf(call, all.slice(start, end).join(""), [value]);
}

function chomp(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
  return text.slice(0, end);
}

/** Every character of the second text goes from both ends of the first. */
function trimCharacters(text: string, set: string): string {
  const cut = new Set(set);
  const all = Array.from(text);
  let start = 0;
  let end = all.length;
  while (start < end && cut.has(all[start] ?? "")) start++;
  while (end > start && cut.has(all[end - 1] ?? "")) end--;
  return all.slice(start, end).join("");
}

/** Blanks at the start of every line but the first. */
function indent(call: Call): Value {
  const [size, value] = [call.argument(0), call.argument(1)];
  const count = numberOf(size);
  const text = wholeText(value);
  if (count === undefined || text === undefined) return undecided(call, size, value);
  if (!Number.isInteger(count) || count < 0) return failed(call, "this is no whole number");
  const lines = text.split("\n");
  if (lines.length * count > call.scope.limits.text) return failed(call, "the string is too long");
  return textOf(call, lines.join(`\n${" ".repeat(count)}`), [size, value]);
}

function lastName(path: string): string {
  if (path === "") return ".";
  const parts = path.split("/").filter((part) => part !== "");
  return parts.at(-1) ?? "/";
}

/** The path without its last name, in its shortest form. */
function folderName(path: string): string {
  const rooted = path.startsWith("/");
  const kept: string[] = [];
  for (const part of path.slice(0, path.lastIndexOf("/") + 1).split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!rooted) kept.push(part);
  }
  const joinedParts = kept.join("/");
  if (rooted) return `/${joinedParts}`;
  return joinedParts === "" ? "." : joinedParts;
}
