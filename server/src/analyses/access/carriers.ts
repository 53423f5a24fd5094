// What there is in a unit that runs with a role and can be made to do something else: functions, machines, builds.

import type { Truth } from "../../expressions/truth.ts";
import type { Place, Value } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Target } from "./arn-pattern.ts";
import { isDeployed } from "./deployed.ts";
import { lastName } from "./references.ts";
import { byKeys, rolesOf } from "./workload-roles.ts";

/** One thing of the unit with its roles. */
export interface Carrier extends Target {
  readonly resource: Resource;
  /** What a message calls it: `function orders`. */
  readonly name: string;
  /** Its name, and so its ARN, is written. */
  readonly named: boolean;
  readonly roles: readonly CarriedRole[];
}

export interface CarriedRole {
  /** The value by which it names its role. */
  readonly use: Value;
  readonly called: string | undefined;
  /** Absent where the role is not in view. */
  readonly resource?: Resource;
}

/** A carrier as an escalation path may go through it. */
export interface Way extends Target {
  /** Does whoever changes what it runs gain something? Asked with whether it can be changed for certain. */
  readonly worth: (had: Truth) => Truth;
  readonly carrier: Carrier;
  /** How a sentence calls it: `function orders, which runs as role deploy, an administrator`. */
  readonly words: () => string;
  /** Where it has the role. */
  readonly place: () => Place;
}

interface CarrierKind {
  readonly kind: string;
  readonly noun: string;
  /** What stands for the name in an ARN of the type is `*`; what the cloud appends to it is left out. */
  readonly arn: (name: string) => string;
}

/** By the type of resource that the actions of the paths take, as the table of actions writes it. */
const kinds: ReadonlyMap<string, CarrierKind> = new Map([
  [
    "arn:*:lambda:*:*:function:*",
    { kind: "aws.workload.function", noun: "function", arn: (name) => `lambda:function:${name}` },
  ],
  [
    "arn:*:ec2:*:*:instance/*",
    { kind: "aws.workload.machine", noun: "instance", arn: (name) => `ec2:instance/${name}` },
  ],
  [
    "arn:*:ec2:*:*:launch-template/*",
    {
      kind: "aws.workload.machine-template",
      noun: "launch template",
      arn: (name) => `ec2:launch-template/${name}`,
    },
  ],
  [
    "arn:*:codebuild:*:*:project/*",
    {
      kind: "aws.workload.build",
      noun: "build project",
      arn: (name) => `codebuild:project/${name}`,
    },
  ],
  [
    "arn:*:glue:*:*:devEndpoint/*",
    {
      kind: "aws.workload.development-endpoint",
      noun: "development endpoint",
      arn: (name) => `glue:devEndpoint/${name}`,
    },
  ],
  [
    "arn:*:sagemaker:*:*:notebook-instance/*",
    {
      kind: "aws.workload.notebook",
      noun: "notebook",
      arn: (name) => `sagemaker:notebook-instance/${name}`,
    },
  ],
  [
    "arn:*:apprunner:*:*:service/*/*",
    {
      kind: "aws.workload.web-service",
      noun: "service",
      arn: (name) => `apprunner:service/${name}/id-of-the-unit`,
    },
  ],
  [
    "arn:*:cloudformation:*:*:stack/*/*",
    {
      kind: "aws.cloudformation.stack",
      noun: "stack",
      arn: (name) => `cloudformation:stack/${name}/id-of-the-unit`,
    },
  ],
  [
    "arn:*:bedrock-agentcore:*:*:code-interpreter-custom/*",
    {
      kind: "aws.workload.code-interpreter",
      noun: "code interpreter",
      arn: (name) => `bedrock-agentcore:code-interpreter-custom/${name}-of-the-unit`,
    },
  ],
]);

export function isCarrierType(type: string): boolean {
  return kinds.has(type);
}

/** The carriers of the unit, by the type of resource that they are. */
export function carriersOf(model: Model): (type: string) => readonly Carrier[] {
  const roles = byKeys("aws.iam.role", model);
  const profiles = byKeys("aws.iam.instance-profile", model);
  const found = new Map<string, readonly Carrier[]>();
  return (type) => {
    let those = found.get(type);
    if (!those) {
      const of = kinds.get(type);
      those = of ? find(of) : [];
      found.set(type, those);
    }
    return those;
  };

  function find({ kind, noun, arn }: CarrierKind): readonly Carrier[] {
    return ofKind(model, kind)
      .filter((each) => isDeployed(each, model))
      .flatMap((resource): readonly Carrier[] => {
        const carried = rolesOf(resource, profiles).map(({ use, named }): CarriedRole => {
          const role = roles(named);
          const called = role
            ? (lastName(role.attributes.get("name")) ?? role.name)
            : lastName(named);
          return { use, called, ...(role ? { resource: role } : {}) };
        });
        if (carried.length === 0) return [];
        const name = lastName(resource.attributes.get("name"));
        return [
          {
            own: arn(name ?? `${resource.name}-of-the-unit`),
            resource,
            name: `${noun} ${name ?? resource.name}`,
            named: name !== undefined,
            roles: carried,
          },
        ];
      });
  }
}
