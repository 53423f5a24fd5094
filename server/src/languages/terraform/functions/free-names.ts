// The names that an expression takes from around it: roots of references that no loop of its own gives.

import type { Expression } from "../../../expressions/expression.ts";

export function freeNames(expression: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  collect(expression, new Set(), names);
  return names;
}

/** The parser bounds how deep expressions are nested. */
function collect(expression: Expression, bound: ReadonlySet<string>, names: Set<string>): void {
  const walk = (...inner: readonly (Expression | undefined)[]) => {
    for (const each of inner) if (each) collect(each, bound, names);
  };
  switch (expression.kind) {
    case "literal":
    case "missing":
      return;
    case "name":
      if (!bound.has(expression.name)) names.add(expression.name);
      return;
    case "template":
      for (const part of expression.parts) if ("kind" in part) walk(part);
      return;
    case "list":
      walk(...expression.items);
      return;
    case "dict":
      for (const entry of expression.entries) {
        if (entry.kind === "entry") walk(entry.key, entry.value);
        else walk(entry);
      }
      return;
    case "spread":
      walk(expression.of);
      return;
    case "member":
      walk(expression.of);
      return;
    case "index":
      walk(expression.of, expression.index);
      return;
    case "splat":
      walk(expression.of);
      collect(expression.each, new Set([...bound, "$each"]), names);
      return;
    case "call":
      walk(...expression.arguments);
      return;
    case "unary":
      walk(expression.operand);
      return;
    case "binary":
      walk(expression.left, expression.right);
      return;
    case "conditional":
      walk(expression.condition, expression.then, expression.otherwise);
      return;
    case "for": {
      walk(expression.collection);
      const inner = new Set([...bound, expression.valueName, expression.keyName ?? ""]);
      for (const each of [expression.key, expression.value, expression.condition])
        if (each) collect(each, inner, names);
      return;
    }
    case "lambda":
      collect(expression.body, new Set([...bound, ...expression.parameters]), names);
      return;
    case "directive": {
      const what = expression.directive;
      if (what.is === "if") {
        walk(what.condition, what.then, what.otherwise);
        return;
      }
      walk(what.collection);
      collect(what.body, new Set([...bound, what.valueName, what.keyName ?? ""]), names);
    }
  }
}
