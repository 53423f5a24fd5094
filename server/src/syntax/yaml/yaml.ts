// Reads YAML as people type it into a tree with ranges; knows nothing of what the data means.

import type { CST, Node, ParsedNode, Tags } from "yaml";
import { Composer, isAlias, isMap, isScalar, isSeq, Parser } from "yaml";
import { defaultLimits } from "../../text/limits.ts";
import type { Range } from "../../text/range.ts";
import type { DataNode, DataTree, EntryNode } from "../node.ts";
import { endOfLine } from "./layout.ts";
import { repairs } from "./repair.ts";
import type { ScalarStyle } from "./scalar.ts";
import { pieces, typedPlain } from "./scalar.ts";
import type { Span, TagToken, TokenFacts } from "./tokens.ts";
import { spans, tokenFacts } from "./tokens.ts";

/**
 * The tree of the first document that holds something; never throws. Aliases are nodes of their
 * own and are never followed. Where the text is broken, the tree is that of the text with the
 * broken parts blanked out, and the problems are those of the text as it stands.
 */
export function readYaml(text: string): DataTree {
  const runaway = runawayNesting(text);
  if (runaway !== undefined) return refused(runaway);
  const first = pass(text);
  if (first.facts.tooDeep !== undefined) return refused(first.facts.tooDeep);
  let last = first;
  const patience = { passes: repairPasses(text.length) };
  while (patience.passes > 0) {
    const error = last.errors[0];
    const next = error && repaired(last, error, patience);
    if (!next) break;
    last = next;
  }
  const tree = new TreeBuilder(last).build();
  const problems = [...placed(first), ...tree.duplicates];
  return {
    root: tree.root,
    comments: last.facts.comments,
    problems: problems.map(({ start, end, message }) => ({ range: { start, end }, message })),
  };
}

/** The likeliest repair; where that leaves errors, the one that leaves the fewest. */
function repaired(broken: Pass, error: PassError, patience: { passes: number }): Pass | undefined {
  let best: Pass | undefined;
  for (const text of repairs(broken.text, broken.tokens, error)) {
    if (patience.passes-- <= 0) break;
    const next = pass(text);
    if (next.facts.tooDeep !== undefined) continue;
    if (!best || next.errors.length < best.errors.length) best = next;
    if (best.errors.length === 0) break;
  }
  return best;
}

/** The errors, at the quote or bracket that is not closed instead of where the text ends. */
function placed({ errors, text, tokens }: Pass): readonly PassError[] {
  if (errors.length === 0) return [];
  const { quoted, flow } = spans(tokens);
  return errors.slice(0, problemLimit).map((error) => {
    const isQuote = error.code === "MISSING_CHAR" && quotePattern.test(error.message);
    const opener = lastUnclosed(isQuote ? quoted : flow, error.start);
    if (!opener || (!isQuote && error.code !== "BAD_INDENT" && error.code !== "MISSING_CHAR"))
      return error;
    const message = isQuote ? "This quote is not closed." : "This bracket is not closed.";
    return {
      ...error,
      start: opener.start,
      end: isQuote ? endOfLine(text, opener.start) : opener.start + 1,
      message,
    };
  });
}

