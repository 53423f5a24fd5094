// What an expression in Bicep can see: parameters, variables, resources, imports, and the functions.

import type { Resolution, Rules, Scope, Step } from "../../../expressions/evaluate.ts";
import { evaluate } from "../../../expressions/evaluate.ts";
import type { Place, Trail, Value } from "../../../expressions/value.ts";
import { known, through, unknown } from "../../../expressions/value.ts";
import { quotedText } from "../json-text.ts";
import { dictionaryOrder } from "../logic-functions.ts";
import { callBicep } from "./call.ts";
import { mayBeNull, withSecrets } from "./declared-type.ts";
import { importedProgram, importFailure } from "./import.ts";
import type { Instance } from "./instance.ts";
import { type BicepSymbol, isSecret, once, type Program } from "./program.ts";
import { resolveResource } from "./reference.ts";
import type { ModuleStatement, ParamStatement, ResourceStatement, VarStatement } from "./syntax.ts";

/** Bicep compiles strings with expressions to ARM's `format`, which writes `True`. */
const rules: Rules = {
  soleInterpolationIsValue: false,
  memberIgnoresCase: false,
  nullInText: "empty",
  booleanText: (value) => (value ? "True" : "False"),
  additionJoinsText: false,
  collectionText: quotedText,
  wholeNumbers: true,
  textOrder: dictionaryOrder,
};

const noLocals: ReadonlyMap<string, Value> = new Map();

/** `container` is the resource in whose body the expression stands. */
export function scopeOf(
  program: Program,
  container?: Instance,
  locals: ReadonlyMap<string, Value> = noLocals,
): Scope {
  return {
    file: program.file.path,
    limits: program.session.limits,
    budget: program.session.budget,
    rules,
    locals,
    resolve: (root, steps, at, scope) => resolve(program, container, root, steps, at, scope),
    call: (call, argument, scope) => callBicep(program, container, call, argument, scope),
  };
}

function resolve(
  program: Program,
  container: Instance | undefined,
  root: string,
  steps: readonly Step[],
  at: Place,
  scope: Scope,
): Resolution | undefined {
  const found = lookUp(program, container, root);
  if (!found) return program.base && inherited(program.base, root, at);
  const { symbol } = found;
  switch (symbol.kind) {
    case "param":
      return { value: paramUse(program, symbol, at), used: 0 };
    case "var":
      return { value: varUse(program, symbol, at), used: 0 };
    case "resource":
    case "module":
    case "test":
      return resolveResource(program, symbol, found.container, steps, at, scope);
    case "imported":
      return resolveImported(program, symbol, root, steps, at);
    case "func":
    case "extension":
      return {
        value: unknown({ kind: "unsupported", what: `"${root}" as a value` }, at),
        used: steps.length,
      };
  }
}

interface Found {
  readonly symbol: BicepSymbol;
  /** Of a nested resource: the one that it stands in. */
  readonly container?: Instance;
}

/** Nested resources are seen in the body that they stand in; everything else is seen everywhere. */
export function lookUp(
  program: Program,
  container: Instance | undefined,
  name: string,
): Found | undefined {
  for (let outer = container; outer; outer = outer.container) {
    const nested = nestedIn(outer.statement, name);
    if (nested) return { symbol: nested, container: outer };
  }
  const symbol = program.symbols.get(name);
  return symbol && { symbol };
}

export function nestedIn(
  statement: ResourceStatement | ModuleStatement,
  name: string,
): ResourceStatement | undefined {
  return statement.body.nested.find((each) => each.symbol.text === name);
}

function paramUse(program: Program, statement: ParamStatement, at: Place): Value {
  const value = paramValue(program, statement);
  if (value.state === "unknown" && value.reason.kind === "parameter") return { ...value, at };
  const step: Trail = { kind: "parameter", at, label: `param ${statement.name.text}` };
  const { value: fallback } = statement;
  // Who calls a module would have to give what it has no default for any more.
  if (!fallback || program.caller || givenTo(program, statement)) return through(value, step);
  const removable: Place = { file: program.file.path, range: fallback.range };
  return through(value, { ...step, default: true, removable });
}

/** The value that the variant gives, else the default, else nothing is known. */
function paramValue(program: Program, statement: ParamStatement): Value {
  const name = statement.name.text;
  const given = givenTo(program, statement);
  const head: Place = {
    file: program.file.path,
    range: statement.range,
    head: statement.name.range,
  };
  const step: Trail = { kind: "parameter", at: head, label: `param ${name}` };
  const { value: written } = statement;
  let value: Value;
  if (given) value = through(given, step);
  else if (written)
    value = once(program.values, written, name, program, () => evaluate(written, scopeOf(program)));
  else if (mayBeNull(program, statement.type)) value = known(null, head);
  else value = unknown({ kind: "parameter", name }, head);
  if (isSecret(statement)) return value.sensitive ? value : { ...value, sensitive: true };
  return withSecrets(value, program, statement.type);
}

/** Null to a parameter that has a default is as good as nothing. */
function givenTo(program: Program, { name, value }: ParamStatement): Value | undefined {
  const given = program.given.get(name.text);
  const isNull = given?.state === "known" && given.value === null;
  return isNull && value ? undefined : given;
}

function varUse(program: Program, statement: VarStatement, at: Place): Value {
  const { name, value: written } = statement;
  const value = once(program.values, written, name.text, program, () =>
    evaluate(written, scopeOf(program)),
  );
  return through(value, { kind: "local", at, label: `var ${name.text}` });
}

/** A parameter of the file that this one extends, or `base`: all of them. */
function inherited(
  base: ReadonlyMap<string, Value>,
  name: string,
  at: Place,
): Resolution | undefined {
  const value = name === "base" ? baseValue(base, at) : base.get(name);
  return value && { value, used: 0 };
}

function baseValue(base: ReadonlyMap<string, Value>, at: Place): Value {
  const entries = [...base].map(([name, value]) => [name, { value, key: value.at }] as const);
  return known({ type: "dict", entries: new Map(entries) }, at);
}

function resolveImported(
  program: Program,
  symbol: BicepSymbol & { readonly kind: "imported" },
  root: string,
  steps: readonly Step[],
  at: Place,
): Resolution {
  const other = importedProgram(program, symbol.statement.from);
  const first = steps[0];
  const name = symbol.name ? symbol.name.original : first?.is === "name" ? first.name : undefined;
  const used = symbol.name ? 0 : 1;
  const declared = name === undefined ? undefined : other?.symbols.get(name);
  if (!other)
    return { value: importFailure(program, symbol.statement.from, at), used: steps.length };
  if (declared?.kind === "var") return { value: varUse(other, declared, at), used };
  return { value: unknown({ kind: "undeclared", name: name ?? root }, at), used: steps.length };
}

/** The value of an expression at the top level of a file. */
export function evaluateIn(program: Program, expression: Parameters<typeof evaluate>[0]): Value {
  return once(program.values, expression, "a value", program, () =>
    evaluate(expression, scopeOf(program)),
  );
}
