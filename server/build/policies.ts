// Compiles policies, kinds and public modules into modules with the loader that reads users' YAML, and writes their list.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Policy } from "../src/check/policy.ts";
import type { KindDefinition } from "../src/model/kind.ts";
import type { KnownModule } from "../src/model/known-module.ts";
import type { Problem } from "../src/text/problem.ts";
import type { SourceFile } from "../src/text/source-file.ts";
import { root } from "./command.ts";
import { policyList } from "./policy-list.ts";
import { sourceText } from "./source-text.ts";

export interface Compiled {
  readonly policies: readonly Policy[];
  /** Plain kinds; those that analyses derive stand with the analyses. */
  readonly kinds: readonly KindDefinition[];
  readonly modules: readonly KnownModule[];
  readonly problems: readonly Problem[];
  readonly files: readonly SourceFile[];
}

export async function policies(folder: string): Promise<void> {
  const compiled = await compilePolicies();
  const { policies: all, kinds } = compiled;
  const text = `// Generated from policies/ by server/build/policies.ts.
import type { Policy } from "../check/policy.ts";
import { decoded } from "../model/decoded.ts";
import type { KindDefinition } from "../model/kind.ts";

export const policies = ${sourceText(all)} as readonly Policy[];
export const kinds = ${sourceText(kinds)} as readonly KindDefinition[];
`;
  await writeFile(join(folder, "policies.ts"), text);
  await writeFile(join(root, "policies/README.md"), await policyList(all, kinds));
  const { modules } = compiled;
  await writeFile(
    join(folder, "modules.ts"),
    `// Generated from policies/kinds/modules/ by server/build/policies.ts.
import { decoded } from "../model/decoded.ts";
import type { KnownModule } from "../model/known-module.ts";

export const modules = ${sourceText(modules)} as readonly KnownModule[];
`,
  );
  if (compiled.problems.length > 0)
    throw new Error(
      compiled.problems.map((problem) => located(problem, compiled.files)).join("\n"),
    );
}

/** The modules that these import are themselves generated, so they are loaded here and not at the top. */
export async function compilePolicies(): Promise<Compiled> {
  const { readKnownModules } = await import("../src/model/known-module.ts");
  const { readKinds } = await import("../src/model/kinds.ts");
  const { loadPolicies } = await import("../src/check/load.ts");
  const { factKinds } = await import("../src/analyses/index.ts");
  const files = await yamlFiles();
  const isModule = (file: SourceFile) => file.path.startsWith("policies/kinds/modules/");
  const kindFiles = files.filter(
    (file) => file.path.startsWith("policies/kinds/") && !isModule(file),
  );
  const { kinds, problems } = readKinds(kindFiles);
  const mapped = readKnownModules(files.filter(isModule));
  const policyFiles = files.filter((file) => file.path.split("/").length === 3);
  const loaded = loadPolicies(policyFiles, [...kinds, ...factKinds]);
  return {
    policies: loaded.policies,
    kinds,
    modules: mapped.modules,
    problems: [...problems, ...mapped.problems, ...loaded.problems],
    files,
  };
}

/** Policies stand in policies/<subject>/, kinds below policies/kinds/; policies/data/ holds tables. */
async function yamlFiles(): Promise<readonly SourceFile[]> {
  const names = await readdir(join(root, "policies"), { recursive: true });
  const paths = names
    .map((name) => `policies/${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".yaml") && !path.startsWith("policies/data/"));
  return Promise.all(
    paths
      .toSorted()
      .map(async (path) => ({ path, text: await readFile(join(root, path), "utf8") })),
  );
}

function located(problem: Problem, files: readonly SourceFile[]): string {
  const text = files.find((file) => file.path === problem.file)?.text ?? "";
  const before = text.slice(0, problem.range.start).split("\n");
  return `${problem.file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}: ${problem.message}`;
}
