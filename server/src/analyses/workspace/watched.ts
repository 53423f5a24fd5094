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
        party: first.unknown ? unknown(first.unknown, at) : textValue(first.party ?? "", at),
        "party-kind": first.unknown
          ? unknown(first.unknown, at)
          : textValue(first.partyKind ?? "", at),
        baseline: presence("account-baseline", customer, rows, view, at),
        present: presence("external-access-analyzer", customer, rows, view, at),
      },
    });
    return due ? [due] : [];
  });
}

/** A declared provider is what the register is about; whoever is not known comes last. */
const order = ["provider", "undeclared", "known-vendor"];

export function gravestFirst(trusts: readonly TrustRow[]): readonly TrustRow[] {
  const rank = ({ partyKind }: TrustRow) =>
    partyKind === undefined ? order.length : order.indexOf(partyKind);
  return trusts.toSorted((a, b) => rank(a) - rank(b));
}

export function wordsOf({ party, subject }: TrustRow): string {
  return party === undefined
    ? `${subject} can be assumed by somebody who is not known`
    : `${party} can assume ${subject}`;
}
