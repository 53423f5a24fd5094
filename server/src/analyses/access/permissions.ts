// Grants through permissions that are written as attributes: functions, layers, event buses, function URLs, ACLs of buckets.

import type { Value } from "../../expressions/value.ts";
import { effective, known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Statement } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { publicGrantees } from "./acl-grantees.ts";
import { ignoresAcls } from "./buckets.ts";
import { isDeployed } from "./deployed.ts";
import type { Directory } from "./directory.ts";
import { grant } from "./grant.ts";
import { binds } from "./guards.ts";
import { anyone } from "./parties.ts";
import type { PolicyKind } from "./policy-places.ts";
import type { Shared } from "./resource-policies.ts";
import { statementGrants } from "./resource-policies.ts";
import { deputyKeys } from "./service-trust.ts";
import type { SharedThing } from "./shared-thing.ts";
import { sharedThing } from "./shared-thing.ts";
import { writtenStatement } from "./written-statement.ts";

const permissionKinds: readonly PolicyKind[] = [
  {
    kind: "aws.lambda.permission",
    noun: "function",
    resource: "function",
    services: ["lambda"],
    of: "of",
  },
  {
    kind: "aws.lambda.layer-permission",
    noun: "layer",
    resource: "layer",
    services: ["lambda"],
    of: "of",
  },
  {
    kind: "aws.events.bus-permission",
    noun: "event bus",
    resource: "bus",
    services: ["events"],
    of: "of",
  },
  {
    kind: "aws.events.bus-policy",
    noun: "event bus",
    resource: "bus",
    services: ["events"],
    of: "of",
  },
];

export function permissionGrants(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  const addresses = ofKind(model, "aws.lambda.url").filter((url) => isDeployed(url, model));
  const addressed = new Set(addresses.map((url) => sharedThing(url, "function", model).id));
  const written = permissionKinds.flatMap((of) =>
    ofKind(model, of.kind).flatMap((permission): readonly Resource[] => {
      const statement = isDeployed(permission, model) ? writtenStatement(permission) : undefined;
      if (!statement) return [];
      const thing = sharedThing(permission, of.of, model);
      const isOfUrl = isForUrl(permission);
      // The address itself says whether it asks for a sign-in.
      if (isOfUrl && addressed.has(thing.id)) return [];
      const shared = sharedOf(permission, isOfUrl ? { ...of, resource: "url" } : of, thing);
      return [
        ...statementGrants(shared, [statement], directory, context),
        ...serviceGrants(shared, statement, context),
      ];
    }),
  );
  return [...written, ...urlGrants(model, context), ...aclGrants(model, context)];
}

/** A permission that holds for calls through the address of a function that asks for no sign-in. */
function isForUrl({ attributes }: Resource): boolean {
  return (
    wholeText(attributes.get("url-auth-type"))?.toUpperCase() === "NONE" ||
    wholeText(attributes.get("via-url")) === "true"
  );
}

function sharedOf(resource: Resource, of: PolicyKind, thing: SharedThing): Shared {
  return {
    resource,
    of,
    subject: `${of.noun} ${thing.name}`,
    cause: thing.id,
    attributes: true,
    inside: false,
    blocked: "no",
    website: "no",
  };
}

/** A service that calls a function acts for somebody, who is to be named. */
function serviceGrants(
  { resource, of, subject, cause }: Shared,
  statement: Statement,
  context: AnalysisContext,
): readonly Resource[] {
  const [principal] = statement.principals?.items ?? [];
  const service = wholeText(principal?.value);
  if (!principal || principal.type !== "Service" || service === undefined) return [];
  const { value } = principal;
  const names = statement.conditions.filter(
    (each) =>
      deputyKeys.test(each.key) ||
      /^(?:aws:principalorgid|lambda:eventsourcetoken)$/i.test(each.key),
  );
  const bound = names.find(binds);
  // A variable may leave the condition out; what the cloud decides is there.
  const open = names.find(
    ({ values: { more } }) => more !== undefined && more.kind !== "own" && more.kind !== "computed",
  );
  return [
    grant({
      id: `${resource.id}/service`,
      name: resource.name,
      declarations: resource.declarations,
      at: resource.at,
      exists: resource.exists,
      party: { kind: "service", name: service },
      principal: value,
      principalPlace: value.at,
      today: context.today,
      someEnded: false,
      customer: context.customer,
      causeOf: `${cause} ${resource.id}`,
      values: {
        "principal-kind": textValue("service", value.at),
        caller: textValue("machine", value.at),
        through: textValue("resource-policy", value.at),
        subject: textValue(subject, resource.at),
        "resource-kind": textValue(of.resource, resource.at),
        outsider: known(false, value.at),
        deputy: open
          ? unknown(open.values.more ?? { kind: "condition" }, open.keyPlace)
          : bound
            ? textValue("checked", bound.keyPlace)
            : textValue("unchecked", value.at),
      },
      targets: { deputy: resource.targets?.get("source-account") ?? [] },
    }),
  ];
}

