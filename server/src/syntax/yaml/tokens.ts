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
      if (token.type === "comment") {
        comments.push({ range: { start: token.offset, end: token.offset + token.source.length } });
      }
      if (depth > limit) tooDeep ??= token.offset;
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
  return { comments, tags, tagsOfNothing, ...(tooDeep === undefined ? {} : { tooDeep }) };
}

/** Quoted scalars and flow collections in the order in which they start. */
export function spans(tokens: readonly CST.Token[]): {
  quoted: readonly Span[];
  flow: readonly Span[];
} {
  const quoted: Span[] = [];
  const flow: { start: number; end: number; closed: boolean }[] = [];
  const open: { start: number; end: number; closed: boolean }[] = [];
  let last = 0;
  walk(tokens, {
    enter(token) {
      if ("source" in token) last = Math.max(last, token.offset + token.source.length);
      if (token.type === "double-quoted-scalar" || token.type === "single-quoted-scalar") {
        const { source, offset } = token;
        const closed = source.length > 1 && source.endsWith(source.charAt(0));
        quoted.push({ start: offset, end: offset + source.length, closed });
      }
      if (token.type === "flow-collection") {
        const expected = token.start.source === "{" ? "}" : "]";
        const closed = token.end.some((each) => each.source === expected);
        const span = { start: token.offset, end: token.offset + 1, closed };
        flow.push(span);
        open.push(span);
      }
    },
    leave(token) {
      if (token.type !== "flow-collection") return;
      const span = open.pop();
      if (span) span.end = Math.max(last, span.end);
    },
  });
  return { quoted, flow };
}

interface Visitor {
  readonly enter: (token: CST.Token, depth: number) => void;
  readonly leave?: (token: CST.Token) => void;
  /** The tokens in front of a value, and the value if there is one. */
  readonly properties?: (before: readonly CST.SourceToken[], value: CST.Token | undefined) => void;
}

type Task = { readonly token: CST.Token; readonly depth: number; readonly leaving?: true };

function walk(tokens: readonly CST.Token[], visitor: Visitor): void {
  const tasks: Task[] = tokens.map((token): Task => ({ token, depth: 0 })).toReversed();
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    const { token, depth } = task;
    if (task.leaving) {
      visitor.leave?.(token);
      continue;
    }
    const inside = depth + (isCollection(token) ? 1 : 0);
    visitor.enter(token, inside);
    const children = childrenOf(token, visitor);
    if (children.length === 0) continue;
    tasks.push({ token, depth, leaving: true });
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) tasks.push({ token: child, depth: inside });
    }
  }
}

function childrenOf(token: CST.Token, visitor: Visitor): readonly CST.Token[] {
  switch (token.type) {
    case "document":
      visitor.properties?.(token.start, token.value);
      return [...token.start, ...(token.value ? [token.value] : []), ...(token.end ?? [])];
    case "block-map":
    case "block-seq":
      return token.items.flatMap((item) => ofItem(item, visitor));
    case "flow-collection":
      return [...token.items.flatMap((item) => ofItem(item, visitor)), ...token.end];
    case "alias":
    case "scalar":
    case "single-quoted-scalar":
    case "double-quoted-scalar":
    case "doc-end":
      return token.end ?? [];
    case "block-scalar":
      return token.props;
    default:
      return [];
  }
}

function ofItem(item: CST.CollectionItem, visitor: Visitor): CST.Token[] {
  const { start, key, sep, value } = item;
  if (key || sep) {
    visitor.properties?.(start, key ?? undefined);
    visitor.properties?.(sep ?? [], value);
  } else visitor.properties?.(start, value);
  return [...start, ...(key ? [key] : []), ...(sep ?? []), ...(value ? [value] : [])];
}

function isCollection(token: CST.Token): boolean {
  return (
    token.type === "block-map" || token.type === "block-seq" || token.type === "flow-collection"
  );
}

/** An empty value stands behind the blanks that follow its tag. */
function afterSpaces(tokens: readonly CST.SourceToken[], index: number, end: number): number {
  let offset = end;
  for (let next = index + 1; tokens[next]?.type === "space"; next++) {
    offset += tokens[next]?.source.length ?? 0;
  }
  return offset;
}
