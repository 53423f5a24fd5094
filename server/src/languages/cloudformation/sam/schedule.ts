// Events by time or pattern: rules of EventBridge and schedules of its scheduler, with the role of the latter.

import { policyFor } from "./destinations.ts";
import type { Draft } from "./draft.ts";
import { getAtt } from "./draft.ts";
import type { Event } from "./events.ts";
import { letterQueue, permission } from "./events.ts";
import type { Expansion } from "./expansion.ts";
import { add, refuse, settledText } from "./expansion.ts";
import { at, isEmpty, isTrue } from "./look.ts";
import { trustOf } from "./role.ts";

/** A rule calls a function by permission, a state machine by a role. */
export function ruleEvent(x: Expansion, event: Event): void {
  rule(x, event, "LambdaTarget", undefined);
  permission(x, event, "events.amazonaws.com", { SourceArn: getAtt(event.id, "Arn") });
}

export function rule(x: Expansion, event: Event, suffix: string, role: Draft | undefined): void {
  const { properties, origin, target } = event;
  const isScheduled = event.type === "Schedule";
  const letters = letterQueue(x, event, getAtt(event.id, "Arn"));
  add(x, {
    id: event.id,
    type: "AWS::Events::Rule",
    origin,
    attributes: target.attributes,
    properties: {
      ScheduleExpression: isScheduled ? at(properties, "Schedule") : undefined,
      EventPattern: isScheduled ? undefined : at(properties, "Pattern"),
      EventBusName: at(properties, "EventBusName"),
      Name: at(properties, isScheduled ? "Name" : "RuleName"),
      Description: isScheduled ? at(properties, "Description") : undefined,
      State: stateOf(x, event),
      Targets: [
        {
          Arn: target.arn,
          Id: at(properties, "Target", "Id") ?? targetId(event.id, suffix),
          RoleArn: role,
          Input: at(properties, "Input"),
          InputPath: isScheduled ? undefined : at(properties, "InputPath"),
          InputTransformer: isScheduled ? undefined : at(properties, "InputTransformer"),
          DeadLetterConfig: letters === undefined ? undefined : { Arn: letters },
          RetryPolicy: at(properties, "RetryPolicy"),
        },
      ],
    },
  });
}

/** No longer than 64 characters. */
function targetId(id: string, suffix: string): string {
  return `${id.slice(0, 64 - suffix.length)}${suffix}`;
}

function stateOf(x: Expansion, event: Event): Draft | undefined {
  const state = at(event.properties, "State");
  const enabled = at(event.properties, "Enabled");
  if (state && enabled)
    refuse(
      x,
      event.entry.keyRange,
      "The serverless transform refuses this: an event has a State or Enabled, not both.",
    );
  if (!enabled) return isEmpty(state) ? undefined : state;
  return settledText(x, enabled)?.toLowerCase() === "false" ? "DISABLED" : "ENABLED";
}

/** The scheduler acts with a role of its own. */
export function scheduleEvent(x: Expansion, event: Event, target = "Lambda"): void {
  const { properties, origin } = event;
  const { attributes, arn } = event.target;
  const letters = letterQueue(x, event, undefined);
  const given = at(properties, "RoleArn");
  const roleId = `${event.id}Role`;
  add(x, {
    id: event.id,
    type: "AWS::Scheduler::Schedule",
    origin,
    attributes,
    properties: {
      ScheduleExpression: at(properties, "ScheduleExpression"),
      State: at(properties, "State"),
      Name: at(properties, "Name") ?? (isTrue(at(properties, "OmitName")) ? undefined : event.id),
      Description: at(properties, "Description"),
      FlexibleTimeWindow: at(properties, "FlexibleTimeWindow") ?? { Mode: "OFF" },
      StartDate: at(properties, "StartDate"),
      EndDate: at(properties, "EndDate"),
      ScheduleExpressionTimezone: at(properties, "ScheduleExpressionTimezone"),
      GroupName: at(properties, "GroupName"),
      KmsKeyArn: at(properties, "KmsKeyArn"),
      Target: {
        Arn: arn,
        RoleArn: given ?? getAtt(roleId, "Arn"),
        Input: at(properties, "Input"),
        DeadLetterConfig: letters === undefined ? undefined : { Arn: letters },
        RetryPolicy: at(properties, "RetryPolicy"),
      },
    },
  });
  if (given) return;
  const policies = [
    policyFor(target, arn, event.id, origin),
    letters === undefined ? undefined : policyFor("SQS", letters, event.id, origin),
  ];
  add(x, {
    id: roleId,
    type: "AWS::IAM::Role",
    origin,
    attributes,
    properties: {
      AssumeRolePolicyDocument: trustOf("scheduler.amazonaws.com"),
      Policies: policies.filter((policy) => policy !== undefined),
      PermissionsBoundary: at(properties, "PermissionsBoundary"),
    },
  });
}
