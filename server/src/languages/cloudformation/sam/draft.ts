// Makes nodes that stand in no text: what a transform generates, each at the place that it comes from.

import type { DataNode, EntryNode, StringNode } from "../../../syntax/node.ts";
import type { Range } from "../../../text/range.ts";

/** Where generated nodes point. No node, key or member has exactly this range, so nothing writes there. */
export type Origin = Range;

/** Plain data with nodes in it, which become nodes at one origin; members that are undefined are left out. */
export type Draft =
  | string
  | number
  | boolean
  | DataNode
  | readonly Draft[]
  | { readonly [key: string]: Draft | undefined };

/**
 * The key with the character behind it: a reader sees the name, and a writer, who looks for the
 * exact range of a node or of a key, finds nothing.
 */
export function originOf(entry: EntryNode): Origin {
  return { start: entry.keyRange.start, end: entry.keyRange.end + 1 };
}

export function made(draft: Draft, origin: Origin): DataNode {
  if (typeof draft === "string") return text(draft, origin);
  if (typeof draft === "number") return { kind: "number", raw: String(draft), range: origin };
  if (typeof draft === "boolean")
    return { kind: "boolean", value: draft, raw: String(draft), range: origin };
  if (isList(draft))
    return {
      kind: "array",
      items: draft.map((item) => made(item, origin)),
      flow: true,
      range: origin,
    };
  if (isNode(draft)) return draft;
  const members = Object.entries(draft).flatMap(([key, value]) =>
    value === undefined ? [] : [member(key, value, origin)],
  );
  return object(members, origin);
}

export function object(entries: readonly EntryNode[], origin: Origin): DataNode {
  return { kind: "object", entries, flow: true, range: origin };
}

export function member(key: string, value: Draft, origin: Origin): EntryNode {
  return { key, keyRange: origin, value: made(value, origin), range: origin };
}

export function ref(name: string): Draft {
  return { Ref: name };
}

export function getAtt(id: string, attribute: string): Draft {
  return { "Fn::GetAtt": [id, attribute] };
}

export function isNode(draft: Draft): draft is DataNode {
  return typeof draft === "object" && !isList(draft) && "kind" in draft && "range" in draft;
}

function isList(draft: Draft): draft is readonly Draft[] {
  return Array.isArray(draft);
}

/** A written text with something before it; the written part keeps its place. */
export function prefixed(prefix: string, written: StringNode): StringNode {
  const { pieces } = text(prefix, written.range);
  return { ...written, value: prefix + written.value, pieces: [...pieces, ...written.pieces] };
}

/** Offsets of a piece map one to one where lengths agree, which they must not here. */
function text(value: string, origin: Origin): StringNode {
  const sameLength = value.length === origin.end - origin.start;
  const range = sameLength ? { start: origin.start, end: origin.end - 1 } : origin;
  return { kind: "string", value, pieces: [{ text: value, range }], style: "plain", range: origin };
}
