// Functions of ARM and Bicep whose results the cloud or its clock decides, and `fail`, which never has one.

import { unknown, type Value, wholeText } from "../../expressions/value.ts";
import type { AzureFunction, Call, FunctionTable } from "./function.ts";
import { undecided } from "./text.ts";

const decidedThere = [
  "newGuid",
  "pickZones",
  "providers",
  "roleDefinitions",
  "toLogicalZone",
  "toLogicalZones",
  "toPhysicalZone",
  "toPhysicalZones",
  "utcNow",
];

export const cloudFunctions: FunctionTable = new Map<string, AzureFunction>([
  ...decidedThere.map(
    (name) =>
      [
        name.toLowerCase(),
        (call: Call) => unknown({ kind: "data", name: `${name}()` }, call.at),
      ] as const,
  ),
  ["fail", fail],
]);

/** Whatever asks for its value ends the deployment with its message. */
function fail(call: Call): Value {
  const value = call.argument(0);
  const message = wholeText(value);
  if (message === undefined) return undecided([value], call.at, call.name);
  return unknown({ kind: "error", message }, call.at, value.via);
}
