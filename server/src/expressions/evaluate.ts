// Evaluates the one expression tree; names and functions come from the language's scope.

import type { Limits } from "../text/limits.ts";
import type { Range } from "../text/range.ts";
import { elementOf, memberOf } from "./access.ts";
import { asTruth, equal } from "./compare.ts";
import type {
  CallExpression,
  ConditionalExpression,
  DictExpression,
  DirectiveExpression,
  Expression,
  ForExpression,
  ListExpression,
  SplatExpression,
  TemplateExpression,
} from "./expression.ts";
import { binary, unary } from "./operators.ts";
import type { Dict, Entry, Place, Reason, TextPart, Value } from "./value.ts";
import { isDict, isList, isText, known, unknown, wholeText } from "./value.ts";
import { waysOf } from "./ways.ts";
import { weightOf } from "./weight.ts";

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
  /** Terraform goes through maps in the order of their keys. */
  readonly membersInKeyOrder?: boolean;
  /** Bicep has whole numbers only: division drops the rest. */
  readonly wholeNumbers?: boolean;
}

export function evaluate(expression: Expression, scope: Scope): Value {
  const at = placeOf(expression, scope);
  if (scope.budget.steps <= 0) return unknown({ kind: "limit", what: "evaluation steps" }, at);
  if (scope.budget.depth >= scope.limits.depth)
    return unknown({ kind: "limit", what: "evaluation depth" }, at);
  scope.budget.steps--;
  scope.budget.depth++;
  try {
    return step(expression, at, scope);
  } finally {
    scope.budget.depth--;
  }
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
      return typeof expression.value === "object" && expression.value !== null
        ? known({ type: "number", text: expression.value.number }, at)
        : known(expression.value, at);
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
      return call(expression, scope);
    case "unary":
      return unary(expression.operator, evaluate(expression.operand, scope), at);
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
  if (root.kind !== "name")
    return steps.reduce((value, next) => follow(value, next, at, scope), evaluate(root, scope));
  const local = scope.locals.get(root.name);
  const resolution = local ? { value: local, used: 0 } : scope.resolve(root.name, steps, at, scope);
  if (!resolution) return unknown({ kind: "undeclared", name: root.name }, at);
  return steps
    .slice(resolution.used)
    .reduce((value, next) => follow(value, next, at, scope), resolution.value);
}

function follow(value: Value, next: Step, at: Place, scope: Scope): Value {
  if (next.is === "name")
    return memberOf(value, next.name, next.access === "safe", at, scope.rules);
  return elementOf(value, evaluate(next.index, scope), next.safe, at, scope.rules);
}

function template(expression: TemplateExpression, at: Place, scope: Scope): Value {
  const sole = expression.parts.length === 1 ? expression.parts[0] : undefined;
  if (scope.rules.soleInterpolationIsValue && sole && "kind" in sole && sole.kind !== "directive") {
    return evaluate(sole, scope);
  }
  const parts: TextPart[] = [];
  const from: Value[] = [];
  let sensitive = false;
  let length = 0;
  for (const part of expression.parts) {
    if (!("kind" in part)) {
      parts.push({ text: part.text, file: scope.file, range: part.range });
      length += part.text.length;
    } else {
      const value = evaluate(part, scope);
      from.push(value);
      if (value.sensitive) sensitive = true;
      for (const piece of textParts(value, scope)) {
        parts.push(piece);
        // A hole counts too: strings that are made of each other may double them without any text.
        length += "text" in piece ? piece.text.length : 1;
      }
    }
    if (length > scope.limits.text)
      return unknown({ kind: "limit", what: "length of a string" }, at, waysOf(from));
  }
  return {
    ...known({ type: "text", parts }, at, waysOf(from)),
    ...(sensitive ? { sensitive: true as const } : {}),
  };
}

