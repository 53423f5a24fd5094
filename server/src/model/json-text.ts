// Reads a string that holds JSON as a value, with every place in the source; knows nothing of what it says.

import { laterDict, laterList } from "../expressions/later.ts";
import type {
  Dict,
  Entry,
  Hole,
  List,
  Place,
  Reason,
  Text,
  TextPart,
  Trail,
  Value,
} from "../expressions/value.ts";
import { known, textValue, unknown } from "../expressions/value.ts";
import { readJson } from "../syntax/json/json.ts";
import type { ArrayNode, DataNode, DataTree, ObjectNode, StringNode } from "../syntax/node.ts";
import type { Range } from "../text/range.ts";
import { partOf, spanning } from "../text/range.ts";

/**
 * The value that the text's JSON means; unknown where it is no JSON, half-known where it has holes.
 * `read` is its tree where the text is known as a whole and has been read already.
 */
export function jsonTextValue(
  text: Text,
  at: Place,
  via: readonly Trail[],
  read?: DataTree,
): Value {
  const source = flatten(text);
  const tree = read ?? readJson(source.json);
  if (tree.root.kind === "missing") {
    return unknown({ kind: "error", message: "this is not JSON" }, at, via);
  }
  const within = via.some((step) => inside(step.at, at));
  const reading = { source, at, via, within };
  if (source.holes.size > 0) return valueOf(tree.root, reading);
  const weights = new Map<DataNode, number>();
  weightOf(tree.root, weights);
  return valueOf(tree.root, { ...reading, weights });
}

/** The text as one string: a hole is one character, in quotes of its own where no string is open. */
interface Flat {
  readonly json: string;
  readonly segments: readonly Segment[];
  readonly holes: ReadonlyMap<number, Hole>;
  /** The character that stands for a hole. */
  readonly sentinel?: string;
}

interface Segment {
  readonly start: number;
  readonly end: number;
  readonly part: TextPart;
}

interface Reading {
  readonly source: Flat;
  readonly at: Place;
  readonly via: readonly Trail[];
  /** Some of the steps start inside the text. */
  readonly within: boolean;
  /** Of what is known as a whole: then the members of an object wait until somebody looks. */
  readonly weights?: ReadonlyMap<DataNode, number>;
}

/** As `weight.ts` counts the value of a node. */
function weightOf(node: DataNode, weights: Map<DataNode, number>): number {
  let weight = 1;
  if (node.kind === "string") weight += node.pieces.length;
  if (node.kind === "array") for (const item of node.items) weight += weightOf(item, weights);
  if (node.kind === "object")
    for (const { value } of node.entries) weight += weightOf(value, weights);
  if (node.kind === "array" || node.kind === "object") weights.set(node, weight);
  return weight;
}

function flatten(text: Text): Flat {
  return text.parts.some((part) => "hole" in part) ? withHoles(text) : withoutHoles(text);
}

function withoutHoles(text: Text): Flat {
  const segments: Segment[] = [];
  let json = "";
  for (const part of text.parts) {
    if ("hole" in part) continue;
    const start = json.length;
    json += part.text;
    segments.push({ start, end: json.length, part });
  }
  return { json, segments, holes: new Map() };
}

function withHoles(text: Text): Flat {
  const sentinel = freeCharacter(text);
  const segments: Segment[] = [];
  const holes = new Map<number, Hole>();
  let json = "";
  let inString = false;
  let escaped = false;
  for (const part of text.parts) {
    const start = json.length;
    if ("hole" in part) {
      if (!inString) json += '"';
      holes.set(json.length, part);
      json += sentinel;
      if (!inString) json += '"';
      escaped = false;
    } else {
      json += part.text;
      for (const character of part.text) {
        if (escaped) escaped = false;
        else if (character === "\\") escaped = inString;
        else if (character === '"') inString = !inString;
      }
    }
    segments.push({ start, end: json.length, part });
  }
  return { json, segments, holes, sentinel };
}

/** A private-use character that the text does not have. */
function freeCharacter(text: Text): string {
  for (let code = 0xe000; code < 0xf8ff; code++) {
    const character = String.fromCharCode(code);
    if (!text.parts.some((part) => !("hole" in part) && part.text.includes(character))) {
      return character;
    }
  }
  return "\uf8ff";
}

function valueOf(node: DataNode, reading: Reading): Value {
  const at = placeOf(node.range, reading);
  const via = trailOf(at, reading);
  switch (node.kind) {
    case "object":
    case "array":
      return collection(node, at, via, reading);
    case "string":
      return stringValue(node, at, reading);
    case "number":
      return known({ type: "number", text: node.raw }, at, via);
    case "boolean":
      return known(node.value, at, via);
    case "null":
      return known(null, at, via);
    case "alias":
    case "missing":
      return unknown({ kind: "missing" }, at, via);
  }
}

