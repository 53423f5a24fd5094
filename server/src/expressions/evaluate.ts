// Evaluates the one expression tree; names and functions come from the language's scope.

import type { Limits } from "../text/limits.ts";
import type { Range } from "../text/range.ts";
import { elementOf, memberOf } from "./access.ts";
import { asTruth, equal } from "./compare.ts";
import type {
  CallExpression,
  ConditionalExpression,
  Expression,
  LiteralExpression,
} from "./expression.ts";
import { dict, list, loop, splat } from "./loops.ts";
import { marked } from "./marks.ts";
import { binary, unary } from "./operators.ts";
import { directive, template } from "./templates.ts";
import type { Truth } from "./truth.ts";
import type { Type } from "./type.ts";
import type { Known, Place, Reason, TextPart, Value } from "./value.ts";
import { chosenBy, isDict, isList, isText, known, unknown } from "./value.ts";
import { shortestDecimal } from "./wide-number.ts";

export { iterate } from "./loops.ts";
export { textParts } from "./templates.ts";

/** One step of a reference behind its root. */
export type Step =
  | {
      readonly is: "name";
      readonly name: string;
      readonly range: Range;
      readonly access: "plain" | "safe" | "nested";
    }
  | {
      readonly is: "index";
      readonly index: Expression;
      readonly range: Range;
      readonly safe: boolean;
    };

/** What a reference gives: a value, and how many of the steps behind the root it has used up. */
export interface Resolution {
  readonly value: Value;
  readonly used: number;
}

/** Everything that an expression can see. A language makes one for a file and narrows it for loops. */
export interface Scope {
  readonly file: string;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly rules: Rules;
  /** Iterators and lambda parameters; they hide every other name. */
  readonly locals: ReadonlyMap<string, Value>;
  /** The root name and all steps behind it; undefined: nothing of that name is declared. */
  readonly resolve: (
    root: string,
    steps: readonly Step[],
    at: Place,
    scope: Scope,
  ) => Resolution | undefined;
  /** Hears of every value that is not known because a limit is reached, the innermost expression first. */
  readonly limited?: (reason: Reason, at: Place) => void;
  /** Calls a function; arguments are evaluated when asked for, so that `try` and `if` can be lazy. */
  readonly call: (call: CallExpression, argument: (index: number) => Value, scope: Scope) => Value;
}

/** Counts down over a whole unit, so that no input makes evaluation endless. */
export interface Budget {
  steps: number;
  depth: number;
}

/** Where the languages differ. */
export interface Rules {
  /** Terraform: `"${x}"` is `x` itself, whatever its type. */
  readonly soleInterpolationIsValue: boolean;
  /** Terraform: comparing values of two types is false, not an error; ARM's names ignore case. */
  readonly memberIgnoresCase: boolean;
  /** What null becomes in a string: Bicep and ARM "", Terraform an error. */
  readonly nullInText: "empty" | "error";
  /** Booleans in strings: `true` in Terraform and Bicep, `True` in ARM. */
  readonly booleanText: (value: boolean) => string;
  /** Bicep's `==` on strings is exact, `=~` ignores case. */
  readonly additionJoinsText: boolean;
  /** ARM and Bicep: what a list or an object is in a string; without it that is an error. */
  readonly collectionText?: (value: Value, scope: Pick<Scope, "rules">) => readonly TextPart[];
  /** Terraform goes through maps in the order of their keys. */
  readonly membersInKeyOrder?: boolean;
  /** ARM and Bicep have whole numbers of 64 bits only: division drops the rest. */
  readonly wholeNumbers?: boolean;
  /** Bicep orders strings as a dictionary does; below zero: the left one comes first. */
  readonly textOrder?: (left: string, right: string) => number;
  /** Terraform: an operand of another type is an error, both sides count, and numbers are wide. */
  readonly typedOperands?: boolean;
  /** Terraform: keys of an object are written once, and loops give each key once. */
  readonly uniqueKeys?: boolean;
  /** Terraform: whether values can be equal by their types alone. */
  readonly sameTypes?: (a: Value, b: Value) => Truth;
  /** Terraform: the chosen result in the type that it has in common with the other; undefined: none. */
  readonly commonType?: (chosen: Value, other: Value) => Value | undefined;
  /** Terraform: the type of a value, as far as it is known. */
  readonly typeOf?: (value: Value) => Type;
  /** Terraform: strings are in Unicode's normal form C. */
  readonly normalForm?: boolean;
}

