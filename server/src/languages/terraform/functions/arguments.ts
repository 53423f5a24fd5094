// Holds the arguments of a call against the function's signature and converts them, as Terraform does first.

import type { Reason, Value } from "../../../expressions/value.ts";
import { effective, unknown } from "../../../expressions/value.ts";
import { convertTo } from "../conversion.ts";
import type { Call } from "./call.ts";
import { failed, listOf } from "./call.ts";
import type { Parameter, Signature } from "./signatures.ts";

/** The call with converted arguments, or the value of a call that is in error. */
export function checked(
  call: Call,
  signature: Signature,
): { readonly call: Call } | { readonly refused: Value } {
  const last = call.expand ? effective(call.argument(call.count - 1)) : undefined;
  if (last?.state === "known" && !listOf(last))
    return { refused: failed(call, "only a list can be spread into arguments") };
  const spread = expanded(call);
  const { count, expand } = spread;
  const least = signature.parameters.length;
  // An argument that is spread and not known may be none or many.
  if (!expand && (count < least || (!signature.rest && count > least)))
    return { refused: failed(call, `${count} arguments are not what it takes`) };
  const values: Value[] = [];
  for (let index = 0; index < count; index++) {
    const value = spread.argument(index);
    const reason = errorOf(value);
    if (reason) return { refused: unknown(reason, call.at, value.via) };
    if (expand && index === count - 1) {
      values.push(value);
      continue;
    }
    const parameter = signature.parameters[index] ?? signature.rest;
    const fitting = parameter ? fit(value, parameter) : value;
    if (typeof fitting === "string") return { refused: failed(call, fitting) };
    values.push(fitting);
  }
  const argument = (index: number) => values[index] ?? unknown({ kind: "missing" }, call.at);
  return { call: { ...spread, argument } };
}

/** `f(list...)` with the items as arguments, where the list is known. */
function expanded(call: Call): Call {
  if (!call.expand || call.count === 0) return call;
  const last = call.count - 1;
  const list = listOf(call.argument(last));
  if (!list || list.more) return call;
  return {
    ...call,
    expand: false,
    count: last + list.items.length,
    argument: (index) =>
      index < last ? call.argument(index) : (list.items[index - last] ?? call.argument(last)),
  };
}

function errorOf(value: Value): Reason | undefined {
  return value.state === "unknown" && value.reason.kind === "error" ? value.reason : undefined;
}

function fit(value: Value, parameter: Parameter): Value | string {
  const decided = effective(value);
  if (decided.state === "known" && decided.value === null)
    return parameter.nullable ? value : "an argument is null";
  return convertTo(value, parameter.type) ?? "an argument is of another type";
}
