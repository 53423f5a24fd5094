// Terraform's functions by name; one that is not here gives a value that is not known.

import type { Scope } from "../../../expressions/evaluate.ts";
import { placeOf } from "../../../expressions/evaluate.ts";
import type { CallExpression } from "../../../expressions/expression.ts";
import type { Known, Value } from "../../../expressions/value.ts";
import { unknown } from "../../../expressions/value.ts";
import type { Context } from "../context.ts";
import { addressFunctions } from "./addresses.ts";
import { checked } from "./arguments.ts";
import { byteFunctions } from "./bytes.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { failed, undecided } from "./call.ts";
import { collectionFunctions } from "./collections.ts";
import { conversionFunctions } from "./conversions.ts";
import { csvFunctions } from "./csv.ts";
import { encodingFunctions } from "./encoding.ts";
import { fileFunctions } from "./files.ts";
import { formatFunctions } from "./format.ts";
import { numberFunctions } from "./numbers.ts";
import { patternFunctions } from "./patterns.ts";
import { powerFunctions } from "./powers.ts";
import { resultTypes } from "./results.ts";
import { rsaFunctions } from "./rsa.ts";
import { selectionFunctions } from "./selections.ts";
import { setFunctions } from "./sets.ts";
import type { Signature } from "./signatures.ts";
import { signatures } from "./signatures.ts";
import { templateFile, templateString } from "./templates.ts";
import { textFunctions } from "./texts.ts";
import { timeFunctions } from "./times.ts";
import { yamlFunctions } from "./yaml.ts";

const table: ReadonlyMap<string, TerraformFunction> = new Map([
  ...addressFunctions,
  ...byteFunctions,
  ...collectionFunctions,
  ...selectionFunctions,
  ...conversionFunctions,
  ...csvFunctions,
  ...encodingFunctions,
  ...fileFunctions,
  ...formatFunctions,
  ...numberFunctions,
  ...patternFunctions,
  ...powerFunctions,
  ...rsaFunctions,
  ...setFunctions,
  ...textFunctions,
  ...timeFunctions,
  ...yamlFunctions,
]);

/** Calls a function in a module, which says where files are looked for. */
export function callFunction(
  written: CallExpression,
  argument: (index: number) => Value,
  scope: Scope,
  context?: Context,
): Value {
  const name = written.name.startsWith("core::")
    ? written.name.slice("core::".length)
    : written.name;
  const at = placeOf(written, scope);
  const call: Call = {
    name,
    at,
    scope,
    count: written.arguments.length,
    expand: written.expand,
    argument,
    ...(context ? { context } : {}),
  };
  const signature = signatures.get(name);
  if (!signature) {
    // What a provider gives is not known; there is no other kind of function.
    return written.name.startsWith("provider::")
      ? unknown({ kind: "function", name: written.name }, at)
      : failed(call, "there is no such function");
  }
  return typed(name, called(written, call, signature, context));
}

/** Of a result that is not known, or that has no members, the function says the type. */
function typed(name: string, value: Value): Value {
  if (value.type !== undefined) return value;
  const empty = value.state === "known" && isEmpty(value.value);
  const type = value.state === "unknown" || empty ? resultTypes.get(name) : undefined;
  if (type === undefined) return value;
  return value.state === "unknown" ? { ...value, type, notNull: true } : { ...value, type };
}

function isEmpty(value: Known["value"]): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (value.type === "list") return value.items.length === 0 && !value.more;
  return value.type === "dict" && value.entries.size === 0 && !value.more;
}

function called(
  written: CallExpression,
  call: Call,
  signature: Signature,
  context: Context | undefined,
): Value {
  const { name } = call;
  if (lazy.has(name)) return (table.get(name) ?? undecided)(call);
  const ready = checked(call, signature);
  if ("refused" in ready) return ready.refused;
  switch (name) {
    case "templatefile":
      return templateFile(ready.call, inTemplate(context));
    case "templatestring":
      return templateString(
        ready.call,
        call.argument(0),
        written.arguments[0],
        inTemplate(context),
      );
    default:
      return (table.get(name) ?? undecided)(ready.call);
  }
}

/** In a template there are no other templates. */
function inTemplate(context: Context | undefined): Scope["call"] {
  return (written, argument, scope) =>
    /^(?:core::)?template(?:file|string)$/.test(written.name)
      ? unknown({ kind: "error", message: "a template in a template" }, placeOf(written, scope))
      : callFunction(written, argument, scope, context);
}

/** They look at arguments that are in error. */
const lazy: ReadonlySet<string> = new Set(["can", "try"]);
