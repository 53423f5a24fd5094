// Expands AWS::Serverless::StateMachine: the machine, its role and the roles that start it.

import type { DataNode } from "../../../syntax/node.ts";
import { stateMachineApiEvent } from "./api-events.ts";
import type { Apis } from "./apis.ts";
import { objectOf } from "./code.ts";
import { policyFor } from "./destinations.ts";
import type { Draft } from "./draft.ts";
import { getAtt, made, ref } from "./draft.ts";
import type { Event } from "./events.ts";
import { eventOf } from "./events.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, refuse } from "./expansion.ts";
import type { Target } from "./function.ts";
import { asMap, at, callOf, isEmpty, isTrue, members, textAt } from "./look.ts";
import { checkProperties } from "./properties.ts";
import { addManaged, addWritten, awsManaged, type RoleDraft, trustOf } from "./role.ts";
import { rule, scheduleEvent } from "./schedule.ts";
import { tagList } from "./tags.ts";

export function expandStateMachine(x: Expansion, resource: Resource, apis: Apis): void {
  const { id, properties, origin, entry } = resource;
  const say = (message: string) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`);
  const definition = at(properties, "Definition");
  const uri = at(properties, "DefinitionUri");
  if (!isEmpty(definition) === !isEmpty(uri))
    say("a state machine has either a Definition or a DefinitionUri.");
  if (asMap(uri) && (!at(uri, "Bucket") || !at(uri, "Key")))
    say("DefinitionUri needs Bucket and Key.");
  if (at(properties, "DeploymentPreference") && !at(properties, "AutoPublishAlias"))
    say("DeploymentPreference needs AutoPublishAlias.");
  if (isTrue(at(properties, "UseAliasAsEventTarget")) && !at(properties, "AutoPublishAlias"))
    say("UseAliasAsEventTarget needs AutoPublishAlias.");
  const given = at(properties, "Role");
  if (given && !isEmpty(at(properties, "Policies")))
    say("a state machine has a Role or Policies, not both.");
  if (!given) stateMachineRole(x, resource);
  const substitutions = dynamicValues(definition);
  const written = members(at(properties, "DefinitionSubstitutions"));
  add(x, {
    id,
    type: "AWS::StepFunctions::StateMachine",
    origin,
    entry,
    attributes: members(entry.value).filter(({ key }) => !dropped.has(key)),
    properties: {
      RoleArn: given ?? getAtt(`${id}Role`, "Arn"),
      StateMachineName: at(properties, "Name"),
      StateMachineType: at(properties, "Type"),
      LoggingConfiguration: at(properties, "Logging"),
      TracingConfiguration: at(properties, "Tracing"),
      DefinitionS3Location: uri ? objectOf(uri, ["Bucket", "Key", "Version"]) : undefined,
      DefinitionSubstitutions:
        written.length + substitutions.length === 0
          ? undefined
          : Object.fromEntries([
              ...written.map(({ key, value }): [string, Draft] => [key, value]),
              ...substitutions.map((value, index): [string, Draft] => [
                `definition_substitution_${index + 1}`,
                value,
              ]),
            ]),
      Tags: tags(at(properties, "Tags")),
    },
  });
  const target = targetOf(x, resource);
  for (const event of members(at(properties, "Events"))) {
    const read = eventOf(x, resource, target, event);
    if (!read) continue;
    if (x.events.left-- <= 0) {
      refuse(x, event.keyRange, "There are more events than are followed.");
      return;
    }
    checkProperties(x, read.type, read.properties, event.keyRange, "state machine");
    stateMachineEvent(x, read, apis);
  }
}

const dropped = new Set(["Type", "Properties", "Connectors"]);

function tags(written: DataNode | undefined): Draft {
  return [{ Key: "stateMachine:createdBy", Value: "SAM" }, ...tagList(written, false)];
}

function stateMachineRole(x: Expansion, resource: Resource): void {
  const { id, properties, origin, attributes } = resource;
  const role: RoleDraft = { id: `${id}Role`, managed: [], seen: new Set(), policies: [] };
  addWritten(x, resource, at(properties, "Policies"), role);
  if (isTrue(at(properties, "Tracing", "Enabled")))
    addManaged(role, made(awsManaged("AWSXrayWriteOnlyAccess"), origin));
  add(x, {
    id: role.id,
    type: "AWS::IAM::Role",
    origin,
    attributes,
    properties: {
      AssumeRolePolicyDocument: trustOf("states.amazonaws.com"),
      ManagedPolicyArns: role.managed,
      Policies: role.policies.length > 0 ? role.policies : undefined,
      Path: at(properties, "RolePath"),
      PermissionsBoundary: at(properties, "PermissionsBoundary"),
      Tags: tags(at(properties, "Tags")),
    },
  });
}

/** Functions in a definition are given to the machine beside it, in the order of their keys. */
function dynamicValues(node: DataNode | undefined): readonly DataNode[] {
  if (!node) return [];
  if (callOf(node) || (node.kind === "string" && dynamicPattern.test(node.value))) return [node];
  if (node.kind === "array") return node.items.flatMap(dynamicValues);
  return members(node)
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .flatMap(({ value }) => dynamicValues(value));
}

const dynamicPattern = /^\{\{resolve:[^}]+\}\}$/;

function targetOf(x: Expansion, resource: Resource): Target {
  const { id, properties, origin, attributes } = resource;
  const alias = textAt(properties, "AutoPublishAlias");
  if (alias === undefined) return { id, name: ref(id), arn: ref(id), attributes };
  add(x, {
    id: `${id}Version`,
    type: "AWS::StepFunctions::StateMachineVersion",
    origin,
    attributes,
    properties: { StateMachineArn: ref(id) },
  });
  const aliasId = `${id}Alias${alias}`;
  add(x, {
    id: aliasId,
    type: "AWS::StepFunctions::StateMachineAlias",
    origin,
    attributes,
    properties: {
      Name: alias,
      DeploymentPreference: {
        StateMachineVersionArn: ref(`${id}Version`),
      },
    },
  });
  return isTrue(at(properties, "UseAliasAsEventTarget"))
    ? { id: aliasId, name: ref(aliasId), arn: ref(aliasId), attributes }
    : { id, name: ref(id), arn: ref(id), attributes };
}

function stateMachineEvent(x: Expansion, event: Event, apis: Apis): void {
  switch (event.type) {
    case "Schedule":
    case "CloudWatchEvent":
    case "EventBridgeRule": {
      const given = event.type === "Schedule" ? at(event.properties, "RoleArn") : undefined;
      rule(x, event, "StepFunctionsTarget", given ?? startRole(x, event, "events.amazonaws.com"));
      return;
    }
    case "ScheduleV2":
      scheduleEvent(x, event, "StateMachine");
      return;
    case "Api":
      stateMachineApiEvent(x, event, apis, startRole(x, event, "apigateway.amazonaws.com"));
      return;
    default:
      refuse(
        x,
        event.entry.keyRange,
        `The serverless transform refuses this: a state machine has no events of type ${event.type}.`,
      );
  }
}

/** A service starts a state machine with a role of its own. */
function startRole(x: Expansion, event: Event, service: string): Draft {
  const id = `${event.id}Role`;
  const policy = policyFor("StateMachine", event.target.arn, id, event.origin);
  add(x, {
    id,
    type: "AWS::IAM::Role",
    origin: event.origin,
    attributes: event.target.attributes,
    properties: {
      AssumeRolePolicyDocument: trustOf(service),
      Policies: policy ? [policy] : [],
      PermissionsBoundary: at(event.resource.properties, "PermissionsBoundary"),
    },
  });
  return getAtt(id, "Arn");
}
