// Takes an Amazon Resource Name apart, also where parts of it are not known; decides nothing.

import type { Reason, Text, Value } from "../../expressions/value.ts";
import { effective, isNum, isText } from "../../expressions/value.ts";

/** One part between colons: all of it known, or why it is not. */
export type ArnField = { readonly text: string } | { readonly unknown: Reason };

export interface Arn {
  readonly partition: ArnField;
  readonly service: ArnField;
  readonly account: ArnField;
  /** What follows the account: `role/x`, `root`. */
  readonly resource: ArnField;
}

/** Undefined where the value is no ARN, or where it cannot be told whether it is one. */
export function readArn(value: Value): Arn | undefined {
  const decided = effective(value);
  if (decided.state !== "known" || decided.value === null || typeof decided.value === "boolean")
    return undefined;
  if (isNum(decided.value) || !isText(decided.value)) return undefined;
  const fields = split(decided.value);
  const [first, partition, service, , account, ...rest] = fields;
  if (!first || !("text" in first) || first.text !== "arn") return undefined;
  if (!partition || !service || !account || rest.length === 0) return undefined;
  return { partition, service, account, resource: joined(rest) };
}

/** A field that mixes known and unknown parts is unknown, for the reason of its first unknown part. */
function split(text: Text): readonly ArnField[] {
  const fields: ArnField[] = [];
  let current: ArnField = { text: "" };
  for (const part of text.parts) {
    if ("hole" in part) {
      // Only a hole that fills the field says whose it is; a mixed one is just not known.
      current =
        "text" in current && current.text === ""
          ? { unknown: part.hole }
          : { unknown: mixed(current, part.hole) };
      continue;
    }
    const pieces = part.text.split(":");
    pieces.forEach((piece, index) => {
      if (index > 0) {
        fields.push(current);
        current = { text: "" };
      }
      if (piece === "") return;
      current =
        "text" in current
          ? { text: current.text + piece }
          : { unknown: mixed(current, { kind: "missing" }) };
    });
  }
  return [...fields, current];
}

function mixed(field: ArnField, reason: Reason): Reason {
  const found = "unknown" in field ? field.unknown : reason;
  return found.kind === "own" || found.kind === "computed"
    ? { kind: "unsupported", what: "a part of an ARN" }
    : found;
}

function joined(fields: readonly ArnField[]): ArnField {
  let text = "";
  for (const [index, field] of fields.entries()) {
    if ("unknown" in field) return field;
    text += index === 0 ? field.text : `:${field.text}`;
  }
  return { text };
}