const quotePattern = /closing ["']/;

function lastUnclosed(all: readonly Span[], offset: number): Span | undefined {
  return all.findLast((span) => !span.closed && span.start <= offset && offset <= span.end);
}

interface PassError {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

interface Pass {
  readonly text: string;
  readonly tokens: readonly CST.Token[];
  readonly facts: TokenFacts;
  readonly root: ParsedNode | null;
  /** By position. */
  readonly errors: readonly PassError[];
}

const problemLimit = 20;

/**
 * The schema that knows strings only: types are decided by `typedPlain`, and nothing is ever
 * converted to JavaScript. Unique keys are checked by the builder, since the library's own check
 * takes quadratic time.
 */
const options = {
  schema: "failsafe",
  uniqueKeys: false,
  merge: false,
  logLevel: "silent",
  prettyErrors: false,
  keepSourceTokens: true,
} as const;

function pass(text: string): Pass {
  // The parser of tokens keeps a stack of its own; only the composer recurses.
  const tokens = [...new Parser().parse(text)];
  const facts = tokenFacts(tokens, defaultLimits.depth);
  if (facts.tooDeep !== undefined) return { text, tokens, facts, root: null, errors: [] };
  const errors: PassError[] = [];
  let root: ParsedNode | null = null;
  const composer = new Composer({ ...options, customTags: tagsOf(facts) });
  for (const document of composer.compose(tokens)) {
    for (const { code, pos, message } of document.errors) {
      const start = Math.min(pos[0], text.length);
      errors.push({
        code,
        start,
        end: Math.max(start, Math.min(pos[1], text.length)),
        message: sentence(code, message),
      });
    }
    if (!root && document.contents && !isNothing(document.contents)) root = document.contents;
  }
  for (const { code, pos, message } of composer.streamInfo().errors) {
    errors.push({ code, start: pos[0], end: pos[1], message: sentence(code, message) });
  }
  errors.sort((a, b) => a.start - b.start);
  return { text, tokens, facts, root, errors };
}

/**
 * The tags of a text, so that the library takes them all: of one that it does not know it makes a
 * warning with the state of its stack, which takes longer than all the rest.
 */
function tagsOf({ tags, tagsOfNothing }: TokenFacts): Tags {
  const names = new Set<string>();
  for (const { name } of [...tags.values(), ...tagsOfNothing.values()]) {
    // The library looks through the list at each tag.
    if (names.size >= mostTags) break;
    if (!name.startsWith("!!")) names.add(name);
  }
  return [...names].flatMap((tag) => [
    { tag, resolve: (text: string) => text },
    { tag, collection: "map" as const },
    { tag, collection: "seq" as const },
  ]);
}

const mostTags = 64;

function isNothing(node: Node): boolean {
  return isScalar(node) && node.source === "" && node.type === "PLAIN" && !node.tag;
}

/** Long texts get fewer passes, so that broken text costs at most some times what right text costs. */
function repairPasses(length: number): number {
  return Math.max(2, Math.min(18, Math.floor(1_000_000 / (length + 1))));
}

function refused(offset: number): DataTree {
  const range = { start: offset, end: offset + 1 };
  const message = `More than ${defaultLimits.depth} levels are nested here, so this file is not read.`;
  return {
    root: { kind: "missing", range: { start: 0, end: 0 } },
    comments: [],
    problems: [{ range, message }],
  };
}

/**
 * Finds nesting that is far beyond the limit before anything is parsed, so that it costs one look
 * at each character. Brackets and dashes in strings count too, hence the wide margin; what is
 * below it is counted exactly on the tokens.
 */
function runawayNesting(text: string): number | undefined {
  const limit = defaultLimits.depth * 10;
  let depth = 0;
  let indicators = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 0x5b || code === 0x7b) depth++;
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--;
    else if ((code === 0x2d || code === 0x3f) && text.charCodeAt(offset + 1) === 0x20) indicators++;
    else if (code === 0x0a) indicators = 0;
    if (depth > limit || indicators > limit) return offset;
  }
  return undefined;
}

/** Turns the composed nodes of one pass into the shared tree. */
class TreeBuilder {
  readonly duplicates: PassError[] = [];
  private readonly source: Pass;

  constructor(source: Pass) {
    this.source = source;
  }

  build(): { root: DataNode; duplicates: readonly PassError[] } {
    const { root, text } = this.source;
    const node = root ? this.node(root) : missing(text.length);
    return { root: node, duplicates: this.duplicates };
  }

  /** Depth is limited by the count on the tokens. */
  private node(node: ParsedNode): DataNode {
    const tag = this.tagOf(node);
    const plain = this.untagged(node, tag);
    if (!tag) return plain;
    const range = {
      start: Math.min(tag.start, plain.range.start),
      end: Math.max(tag.end, plain.range.end),
    };
    return { ...plain, range, tag: { name: tag.name, range: { start: tag.start, end: tag.end } } };
  }