export function evaluate(expression: Expression, scope: Scope): Value {
  const at = placeOf(expression, scope);
  if (scope.budget.steps <= 0) return limited("evaluation steps", at, scope);
  if (scope.budget.depth >= scope.limits.depth) return limited("evaluation depth", at, scope);
  scope.budget.steps--;
  scope.budget.depth++;
  try {
    const value = step(expression, at, scope);
    if (value.state === "unknown" && value.reason.kind === "limit")
      scope.limited?.(value.reason, at);
    return value;
  } finally {
    scope.budget.depth--;
  }
}

function limited(what: string, at: Place, scope: Scope): Value {
  const reason: Reason = { kind: "limit", what };
  scope.limited?.(reason, at);
  return unknown(reason, at);
}

export function withLocals(scope: Scope, names: Iterable<readonly [string, Value]>): Scope {
  return { ...scope, locals: new Map([...scope.locals, ...names]) };
}

export function placeOf(node: { readonly range: Range }, scope: Scope): Place {
  return { file: scope.file, range: node.range };
}

function step(expression: Expression, at: Place, scope: Scope): Value {
  switch (expression.kind) {
    case "literal":
      return literal(expression.value, at, scope);
    case "template":
      return template(expression, at, scope);
    case "list":
      return list(expression, at, scope);
    case "dict":
      return dict(expression, at, scope);
    case "name":
    case "member":
    case "index":
      return reference(expression, at, scope);
    case "splat":
      return splat(expression, at, scope);
    case "call":
      return called(expression, scope);
    case "unary":
      return unary(expression.operator, evaluate(expression.operand, scope), at, scope);
    case "binary":
      return binary(
        expression.operator,
        evaluate(expression.left, scope),
        () => evaluate(expression.right, scope),
        at,
        scope,
      );
    case "conditional":
      return conditional(expression, at, scope);
    case "for":
      return loop(expression, at, scope);
    case "spread":
      return evaluate(expression.of, scope);
    case "directive":
      return directive(expression, at, scope);
    case "lambda":
      return unknown({ kind: "unsupported", what: "a lambda outside a call" }, at);
    case "missing":
      return unknown({ kind: "missing" }, at);
  }
}

function literal(value: LiteralExpression["value"], at: Place, scope: Scope): Value {
  if (typeof value !== "object" || value === null) return known(value, at);
  const text = scope.rules.typedOperands
    ? (shortestDecimal(value.number) ?? value.number)
    : value.number;
  return known({ type: "number", text }, at);
}

/** The root of a chain of members and indexes, with the steps behind it in order. */
export function chain(expression: Expression): { root: Expression; steps: readonly Step[] } {
  const steps: Step[] = [];
  let root = expression;
  while (root.kind === "member" || root.kind === "index") {
    steps.unshift(
      root.kind === "member"
        ? { is: "name", name: root.name, range: root.nameRange, access: root.access }
        : { is: "index", index: root.index, range: root.index.range, safe: root.safe },
    );
    root = root.of;
  }
  return { root, steps };
}

function reference(expression: Expression, at: Place, scope: Scope): Value {
  const { root, steps } = chain(expression);
  if (root.kind !== "name") return followAll(evaluate(root, scope), steps, at, scope);
  const local = scope.locals.get(root.name);
  const resolution = local ? { value: local, used: 0 } : scope.resolve(root.name, steps, at, scope);
  if (!resolution) return unknown({ kind: "undeclared", name: root.name }, at);
  return followAll(resolution.value, steps.slice(resolution.used), at, scope);
}

/** A safe step that gives null ends the way: what is written behind it is not looked at. */
function followAll(start: Value, steps: readonly Step[], at: Place, scope: Scope): Value {
  let value = start;
  for (const next of steps) {
    value = follow(value, next, at, scope);
    const isSafe = next.is === "name" ? next.access === "safe" : next.safe;
    if (isSafe && value.state === "known" && value.value === null) return value;
  }
  return value;
}

