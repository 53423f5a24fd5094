// The events of a function: each with what it makes, above all the permission to call the function.

import type { DataNode, EntryNode } from "../../../syntax/node.ts";
import { apiEvent, httpApiEvent, routeOf } from "./api-events.ts";
import type { Apis } from "./apis.ts";
import type { Draft, Origin } from "./draft.ts";
import { getAtt, originOf, ref } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, hashOf, refuse } from "./expansion.ts";
import type { Target } from "./function.ts";
import { asMap, at, callOf, isEmpty, members, textAt } from "./look.ts";
import { cognitoEvent, s3Event } from "./notifications.ts";
import { checkProperties } from "./properties.ts";
import { pullEvent, pullTypes } from "./pull.ts";
import type { RoleDraft } from "./role.ts";
import { ruleEvent, scheduleEvent } from "./schedule.ts";
import { snsEvent } from "./sns-event.ts";

/** An event as it is written, for the function that it calls. */
export interface Event {
  /** The logical id of what is made first. */
  readonly id: string;
  readonly type: string;
  readonly entry: EntryNode;
  readonly properties: DataNode | undefined;
  readonly origin: Origin;
  readonly target: Target;
  readonly resource: Resource;
}

export function functionEvents(
  x: Expansion,
  resource: Resource,
  target: Target,
  role: RoleDraft,
  apis: Apis,
): void {
  for (const entry of inOrder(members(at(resource.properties, "Events")))) {
    const event = eventOf(x, resource, target, entry);
    if (!event) continue;
    if (x.events.left-- <= 0) {
      refuse(x, entry.keyRange, "There are more events than are followed.");
      return;
    }
    checkProperties(x, event.type, event.properties, entry.keyRange, "function");
    functionEvent(x, event, role, apis);
  }
}

