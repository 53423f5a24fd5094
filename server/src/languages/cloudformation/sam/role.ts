// Makes the role of a function or a state machine: its trust, its managed policies and its own ones.

import { managedPolicyPath } from "../../../model/serverless-tables.ts";
import type { DataNode } from "../../../syntax/node.ts";
import type { Draft, Origin } from "./draft.ts";
import { made, originOf, prefixed } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, refuse } from "./expansion.ts";
import { asList, at, branchesOf, callOf, isEmpty, isNoValue, members, textOf } from "./look.ts";
import { isPolicyTemplate, statementOf } from "./policy-template.ts";
import { tagList } from "./tags.ts";

/** Grows while the events of its function are read. */
export interface RoleDraft {
  readonly id: string;
  readonly managed: DataNode[];
  /** What is in it already, as texts. */
  readonly seen: Set<string>;
  readonly policies: DataNode[];
}

export function trustOf(service: string): Draft {
  return {
    Version: "2012-10-17",
    Statement: [{ Action: ["sts:AssumeRole"], Effect: "Allow", Principal: { Service: [service] } }],
  };
}

export function awsManaged(path: string): string {
  return `arn:aws:iam::aws:policy/${path}`;
}

export function addManaged(role: RoleDraft, policy: DataNode): void {
  const text = textOf(policy);
  if (role.seen.has(text)) return;
  role.seen.add(text);
  role.managed.push(policy);
}

/** The same document is added once. */
export function addPolicy(role: RoleDraft, policy: DataNode): void {
  const document = at(policy, "PolicyDocument");
  const text = document ? textOf(document) : undefined;
  const isThere =
    text !== undefined &&
    role.policies.some((each) => {
      const other = at(each, "PolicyDocument");
      return other && textOf(other) === text;
    });
  if (!isThere) role.policies.push(policy);
}

/** Reads `Policies`: names, ARNs, documents and policy templates, one or a list of them. */
export function addWritten(
  x: Expansion,
  resource: Resource,
  written: DataNode | undefined,
  role: RoleDraft,
): void {
  if (!written || isEmpty(written)) return;
  const items = asList(written)?.items ?? [written];
  for (const [index, item] of items.entries()) {
    const name = `${role.id}Policy${index}`;
    const sort = sortOf(item);
    switch (sort) {
      case "template":
      case "document":
        role.policies.push(inline(x, resource, item, name));
        break;
      case "managed":
        addManaged(role, managedOf(item));
        break;
      case "unknown":
        refuse(
          x,
          item.range,
          `The serverless transform refuses this: item ${index} of Policies is no policy that it knows.`,
        );
        break;
      case "mixed":
        refuse(
          x,
          item.range,
          "The serverless transform refuses this: both branches of a condition in Policies must be policies of one sort.",
        );
    }
  }
}

export function addRole(
  x: Expansion,
  resource: Resource,
  role: RoleDraft,
  trust: Draft,
  attributes = resource.attributes,
): void {
  const { properties, origin } = resource;
  add(x, {
    id: role.id,
    type: "AWS::IAM::Role",
    origin,
    attributes,
    properties: {
      AssumeRolePolicyDocument: trust,
      ManagedPolicyArns: role.managed,
      ...(role.policies.length > 0 ? { Policies: role.policies } : {}),
      Path: at(properties, "RolePath"),
      PermissionsBoundary: at(properties, "PermissionsBoundary"),
      Tags: tagList(at(properties, "Tags")),
    },
  });
}

type Sort = "managed" | "document" | "template" | "unknown" | "mixed";

function sortOf(policy: DataNode): Sort {
  const branches = branchesOf(policy);
  if (branches) {
    const then = sortOf(branches.then);
    const otherwise = sortOf(branches.otherwise);
    if (then === otherwise || isNoValue(branches.otherwise)) return then;
    return isNoValue(branches.then) ? otherwise : "mixed";
  }
  if (callOf(policy) || policy.kind === "string") return "managed";
  if (at(policy, "Statement")) return "document";
  return isPolicyTemplate(policy) ? "template" : "unknown";
}

/** A policy of the role's own; of a condition each branch is one. */
function inline(x: Expansion, resource: Resource, item: DataNode, name: string): DataNode {
  const branches = branchesOf(item);
  if (!branches) {
    const origin = originIn(item, resource.origin);
    const document = isPolicyTemplate(item) ? statementOf(x, item, origin) : item;
    return made({ PolicyName: name, PolicyDocument: document }, origin);
  }
  const branch = (node: DataNode): DataNode =>
    isNoValue(node) ? node : inline(x, resource, node, name);
  return made(
    { "Fn::If": [branches.condition, branch(branches.then), branch(branches.otherwise)] },
    resource.origin,
  );
}

/** Points at the first name inside, which is what a reader looks for. */
function originIn(item: DataNode, otherwise: Origin): Origin {
  const [first] = members(item);
  return first ? originOf(first) : otherwise;
}

/** A name becomes an ARN. An ARN may stand there too, so that what is written can be replaced by one. */
function managedOf(item: DataNode): DataNode {
  const branches = branchesOf(item);
  if (branches) {
    const branch = (node: DataNode): DataNode =>
      node.kind === "string" && !callOf(node) ? managedOf(node) : node;
    return made(
      { "Fn::If": [branches.condition, branch(branches.then), branch(branches.otherwise)] },
      item.range,
    );
  }
  if (callOf(item) || item.kind !== "string") return item;
  const path = managedPolicyPath(item.value);
  return path === undefined
    ? item
    : prefixed(awsManaged(path.slice(0, path.length - item.value.length)), item);
}
