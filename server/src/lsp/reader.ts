// What the reader brings besides the settings: policies and a register of their own. Knows no folder of the workspace.

import { factKinds } from "../analyses/index.ts";
import { bundledKinds, bundledPolicies } from "../bundled.ts";
import { loadPolicies } from "../check/load.ts";
import type { Policy } from "../check/policy.ts";
import type { Register } from "../model/register.ts";
import { readRegister } from "../model/register-file.ts";
import type { Problem } from "../text/problem.ts";
import type { SourceFile } from "../text/source-file.ts";
import type { Environment } from "./environment.ts";
import type { Configuration } from "./protocol.ts";

/** What every folder is analysed with. */
export interface Reader {
  readonly configuration: Configuration;
  readonly policies: readonly Policy[];
  readonly register?: Register;
  /** Sentences for the log and the status: what of the reader's own could not be used. */
  readonly troubles: readonly string[];
}

export const kindsOfPolicies = [...bundledKinds, ...factKinds];

export function readerOf(configuration: Configuration, environment: Environment): Reader {
  const troubles: string[] = [];
  const policies = [...bundledPolicies];
  if (configuration.policies !== "") {
    const files = environment.policyFiles(configuration.policies);
    if (!files) troubles.push("The folder that msplint.policies names cannot be read.");
    const loaded = loadPolicies(files ?? [], kindsOfPolicies, bundledPolicies);
    policies.push(...loaded.policies);
    troubles.push(...loaded.problems.map((problem) => said(problem, files ?? [])));
  }
  if (configuration.register === "") return { configuration, policies, troubles };
  const text = environment.read(configuration.register);
  if (text === undefined) {
    troubles.push("The register that msplint.register names cannot be read.");
    return { configuration, policies, troubles };
  }
  const file = { path: "register", text };
  const { register, problems } = readRegister(file);
  troubles.push(...problems.map((problem) => said(problem, [file])));
  return { configuration, policies, register, troubles };
}

/** The line, since the file is the reader's own and lies in no folder of the workspace. */
function said(problem: Problem, files: readonly SourceFile[]): string {
  const text = files.find((each) => each.path === problem.file)?.text ?? "";
  const line = text.slice(0, problem.range.start).split("\n").length;
  return `${problem.file}, line ${line}: ${problem.message}`;
}
