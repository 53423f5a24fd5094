// Policy variables such as `${aws:username}`, filled in from a request; knows no operator.

import type { Truth } from "../../expressions/truth.ts";
import type { Request } from "./conditions.ts";
import { hole } from "./pattern.ts";

/** Characters of private use for `*` and `?` that mean themselves. */
const literalStar = "\uf8fd";
const literalOne = "\uf8fc";

/** A pattern with its variables filled in; undefined where a variable has no value and no default. */
export function expanded(
  written: string,
  request: Request,
  variables: Truth | undefined,
): string | undefined {
  if (!written.includes("${") || variables === "no") return written;
  // Documents of the first version take `${` for what it is.
  if (variables === "unknown") return hole;
  let result = "";
  let rest = written;
  for (;;) {
    const start = rest.indexOf("${");
    const end = start < 0 ? -1 : rest.indexOf("}", start);
    if (end < 0) return result + rest;
    const value = variableValue(rest.slice(start + 2, end), request);
    if (value === undefined) return undefined;
    result += rest.slice(0, start) + value;
    rest = rest.slice(end + 1);
  }
}

function variableValue(inner: string, request: Request): string | undefined {
  const [name = "", ...others] = inner.split(",");
  const key = name.trim();
  if (key === "*" || key === "?" || key === "$") return literally(key);
  if (key.includes(hole)) return hole;
  const state = request(key.toLowerCase());
  if (state === undefined || state === "other") return hole;
  const fallback = /^\s*'([^']*)'\s*$/.exec(others.join(","))?.[1];
  if (state === "absent" || state.length === 0)
    return fallback === undefined ? undefined : literally(fallback);
  // A key with several values cannot be a variable.
  const [only, ...more] = state;
  return only === undefined || more.length > 0 ? undefined : literally(only);
}

/** A value is no pattern, whatever it holds. */
function literally(text: string): string {
  return text.replaceAll("*", literalStar).replaceAll("?", literalOne);
}

/** The text as an expanded pattern has it. */
export function comparable(text: string, pattern: string): string {
  return pattern.includes(literalStar) || pattern.includes(literalOne) ? literally(text) : text;
}

/** The pattern as the text that it is, where nothing in it is a wildcard. */
export function plain(pattern: string): string {
  return pattern.replaceAll(literalStar, "*").replaceAll(literalOne, "?");
}
