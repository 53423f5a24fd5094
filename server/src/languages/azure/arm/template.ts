// One template while it is read: its parameters, variables and functions, and the scope that sees them.

import { type Budget, placeOf, type Rules, type Scope } from "../../../expressions/evaluate.ts";
import type { CallExpression } from "../../../expressions/expression.ts";
import { numberOf, numeric } from "../../../expressions/operators.ts";
import type { Place, Reason, Trail, Value } from "../../../expressions/value.ts";
import { known, through, unknown, wholeText } from "../../../expressions/value.ts";
import { weightOf } from "../../../expressions/weight.ts";
import type { DataNode } from "../../../syntax/node.ts";
import type { Limits } from "../../../text/limits.ts";
import type { Environment } from "../environment.ts";
import { callFunction, lambdaKey } from "../functions.ts";
import { quotedText } from "../json-text.ts";
import { memberNode, objectAt, stringAt } from "../json-tree.ts";
import { isIdFunction } from "../resource-id.ts";
import { dataValue, loopIndex, loopKey, propertyLoops } from "./data-value.ts";
import { type Declared, listed, newDeclared, referenced, withReference } from "./references.ts";

export interface Template {
  readonly file: string;
  readonly root: DataNode;
  readonly environment: Environment;
  readonly scope: Scope;
  readonly declared: Declared;
}

/** Values for parameters by name in lower case, evaluated when they are asked for. */
export type Given = ReadonlyMap<string, () => Value>;

export const armRules: Rules = {
  soleInterpolationIsValue: false,
  memberIgnoresCase: true,
  nullInText: "empty",
  booleanText: (value) => (value ? "True" : "False"),
  additionJoinsText: false,
  collectionText: quotedText,
  wholeNumbers: true,
};

export interface TemplateInput {
  readonly file: string;
  readonly root: DataNode;
  readonly environment: Environment;
  readonly given: Given;
  /** Why other parameters too may have values that are not in view. */
  readonly others?: Reason;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly cycle: (name: string, at: Place) => void;
  /** Whoever deploys it is asked for its parameters: no template around it gives them. */
  readonly asks?: true;
}

export function openTemplate(input: TemplateInput): Template {
  const declared = newDeclared();
  const names = new Names(input);
  const scope: Scope = {
    file: input.file,
    limits: input.limits,
    budget: input.budget,
    rules: armRules,
    locals: new Map(),
    resolve: () => undefined,
    call: (call, argument, inner) => names.call(call, argument, inner, declared),
  };
  names.scope = scope;
  return {
    file: input.file,
    root: input.root,
    environment: input.environment,
    scope,
    declared,
  };
}

const secureType = /^secure(?:string|object)$/i;
const listFunction = /^list[A-Z]\w*$/i;

/** Parameters and variables, each evaluated once; one that is being evaluated refers to itself. */
class Names {
  scope: Scope | undefined;
  private readonly input: TemplateInput;
  private readonly results = new Map<string, Value>();
  private readonly open = new Set<string>();

  constructor(input: TemplateInput) {
    this.input = input;
  }

  call(
    call: CallExpression,
    argument: (index: number) => Value,
    scope: Scope,
    declared: Declared,
  ): Value {
    const at = placeOf(call, scope);
    const name = call.name.toLowerCase();
    switch (name) {
      case "parameters":
        return this.named(argument(0), "parameter", at, scope);
      case "variables":
        return this.named(argument(0), "local", at, scope);
      case "copyindex":
        return copyIndex(call, argument, at, scope);
      case "lambdavariables":
        return lambdaVariable(argument(0), at, scope);
      case "reference":
      case "resourceinfo":
        return referenced(argument(0), isFull(call, argument), call.name, at, declared);
      default:
    }
    if (name.includes(".")) {
      const own = this.userFunction(name, call, argument, scope);
      if (own) return own;
    }
    if (listFunction.test(call.name)) return listed(argument(0), call.name, at, declared);
    const value = callFunction(call, argument, scope, this.input.environment);
    return isIdFunction(name) ? withReference(value, at, declared) : value;
  }

