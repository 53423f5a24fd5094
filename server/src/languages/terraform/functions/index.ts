// Terraform's functions by name; one that is not here gives a value that is not known.

import type { Scope } from "../../../expressions/evaluate.ts";
import { placeOf } from "../../../expressions/evaluate.ts";
import type { CallExpression } from "../../../expressions/expression.ts";
import type { Value } from "../../../expressions/value.ts";
import { unknown } from "../../../expressions/value.ts";
import { addressFunctions } from "./addresses.ts";
import { checked } from "./arguments.ts";
import { byteFunctions } from "./bytes.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { collectionFunctions } from "./collections.ts";
import { conversionFunctions } from "./conversions.ts";
import { encodingFunctions } from "./encoding.ts";
import { formatFunctions } from "./format.ts";
import { numberFunctions } from "./numbers.ts";
import { selectionFunctions } from "./selections.ts";
import { setFunctions } from "./sets.ts";
import { signatures } from "./signatures.ts";
import { textFunctions } from "./texts.ts";

const table: ReadonlyMap<string, TerraformFunction> = new Map([
  ...addressFunctions,
  ...byteFunctions,
  ...collectionFunctions,
  ...selectionFunctions,
  ...conversionFunctions,
  ...encodingFunctions,
  ...formatFunctions,
  ...numberFunctions,
  ...setFunctions,
  ...textFunctions,
]);

export function callFunction(
  written: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
): Value {
  const name = written.name.startsWith("core::")
    ? written.name.slice("core::".length)
    : written.name;
  const at = placeOf(written, scope);
  const found = table.get(name);
  if (!found) return unknown({ kind: "function", name: written.name }, at);
  const call: Call = {
    name,
    at,
    scope,
    count: written.arguments.length,
    expand: written.expand,
    argument,
  };
  const signature = lazy.has(name) ? undefined : signatures.get(name);
  if (!signature) return found(call);
  const ready = checked(call, signature);
  return "refused" in ready ? ready.refused : found(ready.call);
}

/** They look at arguments that are in error. */
const lazy: ReadonlySet<string> = new Set(["can", "try"]);
