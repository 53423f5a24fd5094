// Calls in Bicep: its own functions, those of the file and of its imports, then the ones that Azure's languages share.

import { elementOf } from "../../../expressions/access.ts";
import type { Scope } from "../../../expressions/evaluate.ts";
import { evaluate, placeOf } from "../../../expressions/evaluate.ts";
import type { CallExpression } from "../../../expressions/expression.ts";
import { numberOf } from "../../../expressions/operators.ts";
import type { Place, Value } from "../../../expressions/value.ts";
import {
  effective,
  isList,
  known,
  textValue,
  through,
  unknown,
  wholeText,
} from "../../../expressions/value.ts";
import { scopeFunction } from "../environment.ts";
import { callFunction } from "../functions.ts";
import { importedProgram, importFailure } from "./import.ts";
import { type Instance, withNames } from "./instance.ts";
import { loadFunction } from "./load-functions.ts";
import { itemFromEnd } from "./parse-expression.ts";
import { type BicepSymbol, complainOfCycle, type Program } from "./program.ts";
import { lookUp, scopeOf } from "./scope.ts";
import type { FuncStatement } from "./syntax.ts";
import { plainText } from "./syntax.ts";

export function callBicep(
  program: Program,
  container: Instance | undefined,
  call: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
): Value {
  const at = placeOf(call, scope);
  if (call.name === itemFromEnd) return fromEnd(argument(0), argument(1), call, scope);
  const dot = call.name.indexOf(".");
  // A method of something that is no symbol is one of a resource: `stores[0].listKeys()`.
  if (dot === 0)
    return { ...unknown({ kind: "function", name: call.name.slice(1) }, at), sensitive: true };
  const found = lookUp(program, container, dot < 0 ? call.name : call.name.slice(0, dot));
  if (found) {
    const method = call.name.slice(dot + 1);
    const own =
      dot < 0
        ? callSymbol(program, found.symbol, call, argument, scope)
        : callMember(program, found.symbol, method, call, argument, scope);
    if (own) return own;
  }
  const name = dot < 0 ? call.name : call.name.slice(dot + 1);
  if (name === "any" && call.arguments.length === 1) return argument(0);
  if (name === "nameof") return nameOf(call, at);
  return (
    loadFunction(program, name, call, argument, scope) ??
    outsideFunction(name, call, argument, scope) ??
    placeFunction(program, name, call, argument, scope) ??
    callFunction(call, argument, scope, program.environment)
  );
}

/** `name(…)`: a function of this file, or one that is imported. */
function callSymbol(
  program: Program,
  symbol: BicepSymbol,
  call: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
): Value | undefined {
  if (symbol.kind === "func") return callOwn(program, symbol, call, argument, scope);
  if (symbol.kind !== "imported" || !symbol.name) return undefined;
  return callImported(program, symbol, symbol.name.original, call, argument, scope);
}

/** `symbol.name(…)`: a function of an import, or a request to a resource such as `listKeys`. */
function callMember(
  program: Program,
  symbol: BicepSymbol,
  method: string,
  call: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
): Value | undefined {
  const at = placeOf(call, scope);
  switch (symbol.kind) {
    case "imported":
      return callImported(program, symbol, method, call, argument, scope);
    case "resource":
    case "module": {
      const declaration = symbol.symbol.text;
      const attribute = `${method}()`;
      return {
        ...unknown({ kind: "computed", declaration, attribute }, at, [
          { kind: "reference", at, label: `${declaration}.${attribute}`, declaration, attribute },
        ]),
        sensitive: true,
      };
    }
    default:
      return unknown({ kind: "function", name: call.name }, at);
  }
}

function callImported(
  program: Program,
  symbol: BicepSymbol & { readonly kind: "imported" },
  name: string,
  call: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
): Value {
  const at = placeOf(call, scope);
  const other = importedProgram(program, symbol.statement.from);
  if (!other) return importFailure(program, symbol.statement.from, at);
  const declared = other.symbols.get(name);
  if (declared?.kind !== "func") return unknown({ kind: "undeclared", name }, at);
  return callOwn(other, declared, call, argument, scope);
}