/** A value as a part of a string: its text where it is known, holes where it is not. */
export function textParts(value: Value, scope: Pick<Scope, "rules">): readonly TextPart[] {
  const hole = (reason: Reason): TextPart[] => [
    { hole: reason, file: value.at.file, range: value.at.range },
  ];
  if (value.state === "unknown") return hole(value.reason);
  if (value.state === "absent")
    return value.default ? textParts(value.default, scope) : hole({ kind: "missing" });
  if (isText(value.value)) return value.value.parts;
  const piece = (text: string): TextPart[] => [
    { text, file: value.at.file, range: value.at.range },
  ];
  if (value.value === null) {
    return scope.rules.nullInText === "empty"
      ? []
      : hole({ kind: "error", message: "null in a string" });
  }
  if (typeof value.value === "boolean") return piece(scope.rules.booleanText(value.value));
  if (value.value.type === "number") return piece(value.value.text);
  return hole({ kind: "error", message: `a ${value.value.type} in a string` });
}

function list(expression: ListExpression, at: Place, scope: Scope): Value {
  const values: Value[] = [];
  let more: Reason | undefined;
  for (const item of expression.items) {
    if (item.kind !== "spread") {
      values.push(evaluate(item, scope));
      continue;
    }
    const spread = evaluate(item.of, scope);
    if (spread.state === "known" && isList(spread.value)) {
      values.push(...spread.value.items);
      more ??= spread.value.more;
    } else if (spread.state === "unknown") more ??= spread.reason;
    else if (spread.state === "known" && spread.value !== null)
      more ??= { kind: "error", message: "a spread of something that is no list" };
  }
  return bounded(known({ type: "list", items: values, ...(more ? { more } : {}) }, at), scope);
}

/** Values are shared, so a few lines can stand for more than anything can walk through. */
function bounded(value: Value, scope: Scope): Value {
  if (weightOf(value) <= scope.limits.weight) return value;
  return unknown({ kind: "limit", what: "size of a value" }, value.at, value.via);
}

function dict(expression: DictExpression, at: Place, scope: Scope): Value {
  const entries = new Map<string, Entry>();
  let more: Reason | undefined;
  for (const item of expression.entries) {
    if (item.kind === "spread") {
      const spread = evaluate(item.of, scope);
      if (spread.state === "known" && isDict(spread.value)) {
        for (const [key, entry] of spread.value.entries) entries.set(key, entry);
        more ??= spread.value.more;
      } else if (spread.state === "unknown") more ??= spread.reason;
      continue;
    }
    const key = evaluate(item.key, scope);
    const name = wholeText(key);
    if (name === undefined) {
      more ??= key.state === "unknown" ? key.reason : { kind: "missing" };
      continue;
    }
    entries.set(name, { value: evaluate(item.value, scope), key: placeOf(item.key, scope) });
  }
  return bounded(known({ type: "dict", entries, ...(more ? { more } : {}) }, at), scope);
}

function call(expression: CallExpression, scope: Scope): Value {
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
  const decided = asTruth(condition);
  if (decided === "yes") return withSteps(evaluate(expression.then, scope), condition);
  if (decided === "no") return withSteps(evaluate(expression.otherwise, scope), condition);
  const then = evaluate(expression.then, scope);
  if (equal(then, evaluate(expression.otherwise, scope)) === "yes") return then;
  return unknown(
    condition.state === "unknown" ? condition.reason : { kind: "condition" },
    at,
    condition.via,
  );
}

function withSteps(value: Value, condition: Value): Value {
  return condition.sensitive && !value.sensitive ? { ...value, sensitive: true } : value;
}

function splat(expression: SplatExpression, at: Place, scope: Scope): Value {
  const source = evaluate(expression.of, scope);
  if (source.state === "unknown") return unknown(source.reason, at, source.via);
  if (source.state === "absent" || source.value === null)
    return known({ type: "list", items: [] }, at);
  const items = isList(source.value) ? source.value.items : [source];
  const more = isList(source.value) ? source.value.more : undefined;
  const values = items.map((item) =>
    evaluate(expression.each, withLocals(scope, [["$each", item]])),
  );
  return known({ type: "list", items: values, ...(more ? { more } : {}) }, at, source.via);
}

