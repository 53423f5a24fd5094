// Conditions that no request can meet, so that their statement allows nothing. Knows no guard and no party.

import type { Value } from "../../expressions/value.ts";
import { wholeText } from "../../expressions/value.ts";
import type { Condition, Statement } from "../../model/document.ts";
import { operatorOf } from "./conditions.ts";

/** One of the conditions asks for a value that nobody can send. */
export function isNeverMet({ conditions }: Statement): boolean {
  return conditions.some((condition) => {
    const { negated, ifExists, set } = operatorOf(condition.operator);
    if (negated || ifExists || set === "all" || !isExact(condition.operator)) return false;
    const { values, more } = condition.values;
    if (more || values.length === 0) return false;
    return values.every((each) => isImpossible(condition, each));
  });
}

/** StringEquals and StringEqualsIgnoreCase compare letter by letter, `*` and `?` among them. */
export function isExact(operator: string): boolean {
  const { base } = operatorOf(operator);
  return base === "stringequals" || base === "stringequalsignorecase";
}

/** A value of the condition that no request has. */
export function isImpossible({ key, operator }: Condition, value: Value): boolean {
  if (!isExact(operator)) return false;
  const text = wholeText(value);
  const folded = key.toLowerCase();
  if (text === undefined) return false;
  // An external ID has 2 to 1,224 characters (API of the Security Token Service).
  if (folded === "sts:externalid" && text.length < 2) return true;
  return wildcard.test(text) && withoutStars.test(folded);
}

const wildcard = /[*?]/;

/** What AWS itself says of callers, sources and tags has neither sign; what callers say freely may. */
const withoutStars =
  /^(?:aws:(?!referer$|useragent$).*|sts:externalid|kms:calleraccount|s3:dataaccesspoint(?:account|arn))$/;