  private named(name: Value, kind: "parameter" | "local", at: Place, scope: Scope): Value {
    const text = wholeText(name);
    if (text === undefined)
      return unknown(name.state === "unknown" ? name.reason : { kind: "missing" }, at, name.via);
    const local = scope.locals.get(`${kind}:${text.toLowerCase()}`);
    if (local) return local;
    if (kind === "parameter" && scope.locals.has(functionBody))
      return unknown({ kind: "undeclared", name: text }, at);
    const value = this.once(`${kind}:${text.toLowerCase()}`, text, at, () =>
      kind === "parameter" ? this.parameter(text, at) : this.variable(text),
    );
    if (!value) return unknown({ kind: "undeclared", name: text }, at);
    // Each use counts with all that is in the value: sharing makes it cheap, writing it out does not.
    const weight = weightOf(value);
    scope.budget.steps -= weight;
    if (weight > scope.limits.text) return unknown({ kind: "limit", what: "size of a value" }, at);
    const label = `${kind === "parameter" ? "parameter" : "variable"} "${text}"`;
    return through(value, { kind, at, label });
  }

  private once(
    key: string,
    name: string,
    at: Place,
    compute: () => Value | undefined,
  ): Value | undefined {
    const present = this.results.get(key);
    if (present) return present;
    if (this.open.has(key)) {
      this.input.cycle(name, at);
      return unknown({ kind: "cycle", name }, at);
    }
    this.open.add(key);
    const value = compute();
    this.open.delete(key);
    if (value) this.results.set(key, value);
    return value;
  }

  private parameter(name: string, use: Place): Value | undefined {
    const { root, given, others, file } = this.input;
    const declaration = memberNode(objectAt(root, "parameters"), name);
    const give = given.get(name.toLowerCase());
    if (!declaration && !give) return undefined;
    const types = typesOf(declaration?.value, root);
    const at = declaration ? { file, range: declaration.keyRange } : use;
    const value =
      this.given(types, give?.()) ??
      (others && !give ? unknown(others, at) : this.fallback(types, name, at));
    const sensitive = types.some((each) => secureType.test(stringAt(each, "type") ?? ""));
    return sensitive ? { ...value, sensitive: true } : value;
  }

  /** With the place where it is written: of what is made of a value nothing else leads back there. */
  private written(node: DataNode, scope: Scope, step: Omit<Trail, "at">): Value {
    const at: Place = { file: this.input.file, range: node.range };
    return through(dataValue(node, scope), { ...step, at });
  }

  /** A parameter with a default that is given null takes its default. */
  private given(types: readonly DataNode[], value: Value | undefined): Value | undefined {
    const isNull = value?.state === "known" && value.value === null;
    return isNull && memberNode(types[0], "defaultValue") ? undefined : value;
  }

  private fallback(types: readonly DataNode[], name: string, at: Place): Value {
    const fallback = memberNode(types[0], "defaultValue");
    if (fallback && this.scope) {
      const removable: Place = { file: this.input.file, range: fallback.value.range };
      return this.written(fallback.value, this.scope, {
        kind: "parameter",
        label: `parameter "${name}"`,
        ...(this.input.asks ? { default: true, removable } : {}),
      });
    }
    const isNullable = types.some((each) => {
      const nullable = memberNode(each, "nullable")?.value;
      return nullable?.kind === "boolean" && nullable.value;
    });
    return isNullable ? known(null, at) : unknown({ kind: "parameter", name }, at);
  }

