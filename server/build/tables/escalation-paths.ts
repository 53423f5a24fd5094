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
    ...(required.includes("iam:PassRole") ? { passedTo: passedTo(required) } : {}),
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

/** The services that take on the role, by the service whose action makes them do it (their own guides). */
const services: Readonly<Record<string, readonly string[]>> = {
  apprunner: ["tasks.apprunner.amazonaws.com", "build.apprunner.amazonaws.com"],
  "bedrock-agentcore": ["bedrock-agentcore.amazonaws.com"],
  cloudformation: ["cloudformation.amazonaws.com"],
  codebuild: ["codebuild.amazonaws.com"],
  datapipeline: ["datapipeline.amazonaws.com", "ec2.amazonaws.com"],
  ec2: ["ec2.amazonaws.com"],
  ecs: ["ecs-tasks.amazonaws.com"],
  glue: ["glue.amazonaws.com"],
  lambda: ["lambda.amazonaws.com"],
  sagemaker: ["sagemaker.amazonaws.com"],
};

function passedTo(required: readonly string[]): readonly string[] {
  const [service = ""] = required
    .map((each) => each.slice(0, each.indexOf(":")))
    .filter((each) => each !== "iam");
  const found = services[service];
  if (!found) throw new Error(`No service is known that takes a role for ${service}.`);
  return found;
}