  private untagged(node: ParsedNode, tag: TagToken | undefined): DataNode {
    const range = { start: node.range[0], end: node.range[1] };
    if (isAlias(node)) return { kind: "alias", range, name: node.source };
    if (isMap(node)) {
      const entries = node.items.map((pair) => this.entry(pair.key, pair.value));
      this.reportDuplicates(entries);
      const flow = node.flow === true;
      return { kind: "object", range: flow ? range : contentRange(range, entries), entries, flow };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.node(item));
      const flow = node.flow === true;
      return { kind: "array", range: flow ? range : contentRange(range, items), items, flow };
    }
    return this.scalar(node, range, tag);
  }

  private entry(keyNode: ParsedNode, valueNode: ParsedNode | null): EntryNode {
    const keyRange = { start: keyNode.range[0], end: keyNode.range[1] };
    const key = isScalar(keyNode)
      ? (keyNode.source ?? "")
      : this.source.text.slice(keyRange.start, keyRange.end);
    const value = valueNode ? this.node(valueNode) : missing(keyRange.end);
    return {
      key,
      keyRange,
      value,
      range: { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) },
    };
  }

  private scalar(node: ParsedNode, range: Range, tag: TagToken | undefined): DataNode {
    if (!isScalar(node)) return missing(range.start);
    const value = node.source ?? "";
    const style = styleOf(node.type);
    if (style === "plain") {
      if (value === "") return missing(range.start);
      const typed =
        !tag || (tag.name.startsWith("!!") && tag.name !== "!!str")
          ? typedPlain(value, range)
          : undefined;
      if (typed) return typed;
    }
    const isBlock = style === "literal" || style === "folded";
    const trimmed = isBlock ? this.withoutTrailingBlanks(range) : range;
    const raw = this.source.text.slice(range.start, range.end);
    const indent = node.srcToken && "indent" in node.srcToken ? node.srcToken.indent : 0;
    return {
      kind: "string",
      range: trimmed,
      value,
      pieces: pieces(style, raw, range.start, indent, value),
      style: isBlock ? "block" : style,
    };
  }

  private withoutTrailingBlanks(range: Range): Range {
    let { end } = range;
    while (end > range.start && this.source.text.charCodeAt(end - 1) <= 0x20) end--;
    return { start: range.start, end };
  }

  private tagOf(node: ParsedNode): TagToken | undefined {
    const { tags, tagsOfNothing } = this.source.facts;
    const byToken = node.srcToken && tags.get(node.srcToken);
    if (byToken) return byToken;
    return isScalar(node) && node.source === "" ? tagsOfNothing.get(node.range[0]) : undefined;
  }

  private reportDuplicates(entries: readonly EntryNode[]): void {
    const seen = new Set<string>();
    for (const { key, keyRange } of entries) {
      if (seen.has(key) && this.duplicates.length < problemLimit) {
        this.duplicates.push({
          code: "",
          ...keyRange,
          message: `The key "${key}" is written twice.`,
        });
      }
      seen.add(key);
    }
  }
}

function styleOf(type: unknown): ScalarStyle {
  switch (type) {
    case "QUOTE_DOUBLE":
      return "double";
    case "QUOTE_SINGLE":
      return "single";
    case "BLOCK_LITERAL":
      return "literal";
    case "BLOCK_FOLDED":
      return "folded";
    default:
      return "plain";
  }
}

/** A block collection ends where its last member does, not at the next line. */
function contentRange(range: Range, children: readonly { readonly range: Range }[]): Range {
  const last = children.at(-1);
  return last ? { start: range.start, end: last.range.end } : range;
}

function missing(offset: number): DataNode {
  return { kind: "missing", range: { start: offset, end: offset } };
}

const sentences: ReadonlyMap<string, string> = new Map([
  ["BAD_ALIAS", "This alias or anchor has no right name."],
  ["BAD_DQ_ESCAPE", "This escape sequence is not known."],
  ["BAD_INDENT", "This is indented wrongly, or a bracket before it is not closed."],
  ["BAD_SCALAR_START", "A value cannot begin with this character; put it in quotes."],
  [
    "BLOCK_AS_IMPLICIT_KEY",
    "A key with a value cannot stand here; begin a new line or use quotes.",
  ],
  ["BLOCK_IN_FLOW", "Indented lists and mappings cannot stand inside brackets."],
  ["MULTILINE_IMPLICIT_KEY", "A key has to stand on one line, followed by a colon."],
  ["TAB_AS_INDENT", "Tabs cannot be used to indent."],
  ["UNEXPECTED_TOKEN", "This cannot stand here."],
]);

function sentence(code: string, message: string): string {
  const own = sentences.get(code);
  if (own !== undefined) return own;
  const line = message.split("\n", 1)[0] ?? message;
  return line.endsWith(".") ? line : `${line}.`;
}
