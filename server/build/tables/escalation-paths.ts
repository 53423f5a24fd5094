// Makes the table of AWS escalation paths: ids and the actions that each of them needs.
import { byKey, readSource, writeTable } from "./table.ts";

interface Upstream {
  readonly id: string;
  readonly category: string;
  readonly required: readonly string[];
}

const commit = "84dd65c9";

export async function escalationPaths(path: string): Promise<void> {
  const { text, sha256 } = await readSource(path);
  const rows = (JSON.parse(text) as readonly Upstream[]).map(({ id, category, required }) => ({
    id,
    category,
    required,
    ...(required.includes("iam:PassRole") ? passing(required) : {}),
  }));
  await writeTable({
    name: "escalation-paths",
    command: "npm run tables -- --escalation-paths FILE",
    source: {
      name: "github.com/DataDog/pathfinding.cloud, data/paths (ids, categories and required actions)",
      version: commit,
      licence: "Apache-2.0",
      sha256,
    },
    rows: rows.toSorted(byKey((row) => row.id)),
    notice: `escalation-paths.jsonl is derived from github.com/DataDog/pathfinding.cloud at ${commit}:
ids, categories and required actions.

Datadog pathfinding.cloud
Copyright 2025-Present Datadog, Inc.
This product includes software developed at Datadog (https://www.datadoghq.com/).

Licensed under the Apache License, Version 2.0; you may obtain a copy of the licence at
http://www.apache.org/licenses/LICENSE-2.0. Distributed on an "AS IS" basis, without warranties
or conditions of any kind, either express or implied.`,
  });
}

/**
 * The services that take on the role, by the service whose action makes them do it: what
 * `iam:PassedToService` is, and what the role's trust names where that is another word. The first page
 * of each says whom the trust names. The second source is a policy of AWS that passes a role to the
 * service under a condition on that word; the table of managed policies has them all.
 */
const services: Readonly<Record<string, readonly Service[]>> = {
  // The role for images (build.apprunner.amazonaws.com) pulls them, and no code runs with it.
  // https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html
  // AWSAppRunnerFullAccess
  apprunner: [{ passedTo: "apprunner.amazonaws.com", trusted: "tasks.apprunner.amazonaws.com" }],
  // https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/code-interpreter-resource-session-management.html
  // BedrockAgentCoreFullAccess
  "bedrock-agentcore": [{ passedTo: "bedrock-agentcore.amazonaws.com" }],
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
  // AWSElasticBeanstalkRoleCore
  cloudformation: [{ passedTo: "cloudformation.amazonaws.com" }],
  // https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html
  // AWSProtonCodeBuildProvisioningServiceRolePolicy
  codebuild: [{ passedTo: "codebuild.amazonaws.com" }],
  // https://docs.aws.amazon.com/datapipeline/latest/DeveloperGuide/dp-iam-roles.html
  // That page has the trusts of the pipeline's role and of its machines'. What `iam:PassedToService` is for
  // them no page and no policy of AWS says, so these are the words of the trusts.
  datapipeline: [{ passedTo: "datapipeline.amazonaws.com" }, { passedTo: "ec2.amazonaws.com" }],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html, which has both
  ec2: [{ passedTo: "ec2.amazonaws.com" }],
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
  // AWSCodeDeployRoleForECS
  ecs: [{ passedTo: "ecs-tasks.amazonaws.com" }],
  // https://docs.aws.amazon.com/glue/latest/dg/attach-policy-iam-user.html, which has the condition
  // AWSGlueConsoleFullAccess
  glue: [{ passedTo: "glue.amazonaws.com" }],
  // https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
  // AWSIoTDeviceTesterForGreengrassFullAccess
  lambda: [{ passedTo: "lambda.amazonaws.com" }],
  // https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
  // AWSGlueConsoleSageMakerNotebookFullAccess
  sagemaker: [{ passedTo: "sagemaker.amazonaws.com" }],
};

interface Service {
  readonly passedTo: string;
  readonly trusted?: string;
}

/** `trusted` in the order of `passedTo`, where one of them differs. */
function passing(required: readonly string[]): {
  readonly passedTo: readonly string[];
  readonly trusted?: readonly string[];
} {
  const [service = ""] = required
    .map((each) => each.slice(0, each.indexOf(":")))
    .filter((each) => each !== "iam");
  const found = services[service];
  if (!found) throw new Error(`No service is known that takes a role for ${service}.`);
  return {
    passedTo: found.map((each) => each.passedTo),
    ...(found.some((each) => each.trusted !== undefined)
      ? { trusted: found.map((each) => each.trusted ?? each.passedTo) }
      : {}),
  };
}
