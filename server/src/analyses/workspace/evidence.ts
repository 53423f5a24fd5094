// The derived kind `workspace.evidence`: that something should be somewhere in the workspace, and whether it is.

import type { Truth } from "../../expressions/truth.ts";
import type { Place, Reason, Trail, Value } from "../../expressions/value.ts";
import { absent, known, textValue, unknown } from "../../expressions/value.ts";
import { derivedKind } from "../../model/kind.ts";
import type { Resource } from "../../model/resource.ts";
import type { Row, Thing, ThingRow, UnreadRow, View } from "./row.ts";

export const evidenceKind = derivedKind(
  "workspace.evidence",
  "Something that should be somewhere in the workspace, and whether it is.",
  {
    /** What should be there: external-access-analyzer, trust-guardrail, own-log-copy. */
    what: "text",
    /** What makes it due, at the place of the first; the others are the way there. */
    "due-to": "text",
    /** Who makes it due, and what the register calls them. */
    party: "text",
    "party-kind": "text",
    /** Whether the workspace deploys what an account has once: a trail, a recorder, a detector. */
    baseline: "boolean",
    present: "boolean",
    customer: "text",
  },
);

export interface Due {
  readonly what: string;
  /** Which of several it is due for. */
  readonly of?: string;
  readonly customer: string | undefined;
  /** In order; the first is where a finding stands. */
  readonly places: readonly { readonly at: Place; readonly words: string }[];
  readonly values: Readonly<Record<string, Value>>;
}

/** As many as a reader looks at. */
const mostPlaces = 10;

export function evidence({ what, of, customer, places, values }: Due): Resource | undefined {
  const [first, ...others] = places;
  if (!first) return undefined;
  const via = others
    .slice(0, mostPlaces)
    .map(({ at, words }): Trail => ({ kind: "reference", at, label: words }));
  const name = [what, of, customer].filter((each) => each !== undefined).join(" of ");
  const attributes = new Map<string, Value>([
    ["what", textValue(what, first.at)],
    ["due-to", textValue(first.words, first.at, via)],
    ["customer", customer === undefined ? absent(first.at) : textValue(customer, first.at)],
    ...Object.entries(values),
  ]);
  for (const each of Object.keys(evidenceKind.attributes))
    if (!attributes.has(each)) attributes.set(each, absent(first.at));
  return {
    kind: evidenceKind.kind,
    id: name,
    name,
    declarations: [],
    at: first.at,
    attributes,
    exists: "yes",
  };
}

/** Something that may be what is due. */
export interface Candidate {
  readonly truth: Exclude<Truth, "no">;
  readonly unknown?: Reason;
  readonly at: Place;
}

/** Whether there is such a thing for a customer: what belongs to no customer serves all. */
export function presence(
  wanted: readonly Thing[],
  customer: string | undefined,
  rows: readonly Row[],
  view: View,
  at: Place,
): Value {
  const things = rows.filter(
    (row): row is ThingRow =>
      row.is === "thing" && wanted.includes(row.thing) && serves(row, customer),
  );
  return presenceOf(things, customer, rows, view, at);
}

/** Nothing is said to be missing while a part of what could hold it is not read. */
export function presenceOf(
  candidates: readonly Candidate[],
  customer: string | undefined,
  rows: readonly Row[],
  view: View,
  at: Place,
): Value {
  const there = candidates.find((each) => each.truth === "yes");
  if (there) return known(true, there.at);
  const [maybe] = candidates;
  if (maybe) return unknown(maybe.unknown ?? { kind: "condition" }, maybe.at);
  const unread = rows.find(
    (row): row is UnreadRow =>
      row.is === "unread" && row.cloud !== "azure" && serves(row, customer),
  );
  if (unread) return unknown(unread.why, unread.at);
  const [beyond] = view.unread;
  return beyond ? unknown(beyond, at) : known(false, at);
}

export function serves(row: Row, customer: string | undefined): boolean {
  return customer === undefined || row.customer === undefined || row.customer === customer;
}

/** The customers of rows, and undefined for what belongs to none. */
export function customersOf(rows: readonly Row[]): readonly (string | undefined)[] {
  return [...new Set(rows.map((row) => row.customer))];
}

export function isOf(row: Row, customer: string | undefined): boolean {
  return row.customer === customer;
}
