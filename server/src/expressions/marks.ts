// Marks of values, which pass on to everything that is made of them: secrets, and what no state may hold.

import type { Value } from "./value.ts";

/** The value with the marks of those that it was made from or chosen by; not those of their members. */
export function marked(value: Value, from: readonly (Value | undefined)[]): Value {
  let result = value;
  for (const each of from) {
    if (each?.sensitive && !result.sensitive) result = { ...result, sensitive: true };
    if (each?.ephemeral && !result.ephemeral) result = { ...result, ephemeral: true };
  }
  return result;
}
