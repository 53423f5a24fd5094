// Whether evidence that a provider keeps is kept by oneself too, anywhere in the workspace. Knows no store's policy.

import { textValue, wholeText } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { folderOf } from "../../text/path.ts";
import type { Candidate } from "./evidence.ts";
import { evidence, presenceOf, serves } from "./evidence.ts";
import { isExample } from "./example.ts";
import type { BucketRow, LogRow, Row, View } from "./row.ts";

export function logRows(model: Model, facts: readonly Resource[]): readonly (LogRow | BucketRow)[] {
  const flows = facts.flatMap((fact) => (fact.kind === "log.flow" ? [logRow(fact)] : []));
  return [...flows, ...bucketRows(model)];
}

function logRow({ attributes, name, at }: Resource): LogRow {
  const text = (attribute: string) => wholeText(attributes.get(attribute));
  const kind = attributes.get("party-kind");
  const store = attributes.get("store");
  const of = attributes.get("of");
  const what =
    of?.state === "unknown" && of.reason.kind === "computed"
      ? `${folderOf(of.at.file)}/${of.reason.declaration}`
      : wholeText(of);
  return {
    is: "log-flow",
    source: text("source") ?? name,
    sourceKind: text("source-kind") ?? "",
    ...(what === undefined ? {} : { of: what }),
    store: wholeText(store) ?? "a store that is not known",
    ...(kind?.state === "unknown"
      ? { unknown: kind.reason }
      : { partyKind: wholeText(kind) ?? "", party: text("party") ?? "" }),
    at: store?.at ?? at,
  };
}

function bucketRows(model: Model): readonly BucketRow[] {
  return ofKind(model, "aws.s3.bucket").flatMap((bucket): readonly BucketRow[] => {
    const name = wholeText(bucket.attributes.get("name"));
    const read = bucket.declarations.some((id) => declarationOf(model, id)?.existing);
    if (name === undefined || bucket.exists === "no" || read) return [];
    return [{ is: "bucket", name, at: bucket.at }];
  });
}

/** Each flow into a provider's hands is due a copy of one's own. */
export function logsCopied(rows: readonly Row[], view: View): readonly Resource[] {
  const flows = rows.filter((row): row is LogRow => row.is === "log-flow");
  const given = flows.filter((row) => row.partyKind === "provider" && !isExample(row.at.file));
  if (given.length === 0) return [];
  const buckets = new Set(rows.flatMap((row) => (row.is === "bucket" ? [row.name] : [])));
  return given.flatMap((row) => {
    const { at, customer, party, source, store } = row;
    const copies = flows.filter((each) => isCopy(each, row));
    const due = evidence({
      what: "own-log-copy",
      of: source,
      customer,
      places: [{ at, words: `${party} keeps the records of ${source} in ${store}` }],
      values: {
        party: textValue(party ?? "", at),
        "party-kind": textValue("provider", at),
        present: presenceOf(
          copies.flatMap((each) => candidate(each, buckets)),
          customer,
          rows,
          view,
          at,
        ),
      },
    });
    return due ? [due] : [];
  });
}

/** Any trail has the events of an account; other records are of one thing each. */
function isCopy(other: LogRow, row: LogRow): boolean {
  if (other === row || other.sourceKind !== row.sourceKind) return false;
  if (!serves(other, row.customer)) return false;
  switch (row.sourceKind) {
    case "trail":
      return true;
    case "flow-log":
      return row.of === undefined || other.of === undefined || row.of === other.of;
    default:
      return row.source === other.source;
  }
}

function candidate(row: LogRow, buckets: ReadonlySet<string>): readonly Candidate[] {
  const { at, partyKind, store, unknown } = row;
  if (partyKind === "own" || buckets.has(store.replace(/^arn:[^:]*:s3:::/, "")))
    return [{ truth: "yes", at }];
  return unknown ? [{ truth: "unknown", unknown, at }] : [];
}
