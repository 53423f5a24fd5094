// Functions between values and their JSON text.

import type { Value } from "../../../expressions/value.ts";
import { through } from "../../../expressions/value.ts";
import { jsonOf } from "../../../model/document.ts";
import { jsonText } from "../json-text.ts";
import type { Call, TerraformFunction } from "./call.ts";

export const encodingFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["jsonencode", (call) => jsonText(call.argument(0), call.at)],
  ["jsondecode", jsonDecode],
];

function jsonDecode(call: Call): Value {
  const text = call.argument(0);
  const value = jsonOf(text);
  return text.sensitive ? { ...value, sensitive: true } : through(value);
}

/** The value behind a JSON text; any other value as it is. */
export const jsonValue: (value: Value) => Value = jsonOf;
