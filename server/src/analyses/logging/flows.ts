// Where trails, flow logs and delivery streams bring their records. Knows no other unit and no policy.

import type { Value } from "../../expressions/value.ts";
import { absent, effective, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import { derivedKind } from "../../model/kind.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import type { Owner } from "./owner.ts";
import { ownerOf } from "./owner.ts";

export const flowKind = derivedKind("log.flow", "One source of audit evidence and where it ends.", {
  source: "text",
  /** trail, flow-log, delivery-stream. */
  "source-kind": "text",
  /** What is logged, where that is one thing of several. */
  of: "any",
  store: "text",
  /** bucket, log-group, delivery-stream. */
  "store-kind": "text",
  /** Whose account the store is in. */
  party: "text",
  "party-kind": "text",
  customer: "text",
});

interface Outlet {
  readonly kind: string;
  readonly noun: string;
  readonly source: string;
  readonly attribute: string;
  readonly store?: string;
  /** The service takes none of another account. */
  readonly own?: true;
}

const outlets: readonly Outlet[] = [
  { kind: "aws.cloudtrail.trail", noun: "trail", source: "trail", attribute: "bucket" },
  // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html
  {
    kind: "aws.cloudtrail.trail",
    noun: "trail",
    source: "trail",
    attribute: "log-group",
    store: "log-group",
    own: true,
  },
  { kind: "aws.ec2.flow-log", noun: "flow log", source: "flow-log", attribute: "destination" },
  {
    kind: "aws.ec2.flow-log",
    noun: "flow log",
    source: "flow-log",
    attribute: "group",
    store: "log-group",
  },
  ...["bucket", "backup-bucket"].map((attribute) => ({
    kind: "aws.firehose.stream",
    noun: "delivery stream",
    source: "delivery-stream",
    attribute,
  })),
];

export function logFlows(model: Model, context: AnalysisContext): readonly Resource[] {
  return outlets.flatMap((outlet) =>
    ofKind(model, outlet.kind).flatMap((resource): readonly Resource[] => {
      const { exists, declarations, attributes } = resource;
      if (exists === "no" || declarations.some((id) => declarationOf(model, id)?.existing))
        return [];
      if (wholeText(attributes.get("logging")) === "false") return [];
      const store = attributes.get(outlet.attribute);
      if (!store || effective(store).state === "absent") return [];
      const owner = outlet.own ? { kind: "own" } : ownerOf(store, model, context);
      return [flow(resource, outlet, store, owner, context)];
    }),
  );
}

function flow(
  resource: Resource,
  outlet: Outlet,
  store: Value,
  owner: Owner,
  context: AnalysisContext,
): Resource {
  const { at } = resource;
  const text = (words: string | undefined) =>
    words === undefined ? absent(store.at) : textValue(words, store.at, store.via);
  const open = "unknown" in owner ? unknown(owner.unknown, store.at, store.via) : undefined;
  const name = wholeText(resource.attributes.get("name")) ?? resource.name;
  return {
    kind: flowKind.kind,
    id: `${resource.id}/${outlet.attribute}`,
    name: resource.name,
    declarations: resource.declarations,
    at,
    attributes: new Map<string, Value>([
      ["source", textValue(`${outlet.noun} ${name}`, at)],
      ["source-kind", textValue(outlet.source, at)],
      ["of", resource.attributes.get("of") ?? absent(at)],
      ["store", store],
      ["store-kind", textValue(outlet.store ?? storeKind(store), store.at)],
      ["party", open ?? text("unknown" in owner ? undefined : owner.name)],
      ["party-kind", open ?? text("unknown" in owner ? undefined : owner.kind)],
      ["customer", context.customer === undefined ? absent(at) : textValue(context.customer, at)],
    ]),
    exists: resource.exists,
  };
}

/** A flow log names its store by an ARN, whatever that is. */
function storeKind(store: Value): string {
  const service = /^arn:[^:]*:([a-z]+):/.exec(wholeText(store) ?? "")?.[1];
  return service === "logs" ? "log-group" : service === "firehose" ? "delivery-stream" : "bucket";
}