/** The members of a collection with their keys; undefined where they cannot be listed. */
export function iterate(
  collection: Value,
  limit: number,
  rules: Pick<Rules, "membersInKeyOrder"> = {},
): { members: readonly (readonly [Value, Value])[]; more?: Reason } | Reason {
  if (collection.state === "unknown") return collection.reason;
  if (collection.state === "absent" || collection.value === null)
    return { kind: "error", message: "a loop over null" };
  const at = collection.at;
  if (isList(collection.value)) {
    if (collection.value.items.length > limit)
      return { kind: "limit", what: `a loop over ${collection.value.items.length} items` };
    const set = collection.value.set;
    const members = collection.value.items.map(
      (item, index) =>
        [set ? item : known({ type: "number", text: String(index) }, at), item] as const,
    );
    return collection.value.more ? { members, more: collection.value.more } : { members };
  }
  if (isDict(collection.value)) {
    if (collection.value.entries.size > limit)
      return { kind: "limit", what: `a loop over ${collection.value.entries.size} members` };
    const entries = [...collection.value.entries];
    const ordered = rules.membersInKeyOrder
      ? entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      : entries;
    const members = ordered.map(([key, entry]) => [keyText(key, entry.key), entry.value] as const);
    return collection.value.more ? { members, more: collection.value.more } : { members };
  }
  return { kind: "error", message: "a loop over something that is no collection" };
}

function keyText(text: string, at: Place): Value {
  return known({ type: "text", parts: [{ text, file: at.file, range: at.range }] }, at);
}

function loop(expression: ForExpression, at: Place, scope: Scope): Value {
  const collection = evaluate(expression.collection, scope);
  const members = iterate(collection, scope.limits.expansion, scope.rules);
  if ("kind" in members) return unknown(members, at, collection.via);
  let more = members.more;
  const values: Value[] = [];
  const entries = new Map<string, Entry>();
  for (const [key, value] of members.members) {
    const names: [string, Value][] = [[expression.valueName, value]];
    if (expression.keyName !== undefined) names.push([expression.keyName, key]);
    const inner = withLocals(scope, names);
    const included = expression.condition ? asTruth(evaluate(expression.condition, inner)) : "yes";
    if (included === "no") continue;
    if (included === "unknown") {
      more ??= { kind: "condition" };
      continue;
    }
    const result = evaluate(expression.value, inner);
    if (!expression.key) {
      values.push(result);
      continue;
    }
    const name = wholeText(evaluate(expression.key, inner));
    if (name === undefined) more ??= { kind: "missing" };
    else if (expression.group) group(entries, name, result, placeOf(expression.key, scope));
    else entries.set(name, { value: result, key: placeOf(expression.key, scope) });
  }
  const rest = more ? { more } : {};
  const result: Dict | { type: "list"; items: Value[] } = expression.key
    ? { type: "dict", entries }
    : { type: "list", items: values };
  return bounded(known({ ...result, ...rest }, at, collection.via), scope);
}

function group(entries: Map<string, Entry>, name: string, value: Value, key: Place): void {
  const present = entries.get(name)?.value;
  const before = present?.state === "known" && isList(present.value) ? present.value.items : [];
  entries.set(name, { value: known({ type: "list", items: [...before, value] }, value.at), key });
}

function directive(expression: DirectiveExpression, at: Place, scope: Scope): Value {
  const what = expression.directive;
  if (what.is === "if") {
    const condition = evaluate(what.condition, scope);
    const decided = asTruth(condition);
    if (decided === "yes") return template(what.then, at, scope);
    if (decided === "no")
      return what.otherwise
        ? template(what.otherwise, at, scope)
        : known({ type: "text", parts: [] }, at);
    return unknown(
      condition.state === "unknown" ? condition.reason : { kind: "condition" },
      at,
      condition.via,
    );
  }
  const collection = evaluate(what.collection, scope);
  const members = iterate(collection, scope.limits.expansion, scope.rules);
  if ("kind" in members) return unknown(members, at, collection.via);
  const parts: TextPart[] = [];
  for (const [key, value] of members.members) {
    const names: [string, Value][] = [[what.valueName, value]];
    if (what.keyName !== undefined) names.push([what.keyName, key]);
    parts.push(...textParts(template(what.body, at, withLocals(scope, names)), scope));
    if (parts.length > scope.limits.text)
      return unknown({ kind: "limit", what: "length of a string" }, at);
  }
  if (members.more) parts.push({ hole: members.more, file: at.file, range: at.range });
  return known({ type: "text", parts }, at, collection.via);
}
