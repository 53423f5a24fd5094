// Reads the YAML files that msplint defines itself into data with ranges; strict, and without aliases.

import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE_DOUBLE_QUOTED,
  SCALAR_STYLE_FOLDED_BLOCK,
  SCALAR_STYLE_LITERAL_BLOCK,
  SCALAR_STYLE_PLAIN,
  SCALAR_STYLE_SINGLE_QUOTED,
  YAMLException,
} from "js-yaml";
import type { Range } from "../../text/range.ts";
import type { DataNode, DataTree, EntryNode, StringNode, SyntaxProblem } from "../node.ts";

type YamlEvent = ReturnType<typeof parseEvents>[number];
type ScalarEvent = Extract<YamlEvent, { type: typeof EVENT_SCALAR }>;
type CollectionEvent = Extract<YamlEvent, { type: typeof EVENT_MAPPING | typeof EVENT_SEQUENCE }>;

/** Nesting of the files that msplint defines is shallow; the reader stops here by itself. */
const depthLimit = 50;

/** The tree of the first document; a text that is no YAML gives one problem and no data. */
export function readStrictYaml(text: string): DataTree {
  try {
    return compose(text, parseEvents(text, { maxDepth: depthLimit }));
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const range = rangeOfMark(text, error.mark?.position ?? 0);
    const problems = [{ range, message: `This is not valid YAML: ${error.reason}.` }];
    return { root: { kind: "missing", range: { start: 0, end: 0 } }, problems, comments: [] };
  }
}

/** A collection that is being read; `key` is the key whose value comes next. */
interface Open {
  readonly event: CollectionEvent;
  readonly items: DataNode[];
  readonly entries: EntryNode[];
  readonly keys: Set<string>;
  key: { readonly text: string; readonly range: Range } | undefined;
  end: number;
}

function compose(text: string, events: readonly YamlEvent[]): DataTree {
  const problems: SyntaxProblem[] = [];
  const open: Open[] = [];
  let root: DataNode | undefined;
  let documents = 0;

  const add = (node: DataNode): void => {
    const parent = open.at(-1);
    if (!parent) {
      if (documents <= 1) root = node;
      return;
    }
    parent.end = Math.max(parent.end, node.range.end);
    if (parent.event.type === EVENT_SEQUENCE) {
      parent.items.push(node);
    } else if (!parent.key) {
      parent.key = { text: keyText(node, problems), range: node.range };
    } else {
      const key = parent.key;
      parent.key = undefined;
      if (parent.keys.has(key.text)) {
        problems.push({ range: key.range, message: `The key "${key.text}" stands here twice.` });
        return;
      }
      parent.keys.add(key.text);
      const range = { start: key.range.start, end: Math.max(key.range.end, node.range.end) };
      parent.entries.push({ key: key.text, keyRange: key.range, value: node, range });
    }
  };

  for (const event of events) {
    switch (event.type) {
      case EVENT_DOCUMENT:
        documents++;
        if (documents === 2) {
          problems.push({
            range: { start: text.length, end: text.length },
            message: "Only the first document of this file is read.",
          });
        }
        break;
      case EVENT_MAPPING:
      case EVENT_SEQUENCE:
        open.push({
          event,
          items: [],
          entries: [],
          keys: new Set(),
          key: undefined,
          end: event.start,
        });
        break;
      case EVENT_SCALAR:
        add(scalar(text, event, open.at(-1)?.key?.range.end ?? open.at(-1)?.end ?? 0));
        break;
      case EVENT_ALIAS: {
        const range = { start: event.anchorStart - 1, end: event.anchorEnd };
        problems.push({ range, message: "Aliases are not read here; write the value out." });
        add({ kind: "alias", name: text.slice(event.anchorStart, event.anchorEnd), range });
        break;
      }
      case EVENT_POP: {
        const closed = open.pop();
        if (closed) add(collection(text, closed));
        break;
      }
    }
  }
  return { root: root ?? { kind: "null", range: { start: 0, end: 0 } }, problems, comments: [] };
}