function follow(value: Value, next: Step, at: Place, scope: Scope): Value {
  if (next.is === "name")
    return memberOf(value, next.name, next.access === "safe", at, scope.rules);
  return elementOf(value, evaluate(next.index, scope), next.safe, at, scope.rules);
}

function called(expression: CallExpression, scope: Scope): Value {
  const values = new Map<number, Value>();
  const argument = (index: number): Value => {
    const cached = values.get(index);
    if (cached) return cached;
    const written = expression.arguments[index];
    const value = written
      ? evaluate(written, scope)
      : unknown({ kind: "missing" }, placeOf(expression, scope));
    values.set(index, value);
    return value;
  };
  return scope.call(expression, argument, scope);
}

function conditional(expression: ConditionalExpression, at: Place, scope: Scope): Value {
  const condition = evaluate(expression.condition, scope);
  const decided = asTruth(condition, scope.rules);
  if (decided === "unknown") return eitherOf(expression, condition, at, scope);
  const [chosen, other] =
    decided === "yes"
      ? [expression.then, expression.otherwise]
      : [expression.otherwise, expression.then];
  const value = evaluate(chosen, scope);
  const common = scope.rules.commonType;
  if (!common) return hiddenBy(value, condition);
  const against = evaluate(other, scope);
  // What is not declared is a mistake of the whole module, wherever it stands.
  if (against.state === "unknown" && against.reason.kind === "undeclared") return against;
  const typed = common(value, against);
  return typed
    ? hiddenBy(typed, condition, against)
    : unknown({ kind: "error", message: "the results of this condition are of two types" }, at);
}

function eitherOf(
  expression: ConditionalExpression,
  condition: Value,
  at: Place,
  scope: Scope,
): Value {
  if (scope.rules.typedOperands && condition.state === "known" && !hasHole(condition))
    return unknown({ kind: "error", message: "a condition is true or false" }, at, condition.via);
  const then = evaluate(expression.then, scope);
  const otherwise = evaluate(expression.otherwise, scope);
  const common = scope.rules.commonType;
  const typed = common ? common(then, otherwise) : then;
  if (!typed)
    return unknown(
      { kind: "error", message: "the results of this condition are of two types" },
      at,
    );
  if (equal(then, otherwise) === "yes") return hiddenBy(typed, condition);
  const perhaps = isEmpty(otherwise) ? membersOf(then) : isEmpty(then) && membersOf(otherwise);
  const open: Value = {
    ...unknown(
      condition.state === "unknown" ? chosenBy(condition.reason) : { kind: "condition" },
      at,
      condition.via,
    ),
    ...(perhaps ? { perhaps } : {}),
  };
  if (!common) return open;
  const type = scope.rules.typeOf?.(typed);
  return hiddenBy(
    {
      ...open,
      ...(type === undefined ? {} : { type }),
      ...(isSomething(then) && isSomething(otherwise) ? { notNull: true as const } : {}),
    },
    condition,
    then,
    otherwise,
  );
}

/** A list or an object without members, or null in the place of one. */
function isEmpty(value: Value): boolean {
  if (value.state !== "known") return false;
  if (isList(value.value)) return value.value.items.length === 0 && !value.value.more;
  if (isDict(value.value)) return value.value.entries.size === 0 && !value.value.more;
  return value.value === null;
}

/** The collection itself, or the one that it may be. */
function membersOf(value: Value): Known | undefined {
  if (value.state === "unknown") return value.perhaps;
  return value.state === "known" && (isList(value.value) || isDict(value.value))
    ? value
    : undefined;
}

function isSomething(value: Value): boolean {
  return value.state === "known"
    ? value.value !== null
    : value.state === "unknown" && !!value.notNull;
}

function hasHole(value: Value): boolean {
  return (
    value.state === "known" &&
    isText(value.value) &&
    value.value.parts.some((part) => "hole" in part)
  );
}

function hiddenBy(value: Value, ...by: readonly Value[]): Value {
  return marked(value, by);
}
