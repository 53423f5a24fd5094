// The functions that ARM and Bicep share, by name. What is not in the tables is unknown, never guessed.

import type { Scope } from "../../expressions/evaluate.ts";
import { evaluate, placeOf, withLocals } from "../../expressions/evaluate.ts";
import type { CallExpression, Expression } from "../../expressions/expression.ts";
import type { Value } from "../../expressions/value.ts";
import { unknown } from "../../expressions/value.ts";
import { addressFunctions } from "./address-functions.ts";
import { cloudFunctions } from "./cloud-functions.ts";
import { collectionFunctions } from "./collection-functions.ts";
import { dateFunctions } from "./date-functions.ts";
import { encodingFunctions } from "./encoding-functions.ts";
import { type Environment, scopeFunction } from "./environment.ts";
import type { AzureFunction, Call } from "./function.ts";
import { lambdaFunctions } from "./lambda-functions.ts";
import { logicFunctions } from "./logic-functions.ts";
import { objectFunctions } from "./object-functions.ts";
import { idFunction, isIdFunction } from "./resource-id.ts";
import { textFunctions } from "./text-functions.ts";

const tables = [
  logicFunctions,
  textFunctions,
  collectionFunctions,
  objectFunctions,
  lambdaFunctions,
  encodingFunctions,
  addressFunctions,
  dateFunctions,
  cloudFunctions,
];

/** Namespaces in which Bicep and ARM keep the built-in functions. */
const namespaces = new Set(["az", "sys"]);

/** Calls a built-in function; the language has looked at its own (parameters, symbols) before. */
export function callFunction(
  call: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
  environment: Environment,
): Value {
  const at = placeOf(call, scope);
  const name = plainName(call.name).toLowerCase();
  const scoped = call.arguments.length === 0 ? scopeFunction(name, environment, at) : undefined;
  if (scoped) return scoped;
  const count = call.arguments.length;
  const all = () => call.arguments.map((_, index) => argument(index));
  if (isIdFunction(name)) return idFunction(name, all(), environment, at, scope);
  const found = functionNamed(name);
  if (!found) return unknown({ kind: "function", name: call.name }, at);
  const lambda = (index: number) => lambdaOf(call.arguments[index], scope);
  const context: Call = { name: call.name, at, count, argument, lambda, all, scope, environment };
  return found(context);
}

function functionNamed(name: string): AzureFunction | undefined {
  for (const table of tables) {
    const found = table.get(name);
    if (found) return found;
  }
  return undefined;
}

/** The name without the namespace of the built-in functions: `az.resourceId` is `resourceId`. */
function plainName(name: string): string {
  const dot = name.indexOf(".");
  return dot > 0 && namespaces.has(name.slice(0, dot).toLowerCase()) ? name.slice(dot + 1) : name;
}

/** The name under which a scope keeps a variable of an ARM lambda, `lambdaVariables('x')`. */
export function lambdaKey(name: string): string {
  return `lambda:${name.toLowerCase()}`;
}

/** Bicep's `(a, b) => body`, and ARM's `lambda('a', 'b', body)`. */
function lambdaOf(written: Expression | undefined, scope: Scope) {
  const read = written ? lambdaParts(written) : undefined;
  if (!read) return undefined;
  return (...values: readonly Value[]): Value => {
    const names = read.names.flatMap((name, index): [string, Value][] => {
      const value = values[index];
      return value ? [[name, value]] : [];
    });
    return evaluate(read.body, withLocals(scope, names));
  };
}

function lambdaParts(
  written: Expression,
): { names: readonly string[]; body: Expression } | undefined {
  if (written.kind === "lambda") return { names: written.parameters, body: written.body };
  const body = written.kind === "call" ? written.arguments.at(-1) : undefined;
  if (written.kind !== "call" || written.name.toLowerCase() !== "lambda" || !body) return undefined;
  const names = written.arguments.slice(0, -1).map((each) => {
    const text = each.kind === "template" ? each.parts : [];
    return lambdaKey(text.map((part) => ("kind" in part ? "" : part.text)).join(""));
  });
  return { names, body };
}
