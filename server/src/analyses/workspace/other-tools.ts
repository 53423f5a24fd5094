// Whether files say that another tool deploys from a workspace too, whose code is not read.

import { isExample } from "./example.ts";

/**
 * The first file that only such a tool has; by its name, since nothing in it is understood. What is
 * there to show or to test something sets up no account.
 */
export function otherTool(paths: Iterable<string>): string | undefined {
  for (const path of paths)
    if (tools.has(path.slice(path.lastIndexOf("/") + 1)) && !isExample(path)) return path;
  return undefined;
}

/** The project files of AWS CDK, CDK for Terraform, Pulumi and the Serverless Framework. */
const tools: ReadonlySet<string> = new Set([
  "cdk.json",
  "cdktf.json",
  "Pulumi.yaml",
  "Pulumi.yml",
  "serverless.yml",
  "serverless.yaml",
]);