function keyText(node: DataNode, problems: SyntaxProblem[]): string {
  switch (node.kind) {
    case "string":
      return node.value;
    case "number":
    case "boolean":
      return node.raw;
    case "null":
      return "";
    default:
      problems.push({ range: node.range, message: "A key is a word here." });
      return "";
  }
}

function collection(text: string, closed: Open): DataNode {
  const { event } = closed;
  const bracket = text[event.start];
  const flow = bracket === "[" || bracket === "{";
  const end = flow
    ? closer(
        text,
        closed.end === event.start ? event.start + 1 : closed.end,
        bracket === "[" ? "]" : "}",
      )
    : closed.end;
  const range = { start: event.start, end };
  return event.type === EVENT_MAPPING
    ? { kind: "object", range, entries: closed.entries, flow }
    : { kind: "array", range, items: closed.items, flow };
}

/** The end of a flow collection: past commas, blanks, line ends and comments to its bracket. */
function closer(text: string, from: number, bracket: string): number {
  let offset = from;
  while (offset < text.length) {
    if (text[offset] === bracket) return offset + 1;
    if (text[offset] === "#") while (offset < text.length && text[offset] !== "\n") offset++;
    else offset++;
  }
  return from;
}

function scalar(text: string, event: ScalarEvent, after: number): DataNode {
  if (event.valueStart < 0) {
    // Nothing is written: the place is behind the colon or the dash.
    const at = emptyPlace(text, after);
    return { kind: "null", range: { start: at, end: at } };
  }
  const range = rangeOf(text, event);
  const value = getScalarValue(text, event);
  if (event.style !== SCALAR_STYLE_PLAIN || event.tagStart >= 0) return string(value, range, event);
  if (/^(?:null|Null|NULL|~)$/.test(value)) return { kind: "null", range };
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(value)) {
    return { kind: "boolean", value: value.toLowerCase() === "true", raw: value, range };
  }
  if (isNumber(value)) return { kind: "number", raw: value, range };
  return string(value, range, event);
}

/** Numbers of the core schema that are finite decimals; everything else is text. */
function isNumber(value: string): boolean {
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(value);
}

function string(value: string, range: Range, event: ScalarEvent): StringNode {
  const inner = { start: event.valueStart, end: event.valueEnd };
  return {
    kind: "string",
    value,
    range,
    pieces: [{ text: value, range: inner }],
    style: styleOf(event),
  };
}

function styleOf(event: ScalarEvent): StringNode["style"] {
  switch (event.style) {
    case SCALAR_STYLE_DOUBLE_QUOTED:
      return "double";
    case SCALAR_STYLE_SINGLE_QUOTED:
      return "single";
    case SCALAR_STYLE_LITERAL_BLOCK:
    case SCALAR_STYLE_FOLDED_BLOCK:
      return "block";
    default:
      return "plain";
  }
}

function rangeOf(text: string, event: ScalarEvent): Range {
  switch (styleOf(event)) {
    case "double":
    case "single":
      return { start: event.valueStart - 1, end: event.valueEnd + 1 };
    case "block": {
      const lineBefore = text.lastIndexOf("\n", event.valueStart - 1);
      const header = Math.max(text.lastIndexOf("|", lineBefore), text.lastIndexOf(">", lineBefore));
      let end = event.valueEnd;
      while (end > event.valueStart && /\s/.test(text[end - 1] ?? "")) end--;
      return { start: Math.max(0, Math.min(header, event.valueStart)), end };
    }
    case "plain":
      return { start: event.valueStart, end: event.valueEnd };
  }
}

function emptyPlace(text: string, after: number): number {
  let offset = after;
  while (text[offset] === " ") offset++;
  return text[offset] === ":" || text[offset] === "-" ? offset + 1 : after;
}

/** The rest of the line at which the reader gave up, or the last character before where that is empty. */
function rangeOfMark(text: string, position: number): Range {
  let start = Math.max(0, Math.min(position, text.length));
  const lineEnd = text.indexOf("\n", start);
  const end = lineEnd < 0 ? text.length : lineEnd;
  if (end > start) return { start, end };
  while (start > 0 && /\s/.test(text[start - 1] ?? "")) start--;
  return { start: Math.max(0, start - 1), end: start };
}
