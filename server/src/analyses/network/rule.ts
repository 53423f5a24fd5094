// One rule that lets traffic in, in words that all clouds share; how each cloud writes it is not known here.

import type { Truth } from "../../expressions/truth.ts";
import type { Place, Reason, Value } from "../../expressions/value.ts";
import { effective, isList, isNum, isText, wholeText } from "../../expressions/value.ts";
import type { Fields } from "./fields.ts";
import type { Source, WrittenSource } from "./sources.ts";
import type { KnownTraffic } from "./traffic.ts";

/** What a rule belongs to. */
export interface Segment {
  readonly name: string;
  readonly kind: "security group" | "network ACL" | "network security group";
  /** The same for the rules of one group; undefined where the group is not known. */
  readonly id?: string;
  readonly at: Place;
  /** The cloud made it, and the code takes charge of it. */
  readonly adopted?: true;
}

export interface Rule {
  readonly fields: Fields;
  readonly segment: Segment;
  readonly exists: Truth;
  readonly sources: readonly Source[];
  /** There may be other sources, for this reason. */
  readonly moreSources?: Reason;
  readonly traffic: KnownTraffic;
  /** Where the ports are written. */
  readonly ports: Value;
  /** What makes it uncertain whether the rule lets anything in: an unknown direction or action. */
  readonly doubt?: Reason;
  /** How the ports are narrowed to one. */
  readonly narrow: readonly NarrowStep[];
}

/** An attribute that is written when the ports are narrowed: the given port, or a fixed word. */
export interface NarrowStep {
  readonly field: string;
  readonly fixed?: string;
  /** Taken out, where another attribute says it now. */
  readonly removed?: true;
}

/** The members of an attribute that holds one source or a list of them. */
export function writtenSources(
  fields: Fields,
  field: string,
  form: WrittenSource["form"],
): { readonly sources: readonly WrittenSource[]; readonly more?: Reason } {
  const value = effective(fields.get(field));
  if (value.state === "absent" || (value.state === "known" && value.value === null))
    return { sources: [] };
  if (value.state === "known" && value.value !== null && isList(value.value)) {
    const { items, more } = value.value;
    const sources = items.map((item): WrittenSource => ({ value: item, field, form }));
    return more ? { sources, more } : { sources };
  }
  // An empty text stands for nothing where a list says it.
  return wholeText(value) === "" ? { sources: [] } : { sources: [{ value, field, form }] };
}

/** A word in lower case; undefined and a reason where it is not known. */
export function wordOf(value: Value): { readonly word?: string; readonly reason?: Reason } {
  const decided = effective(value);
  if (decided.state === "unknown") return { reason: decided.reason };
  if (decided.state === "absent") return {};
  const word = wholeText(decided);
  return word === undefined ? { reason: reasonOf(decided) } : { word: word.trim().toLowerCase() };
}

export function numberOf(value: Value): { readonly number?: number; readonly reason?: Reason } {
  const { word, reason } = wordOf(value);
  if (word === undefined) return reason ? { reason } : {};
  const number = Number(word);
  return word !== "" && Number.isFinite(number)
    ? { number }
    : { reason: { kind: "unsupported", what: `the number "${word}"` } };
}

/** Why a value is not known as a whole. */
export function reasonOf(value: Value): Reason {
  if (value.state === "unknown") return value.reason;
  if (value.state === "known" && value.value !== null && isText(value.value)) {
    for (const part of value.value.parts) if ("hole" in part) return part.hole;
  }
  if (value.state === "known" && value.value !== null && !isNum(value.value))
    return { kind: "unsupported", what: "this form of a value" };
  return { kind: "missing" };
}