/** The body sees its parameters and what its own file declares, and nothing of the caller. */
function callOwn(
  program: Program,
  statement: FuncStatement,
  call: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
): Value {
  const at = placeOf(call, scope);
  const { text: name } = statement.name;
  if (program.calls.has(statement)) {
    complainOfCycle(program, name, statement.range);
    return unknown({ kind: "cycle", name }, at);
  }
  const names = statement.parameters.map((each) => each.name.text);
  const inner = withNames(
    scopeOf(program),
    names,
    names.map((_, index) => argument(index)),
    at,
  );
  program.calls.add(statement);
  const value = evaluate(statement.body, inner);
  program.calls.delete(statement);
  return through(value, { kind: "function", at, label: `func ${name}` });
}

/** `nameof(vnet::subnet)` is the last name that is written. */
function nameOf(call: CallExpression, at: Place): Value {
  const of = call.arguments[0];
  if (of?.kind === "name" || of?.kind === "member") return textValue(of.name, at);
  if (of?.kind === "index") {
    const key = plainText(of.index);
    return key === undefined ? nameOf({ ...call, arguments: [of.of] }, at) : textValue(key, at);
  }
  return unknown({ kind: "error", message: "nameof takes a name" }, at);
}

/** `list[^1]` is the last item. */
function fromEnd(of: Value, index: Value, call: CallExpression, scope: Scope): Value {
  const at = placeOf(call, scope);
  const list = effective(of);
  const back = numberOf(index);
  if (list.state !== "known" || list.value === null || !isList(list.value) || back === undefined) {
    return unknown(
      list.state === "unknown" ? list.reason : { kind: "error", message: "only a list has items" },
      at,
      of.via,
    );
  }
  const position = known({ type: "number", text: String(list.value.items.length - back) }, at);
  return elementOf(of, position, false, at, scope.rules);
}

/** What is read of where a parameter file is built, and of what is deployed already. */
function outsideFunction(
  name: string,
  call: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
): Value | undefined {
  const at = placeOf(call, scope);
  switch (name) {
    case "readEnvironmentVariable": {
      if (call.arguments.length > 1) return argument(1);
      return unknown({ kind: "parameter", name: wholeText(argument(0)) ?? name }, at);
    }
    case "readCliArg":
    case "externalInput":
      return unknown({ kind: "data", name: `${name}()` }, at);
    case "reference":
      return unknown({ kind: "data", name: `${name}()` }, at);
    case "getSecret":
      return {
        ...unknown({ kind: "data", name: "a secret of a key vault" }, at),
        sensitive: true,
      };
    default:
      return listFunction.test(name)
        ? { ...unknown({ kind: "data", name: `${name}()` }, at), sensitive: true }
        : undefined;
  }
}

const listFunction = /^list(?:[A-Z]\w*)?$/;

/** `resourceGroup('x')`, `subscription(id)`, `managementGroup(name)`: the places that are named. */
function placeFunction(
  program: Program,
  name: string,
  call: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
): Value | undefined {
  const count = call.arguments.length;
  if (count === 0) return undefined;
  const { environment } = program;
  const at = placeOf(call, scope);
  switch (name) {
    case "resourceGroup":
      return count === 1
        ? scopeFunction("resourcegroup", { ...environment, resourceGroup: argument(0) }, at)
        : scopeFunction(
            "resourcegroup",
            { ...environment, subscription: argument(0), resourceGroup: argument(1) },
            at,
          );
    case "subscription":
      return scopeFunction("subscription", { ...environment, subscription: argument(0) }, at);
    case "managementGroup":
      return scopeFunction("managementgroup", { ...environment, managementGroup: argument(0) }, at);
    default:
      return undefined;
  }
}
