// `EventInvokeConfig`: where the results of asynchronous calls go, and what the role needs for that.

import type { DataNode } from "../../../syntax/node.ts";
import { literalText } from "../template.ts";
import type { Draft, Origin } from "./draft.ts";
import { getAtt, made, originOf, ref } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, addCondition, conditionOf, hashOf, refuse, withCondition } from "./expansion.ts";
import type { Alias } from "./function.ts";
import { at, branchesOf, callOf, isEmpty, isNoValue, members, textAt } from "./look.ts";

/** Adds the configuration and gives the policies that the function's role needs. */
export function invokeConfig(
  x: Expansion,
  resource: Resource,
  alias: Alias | undefined,
): readonly DataNode[] {
  const { id, properties, attributes } = resource;
  const config = at(properties, "EventInvokeConfig");
  const entry = members(properties).find(({ key }) => key === "EventInvokeConfig");
  if (!config || !entry || isEmpty(config)) return [];
  const origin = originOf(entry);
  const name = `${id}EventInvokeConfig`;
  const policies: DataNode[] = [];
  const destinations: Record<string, Draft> = {};
  for (const when of ["OnSuccess", "OnFailure"]) {
    const written = at(config, "DestinationConfig", when);
    if (!written) continue;
    const { destination, policy } = destinationOf(
      x,
      resource,
      written,
      `${name}${when}`,
      when,
      origin,
    );
    if (destination) destinations[when] = { Destination: destination };
    if (policy) policies.push(policy);
  }
  add(x, {
    id: name,
    type: "AWS::Lambda::EventInvokeConfig",
    origin,
    attributes,
    properties: {
      FunctionName: ref(id),
      Qualifier: alias?.name ?? "$LATEST",
      DestinationConfig: destinations,
      MaximumEventAgeInSeconds: at(config, "MaximumEventAgeInSeconds"),
      MaximumRetryAttempts: at(config, "MaximumRetryAttempts"),
    },
  });
  return policies;
}

/** Without an address a queue or a topic is made. */
function destinationOf(
  x: Expansion,
  resource: Resource,
  written: DataNode,
  id: string,
  when: string,
  origin: Origin,
): { readonly destination?: Draft; readonly policy?: DataNode | undefined } {
  const type = textAt(written, "Type");
  const address = at(written, "Destination");
  const made = type === "SQS" ? "Queue" : type === "SNS" ? "Topic" : undefined;
  if (type === undefined || !types.has(type)) {
    refuse(
      x,
      written.range,
      `The serverless transform refuses this: the Type of a destination is one of ${[...types].join(", ")}.`,
    );
    return {};
  }
  if (callOf(address)?.name === "Fn::If" && !branchesOf(address))
    refuse(
      x,
      written.range,
      "The serverless transform refuses this: a condition of Destination has three arguments.",
    );
  const choice = choiceOf(x, address, `${resource.id}EventInvokeConfig`, origin);
  if (address && !choice)
    return { destination: address, policy: policyFor(type, address, id, origin) };
  if (!made) {
    refuse(
      x,
      written.range,
      `The serverless transform refuses this: a destination of type ${type} needs an address.`,
    );
    return {};
  }
  const arn = made === "Topic" ? ref(`${id}Topic`) : getAtt(`${id}Queue`, "Arn");
  add(x, {
    id: `${id}${made}`,
    type: made === "Queue" ? "AWS::SQS::Queue" : "AWS::SNS::Topic",
    origin,
    attributes: choice
      ? withCondition(resource.attributes, combined(x, resource, choice.condition, origin), origin)
      : resource.attributes,
    properties: {},
  });
  x.names.set(`${resource.id}.Destination${made}`, `${id}${made}`);
  const destination: Draft = choice ? { "Fn::If": [choice.condition, arn, choice.address] } : arn;
  return { destination, policy: policyFor(type, destination, id, origin) };
}

const types = new Set(["SQS", "SNS", "EventBridge", "Lambda", "S3Bucket"]);

/** An address that is given in one case only, and the condition of the other one. */
function choiceOf(
  x: Expansion,
  address: DataNode | undefined,
  id: string,
  origin: Origin,
): { readonly condition: string; readonly address: DataNode } | undefined {
  const branches = branchesOf(address);
  const name = literalText(branches?.condition);
  if (!branches || name === undefined) return undefined;
  const { then, otherwise } = branches;
  if (isNoValue(then) === isNoValue(otherwise)) return undefined;
  if (isNoValue(then)) return { condition: name, address: otherwise };
  const not = `NOT${name}${hashOf(id)}`;
  addCondition(x, not, { "Fn::Not": [{ Condition: name }] }, origin);
  return { condition: not, address: then };
}

function combined(x: Expansion, resource: Resource, condition: string, origin: Origin): string {
  const own = conditionOf(resource);
  if (own === undefined) return condition;
  const name = `${own}AND${condition}${hashOf(resource.id)}`;
  addCondition(x, name, { "Fn::And": [{ Condition: own }, { Condition: condition }] }, origin);
  return name;
}

/** The policy that lets a role send to a destination. */
export function policyFor(
  type: string,
  arn: Draft,
  id: string,
  origin: Origin,
): DataNode | undefined {
  const sends = senders.get(type);
  if (type === "S3Bucket" || type === "S3") {
    const statements = [
      { Action: "s3:PutObject", Effect: "Allow", Resource: { "Fn::Join": ["/", [arn, "*"]] } },
      { Action: "s3:ListBucket", Effect: "Allow", Resource: arn },
    ];
    return made({ PolicyName: `${id}S3Policy`, PolicyDocument: { Statement: statements } }, origin);
  }
  if (!sends) return undefined;
  const statement = { Action: sends.action, Effect: "Allow", Resource: arn };
  return made(
    { PolicyName: `${id}${sends.suffix}`, PolicyDocument: { Statement: [statement] } },
    origin,
  );
}

const senders: ReadonlyMap<string, { readonly action: string; readonly suffix: string }> = new Map([
  ["SQS", { action: "sqs:SendMessage", suffix: "SQSPolicy" }],
  ["SNS", { action: "sns:publish", suffix: "SNSPolicy" }],
  ["EventBridge", { action: "events:PutEvents", suffix: "EventBridgePolicy" }],
  ["Lambda", { action: "lambda:InvokeFunction", suffix: "LambdaPolicy" }],
  ["StateMachine", { action: "states:StartExecution", suffix: "StartExecutionPolicy" }],
]);
