// The derived kind `access.private-service`: a service behind a private endpoint, and who may ask for a connection to it.

import type { Value } from "../../expressions/value.ts";
import { absent, effective, isList, items, textValue } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { AttributeType } from "../../model/kind.ts";
import { derivedKind } from "../../model/kind.ts";
import type { Model, Resource, Target } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { contains } from "../../text/range.ts";
import { isDeployed } from "./deployed.ts";
import type { Directory } from "./directory.ts";
import type { Party } from "./parties.ts";
import { awsPrincipalParty } from "./parties.ts";
import { sharedThing } from "./shared-thing.ts";

const attributes = {
  /** What a message calls it: `endpoint service orders`. */
  subject: "text",
  /** Whether somebody accepts each connection; absent where the service is not in view. */
  "acceptance-required": "boolean",
  /**
   * anyone: everybody with an AWS account may ask; listed: others that are named; own: only one's own
   * accounts and services of AWS; unsaid: nothing here says who.
   */
  askers: "text",
  /** Who may ask, by name, one's own left out. */
  "asker-words": "text",
  /** The wildcard that lets everybody ask. */
  principals: "any",
  customer: "text",
} as const satisfies Readonly<Record<string, AttributeType>>;

export const privateServiceKind = derivedKind(
  "access.private-service",
  "A service that others reach through private endpoints, and who may ask for a connection.",
  attributes,
);

interface Asker {
  readonly written: Value;
  readonly party: Party;
  /** Where it is written; a fix writes only there. */
  readonly owner: Resource;
}

/** Permissions stand in the service or apart from it; those of a service that is not in view are one each. */
export function privateServices(
  model: Model,
  directory: Directory,
  { customer }: AnalysisContext,
): readonly Resource[] {
  const deployed = (kind: string) => ofKind(model, kind).filter((each) => isDeployed(each, model));
  const askersIn = (owner: Resource, name: string): readonly Asker[] =>
    written(owner.attributes.get(name)).map((each) => ({
      written: each,
      party: awsPrincipalParty(each, directory),
      owner,
    }));
  const services = new Map(
    deployed("aws.ec2.endpoint-service").map((service) => [
      service.declarations[0] ?? service.id,
      { service, askers: [...askersIn(service, "allowed-principals")] },
    ]),
  );
  const apart: Resource[] = [];
  for (const permission of deployed("aws.ec2.endpoint-service-permission")) {
    const askers = askersIn(permission, "principals");
    const of = services.get(sharedThing(permission, "of", model).id);
    if (of) of.askers.push(...askers);
    else apart.push(fact(permission, undefined, askers, customer));
  }
  return [
    ...[...services.values()].map(({ service, askers }) =>
      fact(service, service, askers, customer),
    ),
    ...apart,
  ];
}

/** The items of a list, and what may be more of them as one that is not known. */
function written(value: Value | undefined): readonly Value[] {
  if (!value) return [];
  const decided = effective(value);
  if (decided.state === "absent") return [];
  if (decided.state === "unknown") return [decided];
  const { value: content, at, via } = decided;
  const more = content !== null && isList(content) ? content.more : undefined;
  const listed = items(decided);
  return more ? [...listed, { state: "unknown", reason: more, at, via }] : listed;
}

function fact(
  { id, name, declarations, at, exists }: Resource,
  service: Resource | undefined,
  askers: readonly Asker[],
  customer: string | undefined,
): Resource {
  const everybody = askers.find(({ party }) => !("unknown" in party) && party.kind === "anyone");
  const others = new Set(
    askers.flatMap(({ party }) =>
      "unknown" in party || party.kind === "own" || party.kind === "service" ? [] : [party.name],
    ),
  );
  const isOpen = askers.length === 0 || askers.some(({ party }) => "unknown" in party);
  const word = everybody ? "anyone" : isOpen ? "unsaid" : others.size > 0 ? "listed" : "own";
  const targets = new Map<string, readonly Target[]>();
  const review = service?.targets?.get("acceptance-required");
  if (review) targets.set("acceptance-required", review);
  const wildcard = everybody && replacing(everybody);
  if (wildcard) targets.set("principals", [wildcard]);
  return {
    kind: privateServiceKind.kind,
    id,
    name,
    declarations,
    at,
    exists,
    targets,
    cause: `private service ${id}`,
    attributes: new Map<string, Value>([
      [
        "subject",
        textValue(service ? `endpoint service ${name}` : `the endpoint service (${name})`, at),
      ],
      ["acceptance-required", service?.attributes.get("acceptance-required") ?? absent(at)],
      ["askers", textValue(word, at)],
      ["asker-words", textValue(namesOf([...others]), at)],
      ["principals", everybody?.written ?? absent(at)],
      ["customer", customer === undefined ? absent(at) : textValue(customer, at)],
    ]),
  };
}

/** `a and b`; of many the first two. */
function namesOf(names: readonly string[]): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} others`] : names;
  return [shown.slice(0, -1).join(", "), ...shown.slice(-1)]
    .filter((each) => each !== "")
    .join(" and ");
}

/** A wildcard that comes from elsewhere may serve others, too. */
function replacing({ written: value, owner }: Asker): Target | undefined {
  const { at } = value;
  const isHere = at.file === owner.at.file && contains(owner.at.range, at.range);
  return isHere
    ? { changes: [{ at, operation: { is: "replace", value: { is: "given" } } }] }
    : undefined;
}
