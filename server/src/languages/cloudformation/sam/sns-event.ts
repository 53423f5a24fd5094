// Events of a topic: it calls the function, or fills a queue that the function reads.

import type { Draft } from "./draft.ts";
import { getAtt, made, ref } from "./draft.ts";
import type { Event } from "./events.ts";
import { permission } from "./events.ts";
import type { Expansion } from "./expansion.ts";
import { add, propertiesIn, refuse, settledText } from "./expansion.ts";
import { asMap, at, idOf, isEmpty, textAt } from "./look.ts";
import { mapping } from "./pull.ts";
import { addManaged, awsManaged, type RoleDraft } from "./role.ts";

export function snsEvent(x: Expansion, event: Event, role: RoleDraft): void {
  const topic = at(event.properties, "Topic");
  if (!topic) return;
  const subscription = at(event.properties, "SqsSubscription");
  if (isEmpty(subscription) || subscription?.kind === "string") {
    permission(x, event, "sns.amazonaws.com", { SourceArn: topic });
    subscribe(x, event, "lambda", event.target.arn);
    return;
  }
  if (subscription?.kind === "boolean") {
    const id = `${event.id}Queue`;
    const isFifo = settledText(x, at(propertiesIn(x.written, idOf(topic) ?? ""), "FifoTopic"));
    add(x, {
      id,
      type: "AWS::SQS::Queue",
      origin: event.origin,
      attributes: event.target.attributes,
      properties: isFifo?.toLowerCase() === "true" ? { FifoQueue: true } : {},
    });
    throughQueue(x, event, role, topic, getAtt(id, "Arn"), ref(id), {});
    return;
  }
  const arn = at(subscription, "QueueArn");
  const url = at(subscription, "QueueUrl");
  if (!asMap(subscription) || !arn || !url) {
    refuse(
      x,
      event.entry.keyRange,
      "The serverless transform refuses this: SqsSubscription needs QueueArn and QueueUrl.",
    );
    return;
  }
  const batch = at(subscription, "BatchSize");
  throughQueue(x, event, role, topic, arn, url, {
    ...(batch ? { batch } : {}),
    policy: textAt(subscription, "QueuePolicyLogicalId") ?? `${event.id}QueuePolicy`,
  });
}

function throughQueue(
  x: Expansion,
  event: Event,
  role: RoleDraft,
  topic: Draft,
  arn: Draft,
  url: Draft,
  given: { readonly batch?: Draft; readonly policy?: string },
): void {
  const { origin, target } = event;
  mapping(x, event, `${event.id}EventSourceMapping`, {
    EventSourceArn: arn,
    BatchSize: given.batch ?? 10,
    Enabled: true,
  });
  addManaged(role, made(awsManaged("service-role/AWSLambdaSQSQueueExecutionRole"), origin));
  add(x, {
    id: given.policy ?? `${event.id}QueuePolicy`,
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
            Principal: "*",
            Resource: arn,
            Condition: { ArnEquals: { "aws:SourceArn": topic } },
          },
        ],
      },
      Queues: [url],
    },
  });
  subscribe(x, event, "sqs", arn);
}

function subscribe(x: Expansion, event: Event, protocol: string, endpoint: Draft): void {
  const { properties } = event;
  add(x, {
    id: event.id,
    type: "AWS::SNS::Subscription",
    origin: event.origin,
    attributes: event.target.attributes,
    properties: {
      Protocol: protocol,
      Endpoint: endpoint,
      TopicArn: at(properties, "Topic"),
      Region: at(properties, "Region"),
      FilterPolicy: at(properties, "FilterPolicy"),
      FilterPolicyScope: at(properties, "FilterPolicyScope"),
      RedrivePolicy: at(properties, "RedrivePolicy"),
    },
  });
}
