// Functions between values and their JSON text.

import type { Value } from "../../../expressions/value.ts";
import { through, wholeText } from "../../../expressions/value.ts";
import { jsonOf } from "../../../model/document.ts";
import { readJson } from "../../../syntax/json/json.ts";
import { jsonText } from "../json-text.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { failed } from "./call.ts";

export const encodingFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["jsonencode", (call) => jsonText(call.argument(0), call.at)],
  ["jsondecode", jsonDecode],
];

function jsonDecode(call: Call): Value {
  const text = call.argument(0);
  const whole = wholeText(text);
  if (whole !== undefined && readJson(whole).problems.length > 0)
    return failed(call, "this is not JSON");
  const value = jsonOf(text);
  return text.sensitive ? { ...value, sensitive: true } : through(value);
}

/** The value behind a JSON text; any other value as it is. */
export const jsonValue: (value: Value) => Value = jsonOf;
