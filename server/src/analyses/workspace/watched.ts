// Whether anybody is told when roles are opened to outsiders: an analyzer of external access. Knows no unit.

import { textValue, unknown } from "../../expressions/value.ts";
import type { Resource } from "../../model/resource.ts";
import { customersOf, evidence, isOf, presence } from "./evidence.ts";
import type { Row, TrustRow, View } from "./row.ts";

export function accessWatched(rows: readonly Row[], view: View): readonly Resource[] {
  const trusts = rows.filter((row): row is TrustRow => row.is === "trust");
  return customersOf(trusts).flatMap((customer) => {
    const those = trusts.filter((row) => isOf(row, customer));
    const [first] = gravestFirst(those);
    if (!first) return [];
    const { at } = first;
    const due = evidence({
      what: "external-access-analyzer",
      customer,
      places: gravestFirst(those).map((row) => ({ at: row.at, words: wordsOf(row) })),
      values: {
        ...partyValues(first),
        baseline: presence(baseline, customer, rows, view, at),
        present: presence(["external-access-analyzer"], customer, rows, view, at),
      },
    });
    return due ? [due] : [];
  });
}

const baseline = ["account-baseline", "organization", "part-of-organization"] as const;

/** A declared provider is what the register is about; whoever is not known comes last. */
const order = ["provider", "undeclared", "known-vendor"];

export function gravestFirst(trusts: readonly TrustRow[]): readonly TrustRow[] {
  const rank = ({ partyKind }: TrustRow) =>
    partyKind === undefined ? order.length : order.indexOf(partyKind);
  return trusts.toSorted((a, b) => rank(a) - rank(b));
}

export function partyValues({ party, partyKind, unknown: why, at }: TrustRow) {
  if (why || party === undefined || partyKind === undefined) {
    const open = unknown(why ?? { kind: "missing" }, at);
    return { party: open, "party-kind": open };
  }
  return { party: textValue(party, at), "party-kind": textValue(partyKind, at) };
}

export function wordsOf({ party, subject }: TrustRow): string {
  return party === undefined
    ? `${subject} can be assumed by somebody who is not known`
    : `${party} can assume ${subject}`;
}
