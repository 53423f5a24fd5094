// Expands AWS::Serverless::CapacityProvider: the instances that functions run on, and the role that manages them.

import type { Draft } from "./draft.ts";
import { getAtt } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, refuse } from "./expansion.ts";
import { at, isEmpty } from "./look.ts";
import { passed } from "./other-resources.ts";
import { awsManaged, trustOf } from "./role.ts";
import { tagList } from "./tags.ts";

export function expandCapacityProvider(x: Expansion, resource: Resource): void {
  const { id, properties, origin, attributes, entry } = resource;
  const given = at(properties, "OperatorRole");
  const created = { Key: "lambda:createdBy", Value: "SAM" };
  const needs = at(properties, "InstanceRequirements");
  const scaling = at(properties, "ScalingConfig");
  const load = at(scaling, "AverageCPUUtilization");
  const policy: Draft | undefined = load && {
    PredefinedMetricType: "LambdaCapacityProviderAverageCPUUtilization",
    TargetValue: load,
  };
  const say = (message: string) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`);
  if (!at(properties, "VpcConfig", "SubnetIds")) say("VpcConfig needs SubnetIds.");
  if (at(needs, "AllowedTypes") && at(needs, "ExcludedTypes"))
    say("AllowedTypes and ExcludedTypes exclude each other.");
  add(x, {
    id,
    type: "AWS::Lambda::CapacityProvider",
    origin,
    entry,
    attributes,
    properties: {
      ...passed(resource, ["CapacityProviderName", "KmsKeyArn", "VpcConfig"]),
      PermissionsConfig: {
        CapacityProviderOperatorRoleArn: given ?? getAtt(`${id}OperatorRole`, "Arn"),
      },
      Tags: [...tagList(at(properties, "Tags"), false), created],
      InstanceRequirements: isEmpty(needs)
        ? undefined
        : {
            Architectures: at(needs, "Architectures"),
            AllowedInstanceTypes: at(needs, "AllowedTypes"),
            ExcludedInstanceTypes: at(needs, "ExcludedTypes"),
          },
      CapacityProviderScalingConfig: isEmpty(scaling)
        ? undefined
        : {
            MaxVCpuCount: at(scaling, "MaxVCpuCount"),
            ScalingMode: policy ? "Manual" : "Auto",
            ScalingPolicies: policy ? [policy] : undefined,
          },
    },
  });
  if (given) return;
  add(x, {
    id: `${id}OperatorRole`,
    type: "AWS::IAM::Role",
    origin,
    attributes,
    properties: {
      AssumeRolePolicyDocument: trustOf("lambda.amazonaws.com"),
      ManagedPolicyArns: [awsManaged("AWSLambdaManagedEC2ResourceOperator")],
      Tags: [created],
    },
  });
}
