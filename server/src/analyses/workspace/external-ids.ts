// External IDs that are asked of two parties, or for two customers, in different units. Knows no guard.

import { sha256 } from "../../expressions/hash.ts";
import { absent, items, textValue, wholeText } from "../../expressions/value.ts";
import { derivedKind } from "../../model/kind.ts";
import type { Resource } from "../../model/resource.ts";
import type { ExternalIdRow, Row } from "./row.ts";

export const reuseKind = derivedKind(
  "workspace.reuse",
  "One value that several parties or customers share, where each should have its own.",
  {
    /** What is shared: external-id. */
    what: "text",
    subject: "text",
    party: "text",
    "party-kind": "text",
    customer: "text",
    /** The value, at its place. */
    value: "text",
    /** Whose it is too, at the place of that. */
    "shared-with": "text",
  },
);

export function externalIdRows(facts: readonly Resource[]): readonly ExternalIdRow[] {
  const rows: ExternalIdRow[] = [];
  for (const fact of facts) {
    if (fact.kind !== "access.grant" || fact.exists === "no") continue;
    const { attributes } = fact;
    const party = wholeText(attributes.get("party"));
    const partyKind = wholeText(attributes.get("party-kind"));
    if (party === undefined || partyKind === undefined || !bound.has(partyKind)) continue;
    // One that is weak by itself is said to be so wherever it is written.
    const weakness = wholeText(attributes.get("external-id-weakness"));
    if (weakness !== undefined && weakness !== "reused") continue;
    const subject = wholeText(attributes.get("subject")) ?? fact.name;
    for (const value of items(attributes.get("external-ids"))) {
      const id = wholeText(value);
      if (id === undefined) continue;
      rows.push({
        is: "external-id",
        hash: sha256(id),
        subject,
        party: partyKind === "own" ? "the own account" : party,
        partyKind,
        at: value.at,
        via: value.via,
        targets: fact.targets?.get("external-id-weakness") ?? [],
      });
    }
  }
  return rows;
}

/** Those whom an external ID can be asked of; oneself too, in what a provider gives to its customers. */
const bound: ReadonlySet<string> = new Set([
  "provider",
  "known-vendor",
  "undeclared",
  "customer",
  "own",
]);

/** Looks at each row once, and at two others at most. */
export function externalIdsReused(rows: readonly Row[]): readonly Resource[] {
  const byHash = new Map<string, ExternalIdRow[]>();
  for (const row of rows) {
    if (row.is !== "external-id") continue;
    const those = byHash.get(row.hash);
    if (those) those.push(row);
    else byHash.set(row.hash, [row]);
  }
  return [...byHash.values()].flatMap((those) => {
    const parties = firstOfEach(those, ({ party }) => party);
    const customers = firstOfEach(those, ({ customer }) => customer);
    return those.flatMap((row, index) => {
      const other =
        customers.find(({ customer }) => row.customer !== undefined && customer !== row.customer) ??
        parties.find(({ party }) => party !== row.party);
      return other ? [reuse(row, other, index)] : [];
    });
  });
}

/** The first row of each of two names, which is enough to have another for any. */
function firstOfEach(
  rows: readonly ExternalIdRow[],
  nameOf: (row: ExternalIdRow) => string | undefined,
): readonly ExternalIdRow[] {
  const [first] = rows.filter((row) => nameOf(row) !== undefined);
  if (!first) return [];
  const other = rows.find((row) => nameOf(row) !== undefined && nameOf(row) !== nameOf(first));
  return other ? [first, other] : [first];
}

function reuse(row: ExternalIdRow, other: ExternalIdRow, index: number): Resource {
  const { at, via, subject, party, partyKind, customer } = row;
  const isForCustomer = customer !== undefined && (other.customer ?? customer) !== customer;
  const whose = isForCustomer ? `customer ${other.customer}` : other.party;
  const id = `external-id ${row.hash.slice(0, 12)} ${index}`;
  return {
    kind: reuseKind.kind,
    id,
    name: subject,
    declarations: [],
    at,
    attributes: new Map([
      ["what", textValue("external-id", at)],
      ["subject", textValue(subject, at)],
      ["party", textValue(party, at)],
      ["party-kind", textValue(partyKind, at)],
      ["customer", customer === undefined ? absent(at) : textValue(customer, at)],
      ["value", { ...textValue("an external ID", at, via), sensitive: true as const }],
      ["shared-with", textValue(whose, other.at)],
    ]),
    exists: "yes",
    targets: new Map([["value", row.targets]]),
  };
}
