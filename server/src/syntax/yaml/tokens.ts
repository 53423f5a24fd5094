// Walks the concrete tokens of YAML without recursion: depth, tags, comments, and where quotes and brackets span.

import type { CST } from "yaml";
import type { CommentNode } from "../node.ts";

export interface TagToken {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface TokenFacts {
  readonly comments: readonly CommentNode[];
  /** The tag in front of a value, by the value's token. */
  readonly tags: ReadonlyMap<CST.Token, TagToken>;
  /** The tag in front of nothing, by the offset at which the empty value stands. */
  readonly tagsOfNothing: ReadonlyMap<number, TagToken>;
  /** Where the nesting first passes the limit. */
  readonly tooDeep?: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
  /** True where the closing quote or bracket is written. */
  readonly closed: boolean;
}

/** What the composer does not keep. */
export function tokenFacts(tokens: readonly CST.Token[], limit: number): TokenFacts {
  const comments: CommentNode[] = [];
  const tags = new Map<CST.Token, TagToken>();
  const tagsOfNothing = new Map<number, TagToken>();
  let tooDeep: number | undefined;
  walk(tokens, {
    enter(token, depth) {
      if (depth > limit) tooDeep ??= token.offset;
    },
    around(token) {
      if (token.type !== "comment") return;
      comments.push({ range: { start: token.offset, end: token.offset + token.source.length } });
    },
    properties(before, value) {
      const index = before.findLastIndex((each) => each.type === "tag");
      const tag = before[index];
      if (!tag) return;
      const end = tag.offset + tag.source.length;
      const found = { name: tag.source, start: tag.offset, end };
      if (value) tags.set(value, found);
      else tagsOfNothing.set(afterSpaces(before, index, end), found);
    },
  });
  comments.sort((a, b) => a.range.start - b.range.start);
  return { comments, tags, tagsOfNothing, ...(tooDeep === undefined ? {} : { tooDeep }) };
}

/** Quoted scalars and flow collections in the order in which they start. */
export function spans(tokens: readonly CST.Token[]): {
  quoted: readonly Span[];
  flow: readonly Span[];
} {
  const quoted: Span[] = [];
  const flow: { start: number; end: number; closed: boolean }[] = [];
  // For each collection around the current token, how far its own tokens reach.
  const ends: number[] = [0];
  const open: { start: number; end: number; closed: boolean }[] = [];
  const reach = (end: number): void => {
    ends.push(Math.max(ends.pop() ?? 0, end));
  };
  const reachToken = (token: CST.Token): void => {
    if ("source" in token) reach(token.offset + token.source.length);
  };
  walk(tokens, {
    enter(token) {
      reachToken(token);
      if (token.type === "double-quoted-scalar" || token.type === "single-quoted-scalar") {
        const { source, offset } = token;
        const closed = source.length > 1 && source.endsWith(source.charAt(0));
        quoted.push({ start: offset, end: offset + source.length, closed });
      }
      if (!isCollection(token)) return;
      ends.push(token.offset + 1);
      if (token.type !== "flow-collection") return;
      const expected = token.start.source === "{" ? "}" : "]";
      const closed = token.end.some((each) => each.source === expected);
      const span = { start: token.offset, end: token.offset + 1, closed };
      flow.push(span);
      open.push(span);
    },
    leave(token) {
      const end = ends.pop() ?? 0;
      reach(end);
      if (token.type !== "flow-collection") return;
      const span = open.pop();
      if (span) span.end = Math.max(end, span.end);
    },
    around: reachToken,
  });
  return { quoted, flow };
}

function isCollection(token: CST.Token): boolean {
  return (
    token.type === "block-map" || token.type === "block-seq" || token.type === "flow-collection"
  );
}

interface Visitor {
  /** A value or a collection, in the order in which they start. */
  readonly enter: (token: CST.Token, depth: number) => void;
  readonly leave?: (token: CST.Token) => void;
  /** The tokens between and behind values, in no order. */
  readonly around?: (token: CST.Token) => void;
  /** The tokens in front of a value, and the value if there is one. */
  readonly properties?: (before: readonly CST.SourceToken[], value: CST.Token | undefined) => void;
}

interface Task {
  readonly token: CST.Token;
  readonly depth: number;
  readonly leaving: boolean;
}

function walk(tokens: readonly CST.Token[], visitor: Visitor): void {
  const tasks: Task[] = tokens
    .map((token): Task => ({ token, depth: 0, leaving: false }))
    .toReversed();
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    const { token, depth, leaving } = task;
    if (leaving) visitor.leave?.(token);
    else visit(token, depth, visitor, tasks);
  }
}

/** Puts what is inside the token on the stack, the last part first. */
function visit(token: CST.Token, depth: number, visitor: Visitor, tasks: Task[]): void {
  const around = (trivia: readonly CST.Token[] | undefined): void => {
    if (trivia && visitor.around) for (const each of trivia) visitor.around(each);
  };
  switch (token.type) {
    case "document":
      around(token.start);
      around(token.end);
      visitor.properties?.(token.start, token.value);
      if (token.value) tasks.push({ token: token.value, depth, leaving: false });
      return;
    case "block-map":
    case "block-seq":
    case "flow-collection": {
      visitor.enter(token, depth + 1);
      if (visitor.leave) tasks.push({ token, depth, leaving: true });
      if (token.type === "flow-collection") around(token.end);
      for (let index = token.items.length - 1; index >= 0; index--) {
        const item: CST.CollectionItem | undefined = token.items[index];
        if (!item) continue;
        const { start, key, sep, value } = item;
        around(start);
        around(sep);
        if (value) tasks.push({ token: value, depth: depth + 1, leaving: false });
        if (key) tasks.push({ token: key, depth: depth + 1, leaving: false });
        if (!visitor.properties) continue;
        if (key || sep) {
          visitor.properties(start, key ?? undefined);
          visitor.properties(sep ?? [], value);
        } else visitor.properties(start, value);
      }
      return;
    }
    case "alias":
    case "scalar":
    case "single-quoted-scalar":
    case "double-quoted-scalar":
      visitor.enter(token, depth);
      around(token.end);
      return;
    case "doc-end":
      around(token.end);
      return;
    case "block-scalar":
      visitor.enter(token, depth);
      around(token.props);
      return;
    default:
      visitor.around?.(token);
  }
}

/** An empty value stands behind the blanks that follow its tag. */
function afterSpaces(tokens: readonly CST.SourceToken[], index: number, end: number): number {
  let offset = end;
  for (let next = index + 1; tokens[next]?.type === "space"; next++) {
    offset += tokens[next]?.source.length ?? 0;
  }
  return offset;
}