function collection(
  node: ObjectNode | ArrayNode,
  at: Place,
  via: readonly Trail[],
  reading: Reading,
): Value {
  const weight = reading.weights?.get(node);
  if (weight === undefined)
    return known(node.kind === "object" ? dict(node, reading) : list(node, reading), at, via);
  const content =
    node.kind === "object"
      ? laterDict(() => dict(node, reading).entries, { weight })
      : laterList(() => list(node, reading).items, { weight });
  return known(content, at, via);
}

function dict(node: ObjectNode, reading: Reading): Dict {
  const entries = new Map<string, Entry>();
  let more: Reason | undefined;
  for (const member of node.entries) {
    const { sentinel } = reading.source;
    if (sentinel !== undefined && member.key.includes(sentinel)) {
      more ??= firstHole(reading.source, member.keyRange) ?? { kind: "missing" };
      continue;
    }
    entries.set(member.key, {
      key: placeOf(member.keyRange, reading),
      value: valueOf(member.value, reading),
    });
  }
  return { type: "dict", entries, ...(more ? { more } : {}) };
}

/** A hole between the items of a list may stand for any number of items. */
function list(node: ArrayNode, reading: Reading): List {
  const items: Value[] = [];
  let more: Reason | undefined;
  for (const item of node.items) {
    const hole = bareHole(item, reading.source);
    if (hole) more ??= hole.hole;
    else items.push(valueOf(item, reading));
  }
  return { type: "list", items, ...(more ? { more } : {}) };
}

function stringValue(node: StringNode, at: Place, reading: Reading): Value {
  const via = trailOf(at, reading);
  const bare = bareHole(node, reading.source);
  if (bare) return unknown(bare.hole, at, via);
  if (node.value === "") return textValue("", at, via);
  const parts = node.pieces.flatMap((piece) => partsOf(piece, reading));
  return known({ type: "text", parts }, at, via);
}

/** The hole that stands where a whole value should: its quotes are not the author's. */
function bareHole(node: DataNode, source: Flat): Hole | undefined {
  if (node.kind !== "string" || node.value !== source.sentinel) return undefined;
  const segment = source.segments.find(
    (each) => each.start === node.range.start && each.end === node.range.end,
  );
  return segment && "hole" in segment.part ? segment.part : undefined;
}

function firstHole(source: Flat, range: Range): Reason | undefined {
  for (const [offset, hole] of source.holes) {
    if (offset >= range.start && offset < range.end) return hole.hole;
  }
  return undefined;
}

/** One run of a decoded string, cut where the source changes and where something is unknown. */
function partsOf(piece: { text: string; range: Range }, reading: Reading): TextPart[] {
  const { source } = reading;
  if (piece.text.length !== piece.range.end - piece.range.start) {
    const place = placeOf(piece.range, reading);
    return [{ text: piece.text, file: place.file, range: place.range }];
  }
  const parts: TextPart[] = [];
  const { segments } = source;
  for (let index = lastFrom(segments, piece.range.start); index < segments.length; index++) {
    const segment = segments[index];
    if (!segment || segment.start >= piece.range.end) break;
    const start = Math.max(segment.start, piece.range.start);
    const end = Math.min(segment.end, piece.range.end);
    if (start >= end) continue;
    if ("hole" in segment.part) {
      parts.push(segment.part);
      continue;
    }
    const text = piece.text.slice(start - piece.range.start, end - piece.range.start);
    const range = sourceRange(segment, start, end);
    parts.push({ text, file: segment.part.file, range });
  }
  return parts;
}

function sourceRange(segment: Segment, start: number, end: number): Range {
  const { part } = segment;
  if ("hole" in part || part.text.length !== part.range.end - part.range.start) return part.range;
  return partOf(part.range, start - segment.start, end - segment.start);
}

/**
 * The steps by which this part of the text came: those before the text itself, and of those that
 * start inside it the ones that start in this part.
 */
function trailOf(at: Place, reading: Reading): readonly Trail[] {
  if (!reading.within) return reading.via;
  let inText = false;
  let inPart = false;
  return reading.via.filter((step) => {
    if (inside(step.at, reading.at)) {
      inText = true;
      inPart = inside(step.at, at);
    }
    return inPart || !inText;
  });
}

function inside(inner: Place, outer: Place): boolean {
  return (
    inner.file === outer.file &&
    outer.range.start <= inner.range.start &&
    inner.range.end <= outer.range.end
  );
}

/** Where a run of the JSON is written; the whole string where its ends stand in different texts. */
function placeOf(range: Range, reading: Reading): Place {
  const { segments } = reading.source;
  const first = segments[lastFrom(segments, range.start)];
  const last = segments[lastFrom(segments, range.end - 1)];
  if (!first || !last || first.part.file !== last.part.file) return reading.at;
  const start = sourceRange(first, range.start, range.start + 1);
  const end = sourceRange(last, range.end - 1, range.end);
  if (start.start > end.end) return reading.at;
  return { file: first.part.file, range: spanning(start, end) };
}

/** The index of the last segment that starts at the offset or before it. */
function lastFrom(segments: readonly Segment[], offset: number): number {
  let [low, high] = [0, segments.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
