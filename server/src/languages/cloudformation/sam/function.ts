// Expands AWS::Serverless::Function: the function, its role, alias, URL, destinations and events.

import type { DataNode, EntryNode } from "../../../syntax/node.ts";
import { literalText } from "../template.ts";
import type { Apis } from "./apis.ts";
import { codeOf } from "./code.ts";
import { deploy } from "./deployments.ts";
import { invokeConfig } from "./destinations.ts";
import type { Draft } from "./draft.ts";
import { getAtt, made, ref } from "./draft.ts";
import { functionEvents } from "./events.ts";
import type { Expansion, Resource } from "./expansion.ts";
import {
  add,
  addCondition,
  hashOf,
  isOpen,
  refuse,
  resolved,
  settledText,
  withCondition,
} from "./expansion.ts";
import { functionUrl } from "./function-url.ts";
import {
  at,
  branchesOf,
  callOf,
  canonical,
  dataOf,
  isEmpty,
  isNoValue,
  members,
  textAt,
} from "./look.ts";
import type { RoleDraft } from "./role.ts";
import { addManaged, addPolicy, addRole, addWritten, awsManaged, trustOf } from "./role.ts";
import { tagList } from "./tags.ts";

/** What events and URLs call: the function, or its alias where it publishes one. */
export interface Target {
  readonly id: string;
  readonly name: Draft;
  readonly arn: Draft;
  readonly attributes: readonly EntryNode[];
}

export function expandFunction(x: Expansion, resource: Resource, apis: Apis): void {
  const { id, properties, origin, attributes } = resource;
  validate(x, resource);
  const alias = publishedAlias(x, resource);
  const plain: Target = { id, name: ref(id), arn: getAtt(id, "Arn"), attributes };
  const target: Target = alias
    ? { id: alias.id, name: ref(alias.id), arn: ref(alias.id), attributes }
    : plain;
  if (at(properties, "FunctionUrlConfig")) functionUrl(x, resource, target);
  const role: RoleDraft = { id: `${id}Role`, managed: [], seen: new Set(), policies: [] };
  startRole(x, resource, role);
  for (const policy of invokeConfig(x, resource, alias)) addPolicy(role, policy);
  addWritten(x, resource, at(properties, "Policies"), role);
  const roleArn = decideRole(x, resource, role);
  functionEvents(x, resource, target, role, apis);
  if (roleArn.isGenerated) {
    const trust = at(properties, "AssumeRolePolicyDocument") ?? trustOf("lambda.amazonaws.com");
    addRole(x, resource, role, trust, roleArn.attributes);
  }
  add(x, {
    id,
    type: "AWS::Lambda::Function",
    origin,
    entry: resource.entry,
    attributes: members(resource.entry.value).filter(({ key }) => !dropped.has(key)),
    properties: {
      ...Object.fromEntries(
        members(properties)
          .filter(({ key }) => taken.has(key))
          .map(({ key, value }) => [key, value]),
      ),
      Description: described(x, properties),
      Code: codeOf(properties),
      Role: roleArn.value,
      Tags: tagList(at(properties, "Tags")),
      TracingConfig: isTraced(x, properties) ? { Mode: at(properties, "Tracing") } : undefined,
      DeadLetterConfig: deadLetter(properties),
      CapacityProviderConfig: instances(properties),
    },
  });
}

/** A hash of the code that is given stands behind the description. */
function described(x: Expansion, properties: DataNode): Draft | undefined {
  const written = at(properties, "Description");
  const hash = settledText(x, at(properties, "AutoPublishCodeSha256"));
  if (hash === undefined || isEmpty(at(properties, "AutoPublishAlias"))) return written;
  if (isEmpty(written)) return hash;
  const text = settledText(x, written);
  return text === undefined ? { "Fn::Join": [" ", [written ?? "", hash]] } : `${text} ${hash}`;
}

const dropped = new Set(["Type", "Properties", "Connectors"]);

/** Properties that a function takes over as they are. */
const taken = new Set([
  "Architectures",
  "CodeSigningConfigArn",
  "Description",
  "DurableConfig",
  "Environment",
  "EphemeralStorage",
  "FileSystemConfigs",
  "FunctionName",
  "FunctionScalingConfig",
  "Handler",
  "ImageConfig",
  "KmsKeyArn",
  "Layers",
  "LoggingConfig",
  "MemorySize",
  "PackageType",
  "PublishToLatestPublished",
  "RecursiveLoop",
  "ReservedConcurrentExecutions",
  "Runtime",
  "RuntimeManagementConfig",
  "SnapStart",
  "TenancyConfig",
  "Timeout",
  "VpcConfig",
]);