/** Without a sign-in the address is there for everybody on the Internet. */
function urlGrants(model: Model, context: AnalysisContext): readonly Resource[] {
  return ofKind(model, "aws.lambda.url").flatMap((url): readonly Resource[] => {
    const type = url.attributes.get("auth-type");
    if (!isDeployed(url, model) || !type || effective(type).state === "absent") return [];
    const text = wholeText(type)?.toUpperCase();
    if (text === "AWS_IAM") return [];
    const thing = sharedThing(url, "function", model);
    const open = type.state === "unknown" ? type.reason : undefined;
    return [everyone(url, type, `function ${thing.name}`, "url", `${thing.id} url`, open, context)];
  });
}

const publicAcls = new Set(["public-read", "public-read-write", "authenticated-read"]);

function aclGrants(model: Model, context: AnalysisContext): readonly Resource[] {
  return [...ofKind(model, "aws.s3.bucket"), ...ofKind(model, "aws.s3.bucket-acl")].flatMap(
    (bucket): readonly Resource[] => {
      if (!isDeployed(bucket, model)) return [];
      const [group] = publicGrantees(bucket.attributes.get("grants"));
      const acl = group ?? canned(bucket.attributes.get("acl"));
      if (!acl) return [];
      const thing = sharedThing(bucket, bucket.kind === "aws.s3.bucket" ? undefined : "of", model);
      const unsaid = acl.state === "unknown" ? acl.reason : undefined;
      const ignored = ignoresAcls(bucket, thing.id, model);
      if (ignored === "yes") return [];
      const open = unsaid ?? (ignored === "unknown" ? ({ kind: "condition" } as const) : undefined);
      return [
        everyone(bucket, acl, `bucket ${thing.name}`, "bucket", `${bucket.id} acl`, open, context),
      ];
    },
  );
}

/** A list that is for everybody, or may be. */
function canned(acl: Value | undefined): Value | undefined {
  if (!acl || effective(acl).state === "absent") return undefined;
  // CloudFormation writes PublicRead for public-read.
  const name = wholeText(acl)
    ?.replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase();
  return name !== undefined && !publicAcls.has(name) ? undefined : acl;
}

function everyone(
  resource: Resource,
  value: Parameters<typeof effective>[0],
  subject: string,
  kind: string,
  cause: string,
  open: Parameters<typeof unknown>[0] | undefined,
  context: AnalysisContext,
): Resource {
  return grant({
    id: `${resource.id}/everyone`,
    name: resource.name,
    declarations: resource.declarations,
    at: resource.at,
    exists: resource.exists,
    party: open ? { unknown: open } : anyone,
    principal: value,
    principalPlace: value.at,
    today: context.today,
    someEnded: false,
    customer: context.customer,
    causeOf: cause,
    values: {
      "principal-kind": textValue("anyone", value.at),
      through: textValue("resource-policy", value.at),
      subject: textValue(subject, resource.at),
      "resource-kind": textValue(kind, resource.at),
      right: textValue(lastWord(value), value.at),
      "public-site": known(false, value.at),
    },
    targets: {
      "auth-type": resource.targets?.get("auth-type") ?? [],
      acl: resource.targets?.get("acl") ?? [],
    },
  });
}

/** Groups go by the end of their address. */
function lastWord(value: Value): string {
  const text = wholeText(value) ?? "";
  return text.slice(text.lastIndexOf("/") + 1);
}
