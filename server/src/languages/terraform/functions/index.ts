// Terraform's functions by name; one that is not here gives a value that is not known.

import type { Scope } from "../../../expressions/evaluate.ts";
import { placeOf } from "../../../expressions/evaluate.ts";
import type { CallExpression } from "../../../expressions/expression.ts";
import type { Value } from "../../../expressions/value.ts";
import { unknown } from "../../../expressions/value.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { collectionFunctions } from "./collections.ts";
import { conversionFunctions } from "./conversions.ts";
import { encodingFunctions } from "./encoding.ts";
import { numberFunctions } from "./numbers.ts";
import { setFunctions } from "./sets.ts";
import { textFunctions } from "./texts.ts";

const table: ReadonlyMap<string, TerraformFunction> = new Map([
  ...collectionFunctions,
  ...conversionFunctions,
  ...encodingFunctions,
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
  return found(call);
}
