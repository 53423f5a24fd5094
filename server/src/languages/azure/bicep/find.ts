// Finds the node of a Bicep tree that has a given range, with what it stands in.

import type {
  DictEntryExpression,
  DictExpression,
  Expression,
  ListExpression,
} from "../../../expressions/expression.ts";
import { contains, type Range, sameRange } from "../../../text/range.ts";
import type { BicepTree, ResourceStatement, Statement } from "./syntax.ts";

export interface Found {
  readonly node: Expression;
  /** The object or list that it is a member or an item of. */
  readonly parent?: DictExpression | ListExpression;
  readonly entry?: DictEntryExpression;
  /** The range is that of a whole declaration; the node is its body. */
  readonly statement?: Statement;
}

export function findNode(tree: BicepTree, range: Range): Found | undefined {
  const statement = tree.statements.find((each) => contains(each.range, range));
  return statement && findInStatement(statement, range);
}

function findInStatement(statement: Statement, range: Range): Found | undefined {
  if (sameRange(statement.range, range)) {
    if (statement.kind !== "resource" && statement.kind !== "module") return undefined;
    const { object } = statement.body;
    return { node: object.kind === "none" ? object.value : object, statement };
  }
  for (const nested of nestedIn(statement)) {
    if (contains(nested.range, range)) return findInStatement(nested, range);
  }
  for (const root of rootsOf(statement)) {
    if (contains(root.range, range)) return findBelow({ node: root }, range);
  }
  return undefined;
}

function findBelow(start: Found, range: Range): Found | undefined {
  let found = start;
  for (;;) {
    if (sameRange(found.node.range, range)) return found;
    if (
      found.entry &&
      (sameRange(found.entry.range, range) || sameRange(found.entry.key.range, range))
    )
      return found;
    const next = childrenOf(found.node).find(({ node, entry }) =>
      contains(entry?.range ?? node.range, range),
    );
    if (!next) return undefined;
    found = next;
  }
}

function nestedIn(statement: Statement): readonly ResourceStatement[] {
  return statement.kind === "resource" ? statement.body.nested : [];
}

function rootsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case "param":
      return statement.value ? [statement.value] : [];
    case "var":
    case "output":
    case "metadata":
    case "assert":
    case "using":
    case "extends":
    case "targetScope":
      return [statement.value];
    case "func":
      return [statement.body];
    case "resource":
    case "module":
    case "test": {
      const { condition, loop, object } = statement.body;
      return [
        ...(condition ? [condition.of] : []),
        ...(loop ? [loop.collection] : []),
        object.kind === "none" ? object.value : object,
      ];
    }
    default:
      return [];
  }
}

export function childrenOf(node: Expression): readonly Found[] {
  switch (node.kind) {
    case "dict":
      return node.entries.map((entry) =>
        entry.kind === "entry"
          ? { node: entry.value, parent: node, entry }
          : { node: entry, parent: node },
      );
    case "list":
      return node.items.map((item) => ({ node: item, parent: node }));
    case "template":
      return node.parts.flatMap((part) => ("kind" in part ? [{ node: part }] : []));
    case "spread":
    case "member":
      return [{ node: node.of }];
    case "index":
      return [{ node: node.of }, { node: node.index }];
    case "call":
      return node.arguments.map((each) => ({ node: each }));
    case "unary":
      return [{ node: node.operand }];
    case "binary":
      return [{ node: node.left }, { node: node.right }];
    case "conditional":
      return [{ node: node.condition }, { node: node.then }, { node: node.otherwise }];
    case "for":
      return [{ node: node.collection }, { node: node.value }];
    case "lambda":
      return [{ node: node.body }];
    default:
      return [];
  }
}
