// One template while it is read: its parameters, variables and functions, and the scope that sees them.

import { type Budget, placeOf, type Rules, type Scope } from "../../../expressions/evaluate.ts";
import type { CallExpression } from "../../../expressions/expression.ts";
import { numberOf, numeric } from "../../../expressions/operators.ts";
import type { Place, Reason, Trail, Value } from "../../../expressions/value.ts";
import { known, shape, through, unknown, wholeText } from "../../../expressions/value.ts";
import { weightOf } from "../../../expressions/weight.ts";
import type { DataNode, EntryNode } from "../../../syntax/node.ts";
import type { Limits } from "../../../text/limits.ts";
import { idKey } from "../declarations.ts";
import type { Environment } from "../environment.ts";
import { callFunction, lambdaKey } from "../functions.ts";
import { quotedText } from "../json-text.ts";
import { memberNode, objectAt, stringAt } from "../json-tree.ts";
import { isIdFunction } from "../resource-id.ts";
import { textOf } from "../text.ts";
import { dataValue, loopIndex, loopKey, propertyLoops } from "./data-value.ts";

export interface Template {
  readonly file: string;
  readonly root: DataNode;
  readonly environment: Environment;
  readonly scope: Scope;
  /** Declarations of the template, by symbolic name and by type and name; filled while it is read. */
  readonly symbols: Map<string, string>;
  readonly resources: Map<string, string>;
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
};

export interface TemplateInput {
  readonly file: string;
  readonly root: DataNode;
  readonly environment: Environment;
  readonly given: Given;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly cycle: (name: string, at: Place) => void;
}

export function openTemplate(input: TemplateInput): Template {
  const symbols = new Map<string, string>();
  const resources = new Map<string, string>();
  const names = new Names(input);
  const scope: Scope = {
    file: input.file,
    limits: input.limits,
    budget: input.budget,
    rules: armRules,
    locals: new Map(),
    resolve: () => undefined,
    call: (call, argument, inner) => names.call(call, argument, inner, { symbols, resources }),
  };
  names.scope = scope;
  return {
    file: input.file,
    root: input.root,
    environment: input.environment,
    scope,
    symbols,
    resources,
  };
}

type Declared = Pick<Template, "symbols" | "resources">;

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
        return deployed(argument(0), call.name, at, declared, false);
      default:
    }
    if (name.includes(".")) {
      const own = this.userFunction(name, call, argument, scope);
      if (own) return own;
    }
    if (listFunction.test(call.name)) return deployed(argument(0), call.name, at, declared, true);
    const value = callFunction(call, argument, scope, this.input.environment);
    return isIdFunction(name) ? withReference(value, at, declared) : value;
  }

  private named(name: Value, kind: "parameter" | "local", at: Place, scope: Scope): Value {
    const text = wholeText(name);
    if (text === undefined)
      return unknown(name.state === "unknown" ? name.reason : { kind: "missing" }, at, name.via);
    const local = scope.locals.get(`${kind}:${text.toLowerCase()}`);
    if (local) return local;
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
    const declaration = memberNode(objectAt(this.input.root, "parameters"), name);
    const given = this.input.given.get(name.toLowerCase());
    const fallback = memberNode(declaration?.value, "defaultValue");
    if (!declaration && !given) return undefined;
    const sensitive = secureType.test(stringAt(declaration?.value, "type") ?? "");
    const value = given ? given() : this.fallback(declaration, fallback, name, use);
    return sensitive ? { ...value, sensitive: true } : value;
  }

  private fallback(
    declaration: EntryNode | undefined,
    fallback: EntryNode | undefined,
    name: string,
    use: Place,
  ): Value {
    if (fallback && this.scope) return dataValue(fallback.value, this.scope);
    const at = declaration ? { file: this.input.file, range: declaration.keyRange } : use;
    const nullable = memberNode(declaration?.value, "nullable")?.value;
    if (nullable?.kind === "boolean" && nullable.value) return known(null, at);
    return unknown({ kind: "parameter", name }, at);
  }

  private variable(name: string): Value | undefined {
    const section = objectAt(this.input.root, "variables");
    const written = memberNode(section, name);
    if (!this.scope) return undefined;
    if (written && written.value.kind !== "missing") return dataValue(written.value, this.scope);
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

  /** A function that the template defines sees its own parameters and nothing else. */
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
    const parameters = memberNode(definition, "parameters")?.value;
    const names =
      parameters?.kind === "array"
        ? parameters.items.map((each) => stringAt(each, "name") ?? "")
        : [];
    const locals = new Map(
      names.map((each, index): [string, Value] => [
        `parameter:${each.toLowerCase()}`,
        argument(index),
      ]),
    );
    const value = dataValue(output, { ...scope, locals });
    const step: Trail = {
      kind: "function",
      at: placeOf(call, scope),
      label: `function ${call.name}`,
    };
    return through(value, step);
  }
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
  const sum = (numberOf(index) ?? Number.NaN) + (offset ? (numberOf(offset) ?? Number.NaN) : 0);
  return numeric(sum, at);
}

/** What only the cloud knows of a resource once it is there. */
function deployed(
  resource: Value,
  name: string,
  at: Place,
  declared: Declared,
  sensitive: boolean,
): Value {
  const symbol = wholeText(resource);
  const step = resource.via.find((each) => each.declaration !== undefined);
  const declaration =
    (symbol === undefined ? undefined : declared.symbols.get(symbol)) ??
    step?.declaration ??
    shapeOf(resource);
  const reason: Reason = { kind: "computed", declaration, attribute: `${name}()` };
  const value = unknown(reason, at, resource.via);
  return sensitive ? { ...value, sensitive: true } : value;
}

/** Adds to an id which declaration of the template it is the id of. */
function withReference(value: Value, at: Place, declared: Declared): Value {
  const text = textOf(value);
  const key = text ? idKey(text.parts) : undefined;
  const declaration = key === undefined ? undefined : declared.resources.get(key);
  if (declaration === undefined) return value;
  return through(value, {
    kind: "reference",
    at,
    label: declaration,
    declaration,
    attribute: "id",
  });
}

function shapeOf(resource: Value): string {
  const text = textOf(resource);
  return text ? shape(text) : (wholeText(resource) ?? "");
}
