// What the serverless transform has made so far, and what its parts share; knows no type of resource.

import { sha256 } from "../../../expressions/hash.ts";
import type { DataNode, EntryNode, ObjectNode } from "../../../syntax/node.ts";
import type { Problem } from "../../../text/problem.ts";
import type { Range } from "../../../text/range.ts";
import { literalText } from "../template.ts";
import type { Draft, Origin } from "./draft.ts";
import { made, member, object, originOf } from "./draft.ts";
import { asMap, at, callOf, members, refOf, textAt, withMember } from "./look.ts";
import { tagList } from "./tags.ts";

export interface Expansion {
  readonly file: string;
  /** The resources as they are written, connectors inside of others included. */
  readonly written: Map<string, EntryNode>;
  /** What becomes of them. */
  readonly output: Map<string, EntryNode>;
  readonly conditions: Map<string, EntryNode>;
  readonly problems: Problem[];
  /** What other names stand for: `Ref` of `Function.Alias` means that of `FunctionAliaslive`. */
  readonly names: Map<string, string>;
  /** Tags that replace those of everything that the resource in hand makes (`PropagateTags`). */
  readonly propagated: { tags: DataNode | undefined };
  /** The conditions of the APIs that share one usage plan. */
  readonly sharing: (string | undefined)[];
  /** Functions whose versions CodeDeploy shifts traffic to. */
  readonly deployments: {
    readonly resource: Resource;
    /** It brings a role for that. */
    readonly hasRole: boolean;
    /** What is made for it exists under the function's condition. */
    readonly passes: boolean;
  }[];
  /** The names of parameters, those without a value included. */
  readonly parameters: ReadonlySet<string>;
  /** The text of a parameter that has a value. */
  readonly parameter: (name: string) => string | undefined;
  /** More resources than a template may make are left out and said. */
  readonly limit: number;
  /** Counts down over the events of all resources. */
  readonly events: { left: number };
}

/** A resource that the transform expands. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly entry: EntryNode;
  /** With the Globals of its type. */
  readonly properties: ObjectNode;
  readonly origin: Origin;
  /** What every resource that is made of it takes over. */
  readonly attributes: readonly EntryNode[];
}

export interface Made {
  readonly id: string;
  readonly type: string;
  readonly properties: Draft;
  readonly origin: Origin;
  readonly attributes: readonly EntryNode[];
  /** The place of the declaration; generated resources stand at their origin. */
  readonly entry?: EntryNode;
}

export function resourceOf(entry: EntryNode, type: string, properties: ObjectNode): Resource {
  return {
    id: entry.key,
    type,
    entry,
    properties,
    origin: originOf(entry),
    attributes: members(entry.value).filter(({ key }) => passed.has(key)),
  };
}

const passed = new Set(["Condition", "DeletionPolicy", "UpdateReplacePolicy"]);

export function add(x: Expansion, resource: Made): void {
  if (x.output.size >= x.limit && !x.output.has(resource.id)) {
    refuse(x, resource.origin, "It makes more resources than are followed.");
    return;
  }
  const { id, type, properties, origin, attributes, entry } = resource;
  if (!entry && x.written.has(id))
    refuse(
      x,
      origin,
      `The serverless transform refuses this: it makes a resource ${id}, and there is one already.`,
    );
  const value = object(
    [
      member("Type", type, origin),
      member("Properties", tagged(x, type, made(properties, origin), origin), origin),
      ...attributes.filter(({ key }) => key !== "Type" && key !== "Properties"),
    ],
    origin,
  );
  const { start } = origin;
  x.output.set(id, {
    key: id,
    keyRange: entry?.keyRange ?? { start, end: origin.end - 1 },
    range: entry?.range ?? origin,
    value,
  });
}

export function addCondition(x: Expansion, name: string, condition: Draft, origin: Origin): void {
  x.conditions.set(name, member(name, condition, origin));
}

export function conditionOf({ attributes }: Pick<Resource, "attributes">): string | undefined {
  return literalText(attributes.find(({ key }) => key === "Condition")?.value);
}

export function withCondition(
  attributes: readonly EntryNode[],
  condition: string,
  origin: Origin,
): readonly EntryNode[] {
  return [
    ...attributes.filter(({ key }) => key !== "Condition"),
    member("Condition", condition, origin),
  ];
}

function tagged(x: Expansion, type: string, properties: DataNode, origin: Origin): DataNode {
  const { tags } = x.propagated;
  if (!tags || !taggable.has(type) || properties.kind !== "object") return properties;
  return withMember(properties, member("Tags", tagList(tags, false), origin));
}

const taggable = new Set([
  "AWS::ApiGateway::ApiKey",
  "AWS::ApiGateway::DomainName",
  "AWS::ApiGateway::UsagePlan",
  "AWS::ApiGateway::RestApi",
  "AWS::ApiGateway::Stage",
  "AWS::CloudFormation::Stack",
  "AWS::DynamoDB::Table",
  "AWS::IAM::Role",
  "AWS::IoT::TopicRule",
  "AWS::Lambda::Function",
  "AWS::SNS::Topic",
  "AWS::SQS::Queue",
  "AWS::StepFunctions::StateMachine",
]);

const mostRefusals = 250;

/** What the service refuses; the rest is expanded all the same, so that findings stay. */
export function refuse(x: Expansion, range: Range, message: string): void {
  if (x.problems.length >= mostRefusals) return;
  if (x.problems.some((each) => each.range.start === range.start && each.message === message))
    return;
  x.problems.push({ id: "analysis/not-analysed", file: x.file, range, message });
}

/** A parameter with a value is its text; everything else stays as it is. */
export function resolved(x: Expansion, node: DataNode | undefined): DataNode | undefined {
  const name = refOf(node);
  const value = name === undefined ? undefined : x.parameter(name);
  return value === undefined || !node ? node : made(value, node.range);
}

/** The text that a property is, or that its parameter has. */
export function settledText(x: Expansion, node: DataNode | undefined): string | undefined {
  const found = resolved(x, node);
  return found && !callOf(found) ? literalText(found) : undefined;
}

/** A parameter whose value is given at deployment alone: then nothing is refused. */
export function isOpen(x: Expansion, node: DataNode | undefined): boolean {
  const name = refOf(node);
  return name !== undefined && x.parameters.has(name) && x.parameter(name) === undefined;
}

/** Stands for the hash that the transform puts behind a name; its own hash is of its own form of the data. */
export function hashOf(text: string): string {
  return sha256(text).slice(0, 10);
}

/** The type of a resource as the template has it by now. */
export function typeIn(resources: ReadonlyMap<string, EntryNode>, id: string): string | undefined {
  return textAt(resources.get(id)?.value, "Type");
}

export function propertiesIn(
  resources: ReadonlyMap<string, EntryNode>,
  id: string,
): ObjectNode | undefined {
  return asMap(at(resources.get(id)?.value, "Properties"));
}