function validate(x: Expansion, { properties, entry }: Resource): void {
  const say = (message: string) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`);
  const has = (name: string) => !isEmpty(at(properties, name));
  const packaged = at(properties, "PackageType");
  const type = packaged ? settledText(x, packaged) : "Zip";
  if (type === "Zip") {
    if (!has("InlineCode") && !has("CodeUri"))
      say("the function has no CodeUri and no InlineCode.");
    if (!has("Runtime") || !has("Handler")) say("a function of code needs Runtime and Handler.");
    if (has("ImageConfig")) say("ImageConfig is for functions of an image.");
  } else if (type === "Image") {
    // With a Dockerfile the image's address comes in when the template is packaged.
    if (!has("ImageUri") && !at(entry.value, "Metadata", "Dockerfile"))
      say("a function of an image needs ImageUri.");
    if (has("Runtime") || has("Handler") || has("Layers"))
      say("a function of an image has no Runtime, Handler and Layers.");
  } else if (type !== undefined) say("PackageType is Zip or Image.");
  for (const [name, other] of needed) if (has(name) && !has(other)) say(`${name} needs ${other}.`);
  for (const [name, other] of excluded)
    if (has(name) && has(other)) say(`${name} and ${other} exclude each other.`);
  for (const event of members(at(properties, "Events"))) {
    const sort = textAt(event.value, "Type");
    if (has("TenancyConfig") && sort !== "Api" && sort !== "HttpApi")
      say("a function of several tenants has events of APIs alone.");
  }
  const queue = at(properties, "DeadLetterQueue");
  if (queue && !isEmpty(queue)) {
    const sort = textAt(queue, "Type");
    if (!at(queue, "TargetArn") || sort === undefined)
      say("DeadLetterQueue needs Type and TargetArn.");
    else if (!letterActions.has(sort)) say("the Type of DeadLetterQueue is SQS or SNS.");
  }
}

const needed: readonly (readonly [string, string])[] = [
  ["ProvisionedConcurrencyConfig", "AutoPublishAlias"],
  ["VersionDeletionPolicy", "AutoPublishAlias"],
  ["FunctionScalingConfig", "CapacityProviderConfig"],
];

const excluded: readonly (readonly [string, string])[] = [
  ["CapacityProviderConfig", "ProvisionedConcurrencyConfig"],
  ["CapacityProviderConfig", "VpcConfig"],
  ["TenancyConfig", "ProvisionedConcurrencyConfig"],
  ["TenancyConfig", "FunctionUrlConfig"],
  ["TenancyConfig", "SnapStart"],
];

const letterActions: ReadonlyMap<string, string> = new Map([
  ["SQS", "sqs:SendMessage"],
  ["SNS", "sns:Publish"],
]);

function deadLetter(properties: DataNode): Draft | undefined {
  const arn = at(properties, "DeadLetterQueue", "TargetArn");
  return arn ? { TargetArn: arn } : undefined;
}

function instances(properties: DataNode): Draft | undefined {
  const config = at(properties, "CapacityProviderConfig");
  return isEmpty(config)
    ? undefined
    : {
        LambdaManagedInstancesCapacityProviderConfig: {
          CapacityProviderArn: at(config, "Arn"),
          PerExecutionEnvironmentMaxConcurrency: at(
            config,
            "PerExecutionEnvironmentMaxConcurrency",
          ),
          ExecutionEnvironmentMemoryGiBPerVCpu: at(config, "ExecutionEnvironmentMemoryGiBPerVCpu"),
        },
      };
}

function isTraced(x: Expansion, properties: DataNode): boolean {
  const written = at(properties, "Tracing");
  return !isEmpty(written) && settledText(x, written) !== "Disabled";
}

/** What the role has before anything that is written for it. */
function startRole(x: Expansion, resource: Resource, role: RoleDraft): void {
  const { properties, origin } = resource;
  const managed = (path: string) => addManaged(role, made(awsManaged(path), origin));
  managed(
    isEmpty(at(properties, "DurableConfig"))
      ? "service-role/AWSLambdaBasicExecutionRole"
      : "service-role/AWSLambdaBasicDurableExecutionRolePolicy",
  );
  if (isTraced(x, properties)) managed("AWSXrayWriteOnlyAccess");
  if (!isEmpty(at(properties, "VpcConfig")))
    managed("service-role/AWSLambdaVPCAccessExecutionRole");
  const queue = at(properties, "DeadLetterQueue");
  const action = letterActions.get(textAt(queue, "Type") ?? "");
  const arn = at(queue, "TargetArn");
  if (!action || !arn) return;
  const statement = { Action: action, Resource: arn, Effect: "Allow" };
  const document = { Version: "2012-10-17", Statement: [statement] };
  role.policies.push(
    made({ PolicyName: "DeadLetterQueuePolicy", PolicyDocument: document }, origin),
  );
}

interface RoleOfFunction {
  readonly value: Draft;
  readonly isGenerated: boolean;
  readonly attributes?: readonly EntryNode[];
}

/** A condition may give a role in one case only; in the other one a role is made. */
function decideRole(x: Expansion, resource: Resource, role: RoleDraft): RoleOfFunction {
  const { properties, origin, attributes } = resource;
  const arn = getAtt(role.id, "Arn");
  const written = at(properties, "Role");
  if (!written || isNoValue(written)) return { value: arn, isGenerated: true };
  const branches = branchesOf(written);
  if (!branches && callOf(written)?.name === "Fn::If")
    refuse(
      x,
      written.range,
      "The serverless transform refuses this: a condition of Role has three arguments.",
    );
  const name = literalText(branches?.condition);
  if (!branches || name === undefined) return { value: written, isGenerated: false };
  const { condition, then, otherwise } = branches;
  if (isNoValue(then) && isNoValue(otherwise)) return { value: arn, isGenerated: true };
  if (isNoValue(then))
    return {
      value: { "Fn::If": [condition, arn, otherwise] },
      isGenerated: true,
      attributes: withCondition(attributes, name, origin),
    };
  if (!isNoValue(otherwise)) return { value: written, isGenerated: false };
  const not = `NOT${name}`;
  addCondition(x, not, { "Fn::Not": [{ Condition: name }] }, origin);
  return {
    value: { "Fn::If": [condition, then, arn] },
    isGenerated: true,
    attributes: withCondition(attributes, not, origin),
  };
}

const aliasPattern = /^[A-Za-z0-9_-]+$/;

export interface Alias {
  readonly id: string;
  readonly name: string;
}

/** `AutoPublishAlias`: a version, and an alias that points at it. */
function publishedAlias(x: Expansion, resource: Resource): Alias | undefined {
  const { id, properties, origin, attributes } = resource;
  const written = at(properties, "AutoPublishAlias");
  const preference = at(properties, "DeploymentPreference");
  if (!written || isEmpty(written)) {
    const isOff = settledText(x, at(preference, "Enabled"))?.toLowerCase() === "false";
    if (!isEmpty(preference) && !isOff)
      refuse(
        x,
        resource.entry.keyRange,
        "The serverless transform refuses this: DeploymentPreference needs AutoPublishAlias.",
      );
    return undefined;
  }
  const name = literalText(resolved(x, written));
  if (name === undefined) {
    if (isOpen(x, written)) return undefined;
    refuse(
      x,
      written.range,
      "The serverless transform refuses this: AutoPublishAlias is a text or the Ref of a parameter.",
    );
    return undefined;
  }
  if (!aliasPattern.test(name) || /^\d+$/.test(name))
    refuse(
      x,
      written.range,
      `The serverless transform refuses this: ${name} is no name of an alias.`,
    );
  const code = codeOf(properties);
  const hash = hashOf(code === undefined ? id : canonical(dataOf(made(code, origin))));
  const version = `${id}Version${hash}`;
  const alias = { id: `${id}Alias${name.replaceAll("-", "D").replaceAll("_", "U")}`, name };
  add(x, {
    id: version,
    type: "AWS::Lambda::Version",
    origin,
    attributes,
    properties: { FunctionName: ref(id) },
  });
  add(x, {
    id: alias.id,
    type: "AWS::Lambda::Alias",
    origin,
    attributes,
    properties: {
      Name: name,
      FunctionName: ref(id),
      FunctionVersion: getAtt(version, "Version"),
      ProvisionedConcurrencyConfig: at(properties, "ProvisionedConcurrencyConfig"),
    },
  });
  x.names.set(`${id}.Alias`, alias.id);
  x.names.set(`${id}.Version`, version);
  deploy(x, resource, preference);
  return alias;
}
