// Expands connectors: what one resource may do with another, as a policy, a permission or a resource's policy.

import type { Literal } from "../../../model/kind.ts";
import { connectedTypes, connectorOf } from "../../../model/serverless-tables.ts";
import type { DataNode, EntryNode } from "../../../syntax/node.ts";
import type { Draft } from "./draft.ts";
import { made, member, object, originOf, ref } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, propertiesIn, refuse, settledText, typeIn } from "./expansion.ts";
import { asList, asMap, at, idOf, members, same, textAt } from "./look.ts";

/** Connectors that stand in the resource that they start from, by the names that they get. */
export function embeddedConnectors(x: Expansion): readonly [string, EntryNode][] {
  const result: [string, EntryNode][] = [];
  for (const [source, resource] of x.written) {
    for (const entry of members(at(resource.value, "Connectors"))) {
      const origin = originOf(entry);
      const properties = members(at(entry.value, "Properties"));
      const reference = members(at(entry.value, "Properties", "SourceReference"));
      const all = [
        ...properties.filter(({ key }) => key !== "SourceReference"),
        member("Source", object([member("Id", source, origin), ...reference], origin), origin),
      ];
      const value = object(
        [
          ...members(entry.value).filter(({ key }) => key !== "Properties"),
          member("Type", "AWS::Serverless::Connector", origin),
          member("Properties", object(all, origin), origin),
        ],
        origin,
      );
      result.push([`${source}${entry.key}`, { ...entry, value }]);
    }
  }
  return result;
}

