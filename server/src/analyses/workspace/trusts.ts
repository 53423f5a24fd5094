// Rows for roles that somebody outside can assume, from the facts of access. Knows no policy.

import { wholeText } from "../../expressions/value.ts";
import type { Resource } from "../../model/resource.ts";
import { places } from "../../model/resource.ts";
import { isExample } from "./example.ts";
import type { TrustRow } from "./row.ts";

export function trustRows(facts: readonly Resource[]): readonly TrustRow[] {
  const rows: TrustRow[] = [];
  for (const fact of facts) {
    if (fact.kind !== "access.grant" || fact.exists === "no") continue;
    if (wholeText(fact.attributes.get("through")) !== "role-trust") continue;
    const { at } = places(fact, "party");
    if (isExample(at.file)) continue;
    const subject = wholeText(fact.attributes.get("subject")) ?? fact.name;
    const kind = fact.attributes.get("party-kind");
    if (kind?.state === "unknown") {
      rows.push({ is: "trust", subject, unknown: kind.reason, at });
      continue;
    }
    const partyKind = wholeText(kind);
    if (partyKind === undefined || !outside.has(partyKind)) continue;
    const party = wholeText(fact.attributes.get("party")) ?? "somebody";
    rows.push({ is: "trust", subject, party, partyKind, at });
  }
  return rows;
}

const outside: ReadonlySet<string> = new Set(["provider", "known-vendor", "undeclared"]);