  private variable(name: string): Value | undefined {
    const section = objectAt(this.input.root, "variables");
    const written = memberNode(section, name);
    if (!this.scope) return undefined;
    if (written && written.value.kind !== "missing")
      return this.written(written.value, this.scope, {
        kind: "local",
        label: `variable "${name}"`,
      });
    const loops = memberNode(section, "copy")?.value;
    if (loops?.kind === "array") {
      const loop = loops.items.filter(
        (each) => stringAt(each, "name")?.toLowerCase() === name.toLowerCase(),
      );
      const made = propertyLoops(loop, this.scope)[0];
      if (made) return made[1].value;
    }
    return written
      ? unknown({ kind: "missing" }, { file: this.input.file, range: written.range })
      : undefined;
  }

  /** A function that the template defines sees its own parameters and those of nothing else. */
  private userFunction(
    name: string,
    call: CallExpression,
    argument: (index: number) => Value,
    scope: Scope,
  ): Value | undefined {
    const [namespace = "", member = ""] = name.split(".");
    const sections = memberNode(this.input.root, "functions")?.value;
    if (sections?.kind !== "array") return undefined;
    const section = sections.items.find(
      (each) => stringAt(each, "namespace")?.toLowerCase() === namespace,
    );
    const definition = memberNode(objectAt(section, "members"), member)?.value;
    const output = memberNode(objectAt(definition, "output"), "value")?.value;
    if (!output) return undefined;
    const at = placeOf(call, scope);
    const key = `function:${name}`;
    if (this.open.has(key)) {
      this.input.cycle(call.name, at);
      return unknown({ kind: "cycle", name: call.name }, at);
    }
    const parameters = memberNode(definition, "parameters")?.value;
    const names =
      parameters?.kind === "array"
        ? parameters.items.map((each) => stringAt(each, "name") ?? "")
        : [];
    const locals = new Map<string, Value>([[functionBody, known(true, at)]]);
    for (const [index, each] of names.entries())
      locals.set(`parameter:${each.toLowerCase()}`, argument(index));
    this.open.add(key);
    const value = dataValue(output, { ...scope, file: this.input.file, locals });
    this.open.delete(key);
    return through(value, { kind: "function", at, label: `function ${call.name}` });
  }
}

/** Stands among the names of a function's body, which sees no parameters of the template. */
const functionBody = "function:";

/** A parameter's declaration, and the types of the template that it is of. */
function typesOf(declaration: DataNode | undefined, root: DataNode): readonly DataNode[] {
  const types: DataNode[] = [];
  let next = declaration;
  while (next && !types.includes(next)) {
    types.push(next);
    const [, name] = definition.exec(stringAt(next, "$ref") ?? "") ?? [];
    next = name === undefined ? undefined : objectAt(objectAt(root, "definitions"), name);
  }
  return types;
}

const definition = /^#\/definitions\/(.+)$/;

/** `reference(…, …, 'Full')` gives the whole resource and not its properties alone. */
function isFull(call: CallExpression, argument: (index: number) => Value): boolean {
  return call.arguments.length > 2 && wholeText(argument(2))?.toLowerCase() === "full";
}

function lambdaVariable(name: Value, at: Place, scope: Scope): Value {
  const text = wholeText(name);
  const value = text === undefined ? undefined : scope.locals.get(lambdaKey(text));
  return value ?? unknown({ kind: "undeclared", name: text ?? "" }, at);
}

/** The turn of a loop whose turns are read one by one; `copyIndex('name', 1)` counts from one. */
function copyIndex(
  call: CallExpression,
  argument: (index: number) => Value,
  at: Place,
  scope: Scope,
): Value {
  const first = call.arguments.length > 0 ? argument(0) : undefined;
  const name = first && numberOf(first) === undefined ? wholeText(first) : undefined;
  const offset = name === undefined ? first : call.arguments.length > 1 ? argument(1) : undefined;
  const index = scope.locals.get(loopKey(name ?? ""));
  if (!index) return unknown(loopIndex, at);
  if (index.state === "unknown") return unknown(index.reason, at, index.via);
  if (offset?.state === "unknown") return unknown(offset.reason, at, offset.via);
  const sum = (numberOf(index) ?? Number.NaN) + (offset ? (numberOf(offset) ?? Number.NaN) : 0);
  return numeric(sum, at);
}