export function expandConnector(x: Expansion, resource: Resource): void {
  const { id, properties, entry } = resource;
  x.output.delete(id);
  const say = (message: string) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`);
  const source = at(properties, "Source");
  const written = at(properties, "Destination");
  const list = asList(written);
  const destinations = list?.items ?? (written ? [written] : []);
  const access = new Set(
    (asList(at(properties, "Permissions"))?.items ?? []).map((item) => settledText(x, item) ?? ""),
  );
  if (!source || destinations.length === 0) say("a connector needs a Source and a Destination.");
  if (access.size === 0) say("a connector needs Permissions.");
  for (const [index, destination] of destinations.entries()) {
    if (!source) return;
    const from = endOf(x, source, destination, say);
    const to = endOf(x, destination, source, say);
    if (from && to) connect(x, resource, from, to, access, list ? `Destination${index}` : "", say);
  }
}

/** One end of a connector: what a profile may refer to. */
interface End {
  readonly type: string;
  readonly role?: Draft;
  readonly queueUrl?: Draft;
  readonly names: ReadonlyMap<string, Draft>;
}

function endOf(
  x: Expansion,
  reference: DataNode,
  other: DataNode,
  say: (message: string) => void,
): End | undefined {
  const id = textAt(reference, "Id");
  if (id === undefined) return givenEnd(reference, say);
  const type = typeIn(x.output, id);
  if (type === undefined) {
    say(`no resource is called ${id}.`);
    return undefined;
  }
  const known = connectedTypes().get(type);
  const property = (name: string): Draft | undefined => {
    const literal = known?.properties.get(name);
    return literal === undefined ? undefined : filled(literal, new Map([["logicalId", id]]));
  };
  const names = new Map<string, Draft>();
  for (const [name, key] of [
    ["Arn", "Arn"],
    ["ResourceId", "Id"],
    ["Name", "Name"],
  ] as const) {
    const value = property(key);
    if (value !== undefined) names.set(name, value);
  }
  const qualifier = at(reference, "Qualifier") ?? property("Qualifier");
  if (qualifier !== undefined) names.set("Qualifier", qualifier);
  const role = roleIn(x, id, known?.role, other);
  const queueUrl = property("Url");
  return {
    type,
    names,
    ...(role === undefined ? {} : { role: ref(role) }),
    ...(queueUrl === undefined ? {} : { queueUrl }),
  };
}

/** A resource of elsewhere, with everything that is needed of it. */
function givenEnd(reference: DataNode, say: (message: string) => void): End | undefined {
  const type = textAt(reference, "Type");
  if (type === undefined) {
    say("each end of a connector has an Id or a Type.");
    return undefined;
  }
  const role = at(reference, "RoleName");
  const queueUrl = at(reference, "QueueUrl");
  const names = ["Arn", "ResourceId", "Name", "Qualifier"].flatMap((name): [string, Draft][] => {
    const value = at(reference, name);
    return value ? [[name, value]] : [];
  });
  return {
    type: plainTypes.get(type) ?? type,
    names: new Map(names),
    ...(role ? { role } : {}),
    ...(queueUrl ? { queueUrl } : {}),
  };
}

const plainTypes: ReadonlyMap<string, string> = new Map([
  ["AWS::Serverless::Function", "AWS::Lambda::Function"],
  ["AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine"],
  ["AWS::Serverless::Api", "AWS::ApiGateway::RestApi"],
  ["AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Api"],
  ["AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table"],
]);

/** The role of a resource is named by one of its properties, that of a rule by the target it calls. */
function roleIn(
  x: Expansion,
  id: string,
  property: Literal | undefined,
  other: DataNode,
): string | undefined {
  const properties = propertiesIn(x.output, id);
  if (typeof property === "string") return idOf(at(properties, property));
  if (property === undefined) return undefined;
  const target = (asList(at(properties, "Targets"))?.items ?? []).find((each) => {
    const arn = at(each, "Arn");
    const called = idOf(arn);
    const given = at(other, "Arn");
    return (
      (called !== undefined && called === textAt(other, "Id")) || (arn && given && same(arn, given))
    );
  });
  return idOf(at(target, "RoleArn"));
}

function connect(
  x: Expansion,
  resource: Resource,
  from: End,
  to: End,
  access: ReadonlySet<string>,
  suffix: string,
  say: (message: string) => void,
): void {
  const { id, origin, attributes } = resource;
  const profile = connectorOf(from.type, to.type);
  if (!profile) {
    say(`no connector leads from ${from.type} to ${to.type}.`);
    return;
  }
  const wrong = [...access].filter((name) => !profile.access.has(name));
  const isCombined =
    !profile.combinations ||
    profile.combinations.some(
      (each) => each.length === access.size && each.every((name) => access.has(name)),
    );
  if (wrong.length > 0 || !isCombined) {
    say(`a connector from ${from.type} to ${to.type} does not give ${[...access].join(" and ")}.`);
    return;
  }
  const names = new Map<string, Draft>();
  for (const [name, value] of from.names) names.set(`Source.${name}`, value);
  for (const [name, value] of to.names) names.set(`Destination.${name}`, value);
  const granted = [...profile.access].filter(([name]) => access.has(name));
  const missing = new Set(granted.flatMap(([, data]) => variables(data)));
  for (const name of names.keys()) missing.delete(name);
  if (missing.size > 0) {
    say(`${[...missing].join(", ")} cannot be told; it has to be given.`);
    return;
  }
  const owner = profile.to === "source" ? from : to;
  const statements = granted.flatMap(([, data]) => {
    const all = made(filled(data, names), origin);
    return asList(at(all, "Statement"))?.items ?? [];
  });
  const document = { Version: "2012-10-17", Statement: statements };
  const place = { origin, attributes };
  switch (profile.gives) {
    case "AWS_IAM_ROLE_MANAGED_POLICY":
      if (owner.role === undefined) say(`the role of its ${profile.to} cannot be told.`);
      else
        add(x, {
          ...place,
          id: `${id}Policy${suffix}`,
          type: "AWS::IAM::ManagedPolicy",
          properties: { PolicyDocument: document, Roles: [owner.role] },
        });
      return;
    case "AWS_SQS_QUEUE_POLICY":
      if (owner.queueUrl === undefined) say(`the address of its ${profile.to} cannot be told.`);
      else
        add(x, {
          ...place,
          id: `${id}QueuePolicy${suffix}`,
          type: "AWS::SQS::QueuePolicy",
          properties: { PolicyDocument: document, Queues: [owner.queueUrl] },
        });
      return;
    case "AWS_SNS_TOPIC_POLICY":
      add(x, {
        ...place,
        id: `${id}TopicPolicy${suffix}`,
        type: "AWS::SNS::TopicPolicy",
        properties: { PolicyDocument: document, Topics: [owner.names.get("Arn") ?? ""] },
      });
      return;
    case "AWS_LAMBDA_PERMISSION":
      for (const [name, data] of granted)
        add(x, {
          ...place,
          id: `${id}${name}LambdaPermission${suffix}`,
          type: "AWS::Lambda::Permission",
          properties: {
            FunctionName: owner.names.get("Arn"),
            ...Object.fromEntries(
              members(asMap(made(filled(data, names), origin))).map(({ key, value }) => [
                key,
                value,
              ]),
            ),
          },
        });
      return;
    default:
  }
}

/** The names in `%{…}` of a profile. */
function variables(data: Literal): readonly string[] {
  if (typeof data === "string")
    return [...data.matchAll(variablePattern)].map(([, name]) => name ?? "");
  if (data === null || typeof data !== "object") return [];
  return Object.values(data).flatMap(variables);
}

const variablePattern = /%\{([\w.]+)\}/g;

/** A whole text of one name is its value; a name inside a text becomes a part of a `Fn::Sub`. */
function filled(data: Literal, names: ReadonlyMap<string, Draft>): Draft {
  if (typeof data === "string") return filledText(data, names);
  if (data === null) return "";
  if (typeof data !== "object") return data;
  if (Array.isArray(data)) return (data as readonly Literal[]).map((item) => filled(item, names));
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, filled(value, names)]),
  );
}

function filledText(text: string, names: ReadonlyMap<string, Draft>): Draft {
  const used: Record<string, Draft> = {};
  for (const [name, value] of names) {
    if (text === `%{${name}}`) return value;
    if (text.includes(`%{${name}}`)) used[name.replaceAll(".", "")] = value;
  }
  const replaced = text.replaceAll(
    variablePattern,
    (_, name: string) => `\${${name.replaceAll(".", "")}}`,
  );
  if (Object.keys(used).length > 0) return { "Fn::Sub": [replaced, used] };
  return replaced.includes("${") ? { "Fn::Sub": replaced } : replaced;
}
