// Reads the files that say what each language calls a kind of resource; knows no language's syntax.

import { validateKind } from "../generated/validators.ts";
import type { DataNode } from "../syntax/node.ts";
import { entry } from "../syntax/node.ts";
import type { Plain } from "../syntax/strict-yaml/plain.ts";
import { plain } from "../syntax/strict-yaml/plain.ts";
import { readStrictYaml } from "../syntax/strict-yaml/read.ts";
import type { Validator } from "../syntax/strict-yaml/schema.ts";
import { schemaProblems } from "../syntax/strict-yaml/schema.ts";
import type { Problem } from "../text/problem.ts";
import type { SourceFile } from "../text/source-file.ts";
import type { Dialect } from "./declaration.ts";
import type { AttributeDefinition, AttributeType, KindDefinition } from "./kind.ts";

const validate: Validator = validateKind;

const dialects: readonly Dialect[] = ["terraform", "cloudformation", "arm"];

/** `policies/kinds/aws/iam/role.yaml` is the kind `aws.iam.role`. */
export function kindIdOf(path: string): string {
  const start = path.lastIndexOf("kinds/");
  const below = start < 0 ? path : path.slice(start + "kinds/".length);
  return below.replace(/\.yaml$/, "").replaceAll("/", ".");
}

export function readKind(file: SourceFile): {
  readonly kind?: KindDefinition;
  readonly problems: readonly Problem[];
} {
  const tree = readStrictYaml(file.text);
  const wrong = schemaProblems(tree, validate);
  if (wrong.length > 0)
    return {
      problems: wrong.map((each) => ({ id: "analysis/policy-error", file: file.path, ...each })),
    };
  const types: Partial<Record<Dialect, readonly string[]>> = {};
  for (const dialect of dialects) {
    const names = texts(entry(entry(tree.root, "is")?.value, dialect)?.value);
    if (names.length > 0) types[dialect] = names;
  }
  return {
    kind: {
      kind: kindIdOf(file.path),
      description: text(tree.root, "description") ?? "",
      types,
      attributes: attributesOf(entry(tree.root, "attributes")?.value),
      derived: false,
    },
    problems: [],
  };
}

export function readKinds(files: readonly SourceFile[]): {
  readonly kinds: readonly KindDefinition[];
  readonly problems: readonly Problem[];
} {
  const kinds: KindDefinition[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const read = readKind(file);
    if (read.kind) kinds.push(read.kind);
    problems.push(...read.problems);
  }
  return { kinds, problems };
}

function attributesOf(node: DataNode | undefined): Readonly<Record<string, AttributeDefinition>> {
  const result: Record<string, AttributeDefinition> = Object.create(null);
  if (node?.kind === "object")
    for (const each of node.entries) result[each.key] = attribute(each.value);
  return result;
}

function attribute(node: DataNode): AttributeDefinition {
  const paths: Partial<Record<Dialect, readonly (readonly string[])[]>> = {};
  for (const dialect of dialects) {
    const alternatives = texts(entry(node, dialect)?.value);
    if (alternatives.length > 0) paths[dialect] = alternatives.map((path) => path.split("."));
  }
  const zeroMeans = text(node, "zero-means");
  const inverted = entry(node, "not")?.value;
  const of = entry(node, "of")?.value;
  return {
    type: (text(node, "type") ?? "any") as AttributeType,
    paths,
    defaults: defaultsOf(entry(node, "default")?.value),
    ...(inverted?.kind === "boolean" && inverted.value ? { not: true } : {}),
    ...(zeroMeans === undefined ? {} : { zeroMeans }),
    ...(of ? { of: attributesOf(of) } : {}),
  };
}

/** An object whose keys are all dialects gives one default for each; everything else is the default of all. */
function defaultsOf(node: DataNode | undefined): AttributeDefinition["defaults"] {
  if (!node) return {};
  if (node.kind !== "object" || node.entries.length === 0) return { any: plain(node) };
  const byDialect: Partial<Record<Dialect, Plain>> = {};
  for (const each of node.entries) {
    const dialect = dialects.find((one) => one === each.key);
    if (!dialect) return { any: plain(node) };
    byDialect[dialect] = plain(each.value);
  }
  return byDialect;
}

function text(node: DataNode, key: string): string | undefined {
  const value = entry(node, key)?.value;
  return value?.kind === "string" ? value.value : undefined;
}

function texts(node: DataNode | undefined): readonly string[] {
  if (node?.kind === "string") return [node.value];
  if (node?.kind !== "array") return [];
  return node.items.flatMap((item) => (item.kind === "string" ? [item.value] : []));
}
