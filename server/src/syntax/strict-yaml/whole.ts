// Reads one YAML document with its tags and with aliases followed; strict, and without meaning for any scalar.

import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE_FOLDED_BLOCK,
  SCALAR_STYLE_LITERAL_BLOCK,
  SCALAR_STYLE_PLAIN,
  YAMLException,
} from "js-yaml";

type YamlEvent = ReturnType<typeof parseEvents>[number];

/** Nodes that an alias names are the same object wherever they stand. */
export type WholeNode =
  | {
      readonly kind: "scalar";
      readonly text: string;
      readonly style: "plain" | "quoted" | "block";
      readonly tag: string | undefined;
    }
  | {
      readonly kind: "sequence";
      readonly items: readonly WholeNode[];
      readonly tag: string | undefined;
    }
  | {
      readonly kind: "mapping";
      readonly entries: readonly (readonly [WholeNode, WholeNode])[];
      readonly tag: string | undefined;
    };

/** The only document of the text; a string says why there is none. */
export function readWholeYaml(text: string, maxDepth: number): WholeNode | string {
  // A mark of the byte order at the start is no text.
  const source = text.startsWith("\ufeff") ? text.slice(1) : text;
  let events: readonly YamlEvent[];
  try {
    events = parseEvents(source, { maxDepth });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return error.reason;
  }
  return compose(source, events);
}

interface Open {
  readonly node: WholeNode;
  readonly children: WholeNode[];
}

function compose(text: string, events: readonly YamlEvent[]): WholeNode | string {
  const anchors = new Map<string, WholeNode>();
  const unfinished = new Set<WholeNode>();
  const open: Open[] = [];
  let root: WholeNode | undefined;
  let documents = 0;
  const add = (node: WholeNode) => {
    const parent = open.at(-1);
    if (parent) parent.children.push(node);
    else root ??= node;
  };
  for (const event of events) {
    switch (event.type) {
      case EVENT_DOCUMENT:
        if (++documents > 1) return "there is more than one document";
        break;
      case EVENT_MAPPING:
      case EVENT_SEQUENCE: {
        const tag = tagOf(text, event);
        const children: WholeNode[] = [];
        const node: WholeNode =
          event.type === EVENT_SEQUENCE
            ? { kind: "sequence", items: children, tag }
            : { kind: "mapping", entries: [], tag };
        named(anchors, text, event, node);
        unfinished.add(node);
        open.push({ node, children });
        break;
      }
      case EVENT_SCALAR: {
        const style = event.valueStart < 0 ? "plain" : styleOf(event.style);
        const value = event.valueStart < 0 ? "" : getScalarValue(text, event);
        // A line that the text's end cuts off has no line end.
        const cut = style === "block" && event.valueEnd >= text.length && !text.endsWith("\n");
        const written = cut && value.endsWith("\n") ? value.slice(0, -1) : value;
        if (style === "block" && open.length === 0 && event.indent === 0 && written !== "")
          return "a text of several lines is not indented";
        if (style !== "block" && event.valueStart >= 0 && behindTab(text, event.valueStart))
          return "a tab is no indentation";
        const node: WholeNode = { kind: "scalar", text: written, style, tag: tagOf(text, event) };
        named(anchors, text, event, node);
        add(node);
        break;
      }
      case EVENT_ALIAS: {
        const node = anchors.get(text.slice(event.anchorStart, event.anchorEnd));
        if (!node) return "an alias names nothing";
        if (unfinished.has(node)) return "something contains itself";
        add(node);
        break;
      }
      case EVENT_POP: {
        const closed = open.pop();
        if (!closed) break;
        const { node, children } = closed;
        if (node.kind === "mapping") {
          const entries = node.entries as (readonly [WholeNode, WholeNode])[];
          for (let index = 0; index + 1 < children.length; index += 2) {
            const [key, value] = [children[index], children[index + 1]];
            if (key && value) entries.push([key, value]);
          }
        }
        unfinished.delete(node);
        add(node);
        break;
      }
    }
  }
  return root ?? "there is no document";
}

function named(
  anchors: Map<string, WholeNode>,
  text: string,
  event: { readonly anchorStart: number; readonly anchorEnd: number },
  node: WholeNode,
): void {
  if (event.anchorStart >= 0) anchors.set(text.slice(event.anchorStart, event.anchorEnd), node);
}

function styleOf(style: number): "plain" | "quoted" | "block" {
  if (style === SCALAR_STYLE_PLAIN) return "plain";
  return style === SCALAR_STYLE_LITERAL_BLOCK || style === SCALAR_STYLE_FOLDED_BLOCK
    ? "block"
    : "quoted";
}

/** Only blanks stand before the place on its line, and one of them is a tab. */
function behindTab(text: string, start: number): boolean {
  let tab = false;
  for (let offset = start - 1; offset >= 0; offset--) {
    const character = text.charAt(offset);
    if (character === "\n") return tab;
    if (character !== " " && character !== "\t") return false;
    if (character === "\t") tab = true;
  }
  return tab;
}

function tagOf(
  text: string,
  event: { readonly tagStart: number; readonly tagEnd: number },
): string | undefined {
  if (event.tagStart < 0) return undefined;
  const written = text.slice(event.tagStart, event.tagEnd);
  if (written.startsWith("!<")) return written.slice(2, -1);
  return written.startsWith("!!") ? `tag:yaml.org,2002:${written.slice(2)}` : written;
}
