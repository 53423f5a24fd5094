// Compiles the small tables of policies/ into a module; made before anything that reads them is loaded.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AdvisorySection, ServerlessTables, SmallTables } from "../src/model/small-tables.ts";
import type { Plain } from "../src/syntax/strict-yaml/plain.ts";
import { plain } from "../src/syntax/strict-yaml/plain.ts";
import { readStrictYaml } from "../src/syntax/strict-yaml/read.ts";
import { root } from "./command.ts";
import { sourceText } from "./source-text.ts";

export async function smallTables(folder: string): Promise<void> {
  const accessLevels = await read("access-levels.yaml");
  const actions = await rows("data/iam-actions.jsonl");
  const tables: SmallTables = {
    advisories: advisories(await read("advisories.yaml")),
    attack: attack(await read("attack.yaml")),
    capabilities: await read("capabilities.yaml", true),
    ports: await read("ports.yaml", true),
    accessLevels,
    deployers: await read("deployers.yaml"),
    misnamedActions: misnamed(actions, member(accessLevels, "reading")),
    knownAccounts: await rows("data/known-accounts.jsonl"),
    escalationPaths: await rows("data/escalation-paths.jsonl"),
    actionResources: await rows("data/action-resources.jsonl"),
    unscopedServices: unscoped(actions),
  };
  const serverless: ServerlessTables = {
    policyTemplates: await rows("data/sam-policy-templates.jsonl"),
    connectors: await rows("data/sam-connectors.jsonl"),
    managedPolicyNames: namesByPath(await rows("data/managed-policies.jsonl")),
  };
  await writeFile(join(folder, "tables.ts"), tablesModule("tables", "SmallTables", tables));
  await writeFile(
    join(folder, "serverless.ts"),
    tablesModule("serverless", "ServerlessTables", serverless),
  );
}

/** Each table is read when it is first asked for. */
function tablesModule(name: string, type: string, tables: object): string {
  const members = Object.entries(tables);
  return `// Generated from policies/ by server/build/small-tables.ts.
import { decoded } from "../model/decoded.ts";
import type { ${type} } from "../model/small-tables.ts";
import { once } from "../text/once.ts";

${members.map(([key, table]) => `const ${key} = once(() => ${sourceText(table)} as ${type}["${key}"]);`).join("\n")}

export const ${name}: ${type} = {
${members.map(([key]) => `  get ${key}() { return ${key}(); },`).join("\n")}
};
`;
}

async function read(name: string, optional = false): Promise<Plain> {
  const path = join(root, "policies", name);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (optional) return null;
    throw error;
  }
  const tree = readStrictYaml(text);
  const [problem] = tree.problems;
  if (problem)
    throw new Error(
      `policies/${name}:${text.slice(0, problem.range.start).split("\n").length}: ${problem.message}`,
    );
  return plain(tree.root);
}

/** The records of a generated table, without its first line, which says where it comes from. */
async function rows(name: string): Promise<Plain> {
  const text = await readFile(join(root, "policies", name), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .slice(1)
    .map((line) => JSON.parse(line) as Plain);
}

/** Services no action of which takes a resource: their policies cannot but say `*`. */
function unscoped(services: Plain): Plain {
  return (Array.isArray(services) ? services : [])
    .filter((each) => {
      const types = member(each, "types");
      return Array.isArray(types) && types.length === 0;
    })
    .map((each) => word(each, "id"));
}

/** The actions of which the verb says the other of what their access level does. */
function misnamed(services: Plain, verbs: Plain): Plain {
  const begins = (name: string) =>
    Array.isArray(verbs) && verbs.some((verb) => typeof verb === "string" && name.startsWith(verb));
  const found = (levels: readonly string[], said: boolean) =>
    Object.fromEntries(
      (Array.isArray(services) ? services : []).flatMap((service) => {
        const names = levels
          .flatMap((level) => actionNames(member(service, level)))
          .filter((name) => begins(name) === said);
        return names.length > 0 ? [[word(service, "id"), names.join(" ")]] : [];
      }),
    );
  return {
    reading: found(["list", "read"], false),
    writing: found(["write", "permissions", "tagging"], true),
  };
}

/** `GetObject:0,!3 ListParts` */
function actionNames(level: Plain): readonly string[] {
  return typeof level === "string"
    ? level.split(" ").map((each) => each.replace(/:.*/, "").toLowerCase())
    : [];
}

function namesByPath(policies: Plain): Plain {
  const paths = new Map<string, string[]>();
  for (const policy of Array.isArray(policies) ? policies : []) {
    const path = word(policy, "path");
    const names = paths.get(path) ?? [];
    names.push(word(policy, "name"));
    paths.set(path, names);
  }
  return Object.fromEntries(paths);
}

function advisories(data: Plain): SmallTables["advisories"] {
  return objectEntries(data).map(([id, advisory]) => ({
    id,
    title: word(advisory, "title"),
    address: word(advisory, "address"),
    published: word(advisory, "published"),
    sections: objectEntries(member(advisory, "sections")).map(
      ([name, section]): AdvisorySection => ({
        id: name,
        number: Number(member(section, "number")),
        title: word(section, "title"),
        recommends: word(section, "recommends"),
        visible: word(section, "visible") as AdvisorySection["visible"],
        code: word(section, "code"),
        people: word(section, "people"),
      }),
    ),
  }));
}

function attack(data: Plain): SmallTables["attack"] {
  const words = (key: string) =>
    new Map(
      objectEntries(member(data, key)).map(([id, name]): [string, string] => [
        id,
        typeof name === "string" ? name : "",
      ]),
    );
  return {
    version: Number(member(data, "version")),
    names: words("names"),
    renamed: words("renamed"),
  };
}

function objectEntries(data: Plain): readonly [string, Plain][] {
  return typeof data === "object" && data !== null && !Array.isArray(data)
    ? Object.entries(data)
    : [];
}

function member(data: Plain, key: string): Plain {
  return objectEntries(data).find(([name]) => name === key)?.[1] ?? null;
}

function word(data: Plain, key: string): string {
  const value = member(data, key);
  if (typeof value !== "string") throw new Error(`A table of policies/ lacks the text "${key}".`);
  return value;
}
