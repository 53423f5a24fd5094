// What gradual deployments of functions bring in: an application of CodeDeploy and the role that it acts with.

import type { DataNode } from "../../../syntax/node.ts";
import { getAtt, ref } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, addCondition, conditionOf, settledText } from "./expansion.ts";
import { at, isEmpty } from "./look.ts";
import { awsManaged, trustOf } from "./role.ts";

const application = "ServerlessDeploymentApplication";
const role = "CodeDeployServiceRole";

export function deploy(x: Expansion, resource: Resource, preference: DataNode | undefined): void {
  if (!preference || isEmpty(preference)) return;
  if (settledText(x, at(preference, "Enabled"))?.toLowerCase() === "false") return;
  const { id, origin } = resource;
  const given = at(preference, "Role");
  const passes = settledText(x, at(preference, "PassthroughCondition"))?.toLowerCase() === "true";
  x.deployments.push({ resource, hasRole: given !== undefined, passes });
  add(x, {
    id: `${id}DeploymentGroup`,
    type: "AWS::CodeDeploy::DeploymentGroup",
    origin,
    attributes: passes ? resource.attributes.filter(({ key }) => key === "Condition") : [],
    properties: {
      ApplicationName: ref(application),
      ServiceRoleArn: given ?? getAtt(role, "Arn"),
    },
  });
}

/** Once all functions are read. */
export function finishDeployments(x: Expansion): void {
  const [first] = x.deployments;
  if (!first) return;
  const { origin } = first.resource;
  const conditions = x.deployments.map(({ resource, passes }) =>
    passes ? conditionOf(resource) : undefined,
  );
  const names = new Set(conditions.filter((name) => name !== undefined));
  const isConditional = conditions.every((name) => name !== undefined);
  const [only = ""] = names;
  const condition = names.size > 1 ? "ServerlessCodeDeployCondition" : only;
  if (isConditional && names.size > 1)
    addCondition(
      x,
      condition,
      { "Fn::Or": [...names].map((name) => ({ Condition: name })) },
      origin,
    );
  const attributes = first.resource.attributes
    .filter(({ key }) => key === "Condition" && isConditional)
    .map((entry) => ({
      ...entry,
      value: {
        ...entry.value,
        kind: "string",
        value: condition,
        pieces: [],
        style: "plain",
      } as const,
    }));
  add(x, {
    id: application,
    type: "AWS::CodeDeploy::Application",
    origin,
    attributes,
    properties: { ComputePlatform: "Lambda" },
  });
  if (x.deployments.every(({ hasRole }) => hasRole)) return;
  add(x, {
    id: role,
    type: "AWS::IAM::Role",
    origin,
    attributes,
    properties: {
      AssumeRolePolicyDocument: trustOf("codedeploy.amazonaws.com"),
      ManagedPolicyArns: [awsManaged("service-role/AWSCodeDeployRoleForLambda")],
    },
  });
}