/** By path where there is one, so that `$default` of an HTTP API comes before the rest. */
function inOrder(events: readonly EntryNode[]): readonly EntryNode[] {
  const key = ({ key: name, value }: EntryNode) =>
    textAt(value, "Type") === "HttpApi"
      ? routeOf(at(value, "Properties")).path
      : (textAt(value, "Properties", "Path") ?? name);
  return events.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

export function eventOf(
  x: Expansion,
  resource: Resource,
  target: Target,
  entry: EntryNode,
): Event | undefined {
  const type = textAt(entry.value, "Type");
  if (type === undefined) {
    refuse(x, entry.keyRange, "The serverless transform refuses this: the event has no Type.");
    return undefined;
  }
  return {
    id: `${resource.id}${entry.key}`,
    type,
    entry,
    properties: at(entry.value, "Properties"),
    origin: originOf(entry),
    target,
    resource,
  };
}

function functionEvent(x: Expansion, event: Event, role: RoleDraft, apis: Apis): void {
  if (pullTypes.has(event.type)) {
    pullEvent(x, event, role);
    return;
  }
  switch (event.type) {
    case "Api":
      apiEvent(x, event, apis);
      return;
    case "HttpApi":
      httpApiEvent(x, event, apis);
      return;
    case "S3":
      s3Event(x, event);
      return;
    case "Cognito":
      cognitoEvent(x, event);
      return;
    case "SNS":
      snsEvent(x, event, role);
      return;
    case "Schedule":
    case "CloudWatchEvent":
    case "EventBridgeRule":
      ruleEvent(x, event);
      return;
    case "ScheduleV2":
      scheduleEvent(x, event);
      return;
    case "AlexaSkill":
      permission(x, event, "alexa-appkit.amazon.com", {
        EventSourceToken: at(event.properties, "SkillId"),
      });
      return;
    case "IoTRule":
      iotEvent(x, event);
      return;
    case "CloudWatchLogs":
      logsEvent(x, event);
      return;
    default:
      refuse(
        x,
        event.entry.keyRange,
        `The serverless transform refuses this: a function has no events of type ${event.type}.`,
      );
  }
}

/** What lets a service call the function. */
export function permission(
  x: Expansion,
  event: Event,
  principal: string,
  more: { readonly [key: string]: Draft | undefined },
  name: { readonly prefix?: string; readonly suffix?: string } = {},
): string {
  const { prefix = event.id, suffix = "" } = name;
  const plain = suffix === "" || alphanumeric.test(suffix);
  // The transform takes the hash of the empty text for none.
  const id = `${prefix}Permission${plain ? suffix : hashOf(suffix)}`;
  add(x, {
    id,
    type: "AWS::Lambda::Permission",
    origin: event.origin,
    attributes: event.target.attributes,
    properties: {
      Action: "lambda:InvokeFunction",
      FunctionName: event.target.name,
      Principal: principal,
      ...more,
    },
  });
  return id;
}

const alphanumeric = /^[A-Za-z0-9]+$/;

function iotEvent(x: Expansion, event: Event): void {
  permission(x, event, "iot.amazonaws.com", {
    SourceArn: sub("arn:aws:iot:${AWS::Region}:${AWS::AccountId}:rule/${RuleName}", {
      RuleName: ref(event.id),
    }),
    SourceAccount: { "Fn::Sub": "${AWS::AccountId}" },
  });
  add(x, {
    id: event.id,
    type: "AWS::IoT::TopicRule",
    origin: event.origin,
    attributes: event.target.attributes,
    properties: {
      TopicRulePayload: {
        Sql: at(event.properties, "Sql"),
        RuleDisabled: false,
        Actions: [{ Lambda: { FunctionArn: event.target.arn } }],
        AwsIotSqlVersion: at(event.properties, "AwsIotSqlVersion"),
      },
    },
  });
}

function logsEvent(x: Expansion, event: Event): void {
  const group = at(event.properties, "LogGroupName");
  permission(x, event, "logs.amazonaws.com", {
    SourceArn: sub(
      "arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:${__LogGroupName__}:*",
      { __LogGroupName__: group },
    ),
  });
  add(x, {
    id: event.id,
    type: "AWS::Logs::SubscriptionFilter",
    origin: event.origin,
    attributes: event.target.attributes,
    properties: {
      LogGroupName: group,
      FilterPattern: at(event.properties, "FilterPattern"),
      DestinationArn: event.target.arn,
    },
  });
}

export function sub(text: string, names: { readonly [key: string]: Draft | undefined }): Draft {
  return { "Fn::Sub": [text, names] };
}

/** Where events that could not be delivered go: an address that is given, or a queue that is made. */
export function letterQueue(
  x: Expansion,
  event: Event,
  source: Draft | undefined,
): Draft | undefined {
  const config = at(event.properties, "DeadLetterConfig");
  if (!config || callOf(config) || !asMap(config)) return undefined;
  const address = at(config, "Arn");
  const type = at(config, "Type");
  if ((address && type) || (!address && !type) || (type && textAt(config, "Type") !== "SQS"))
    refuse(
      x,
      config.range,
      "The serverless transform refuses this: DeadLetterConfig needs an Arn, or SQS as its Type.",
    );
  if (address) return address;
  const name = at(config, "QueueLogicalId");
  if (name && callOf(name))
    refuse(x, name.range, "The serverless transform refuses this: QueueLogicalId is a text.");
  if (isEmpty(type)) return undefined;
  const { origin, target } = event;
  const id = textAt(config, "QueueLogicalId") ?? `${event.id}Queue`;
  const arn = getAtt(id, "Arn");
  add(x, { id, type: "AWS::SQS::Queue", origin, attributes: target.attributes, properties: {} });
  if (source === undefined) return arn;
  add(x, {
    id: `${event.id}QueuePolicy`,
    type: "AWS::SQS::QueuePolicy",
    origin,
    attributes: target.attributes,
    properties: {
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Action: "sqs:SendMessage",
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Resource: arn,
            Condition: { ArnEquals: { "aws:SourceArn": source } },
          },
        ],
      },
      Queues: [ref(id)],
    },
  });
  return arn;
}
