// Policies from YAML: read, checked against the schema and the kinds, with every error at its place.

import { tables } from "../generated/tables.ts";
import { validatePolicy } from "../generated/validators.ts";
import type { LanguageId } from "../model/declaration.ts";
import type { KindDefinition } from "../model/kind.ts";
import type { Severity } from "../model/register.ts";
import type { FixValue } from "../model/resource.ts";
import type { DataNode, EntryNode, SyntaxProblem } from "../syntax/node.ts";
import { entry } from "../syntax/node.ts";
import { plain } from "../syntax/strict-yaml/plain.ts";
import { readStrictYaml } from "../syntax/strict-yaml/read.ts";
import type { Validator } from "../syntax/strict-yaml/schema.ts";
import { schemaProblems } from "../syntax/strict-yaml/schema.ts";
import type { Problem } from "../text/problem.ts";
import type { Range } from "../text/range.ts";
import type { SourceFile } from "../text/source-file.ts";
import type { Definitions } from "./load-condition.ts";
import { definitionAt, readCondition } from "./load-condition.ts";
import type { Policy, PolicyCase, PolicyFix, PolicyReport } from "./policy.ts";
import { wordsOf } from "./words.ts";

const validate: Validator = validatePolicy;

export interface Loaded {
  /** Those without a problem; one that is wrong costs no other. */
  readonly policies: readonly Policy[];
  readonly problems: readonly Problem[];
}

/** `present` are policies that were loaded before; an id is given once. */
export function loadPolicies(
  files: readonly SourceFile[],
  kinds: readonly KindDefinition[],
  present: readonly Policy[] = [],
): Loaded {
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]));
  const policies: Policy[] = [];
  const problems: Problem[] = [];
  const places = new Map<string, readonly { readonly id: string; readonly range: Range }[]>();
  const ids = new Map(present.map((policy) => [policy.id, policy.file]));
  for (const file of files) {
    const found: SyntaxProblem[] = [];
    const read = readPolicy(file, byKind, found);
    const first = { start: 0, end: firstLineEnd(file.text) };
    const other = read && ids.get(read.policy.id);
    if (other !== undefined)
      found.push({
        range: first,
        message: `A policy "${read?.policy.id ?? ""}" is already loaded from ${other}.`,
      });
    problems.push(
      ...found.map(
        (each): Problem => ({
          id: "analysis/policy-error",
          file: file.path,
          ...each,
          incomplete: true,
        }),
      ),
    );
    if (!read || found.length > 0) continue;
    policies.push(read.policy);
    ids.set(read.policy.id, file.path);
    places.set(read.policy.id, read.yields);
  }
  problems.push(...yieldProblems(policies, present, places));
  return { policies, problems };
}

/** `policies/access/external-id-missing.yaml` and `access/external-id-missing.yaml` are the same id. */
export function policyIdOf(path: string): string {
  return path
    .replace(/\.yaml$/, "")
    .split("/")
    .slice(-2)
    .join("/");
}

interface Read {
  readonly policy: Policy;
  readonly yields: readonly { readonly id: string; readonly range: Range }[];
}

type Kinds = ReadonlyMap<string, KindDefinition>;

function readPolicy(file: SourceFile, kinds: Kinds, problems: SyntaxProblem[]): Read | undefined {
  const { root, ...tree } = readStrictYaml(file.text);
  problems.push(...schemaProblems({ root, ...tree }, validate));
  if (problems.length > 0) return undefined;
  const id = policyIdOf(file.path);
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id) || id.startsWith("analysis/")) {
    problems.push({
      range: { start: 0, end: firstLineEnd(file.text) },
      message: `The path of a policy is <subject>/<name>.yaml in kebab-case; "${id}" is not.`,
    });
  }
  const cases = readCases(root, kinds, problems);
  const languages = entry(root, "languages");
  const policy: Policy = {
    id,
    file: file.path,
    title: text(root, "title"),
    why: text(root, "why").trim(),
    advisories: advisories(root, problems),
    attack: texts(entry(root, "attack")?.value),
    controls: new Map(
      members(entry(root, "controls")?.value).map((each) => [each.key, texts(each.value)]),
    ),
    formerly: texts(entry(root, "formerly")?.value),
    yieldsTo: texts(entry(root, "yields-to")?.value),
    ...(languages ? { languages: texts(languages.value) as readonly LanguageId[] } : {}),
    cases,
  };
  const yields = items(entry(root, "yields-to")?.value).map((node, index) => ({
    id: policy.yieldsTo[index] ?? "",
    range: node.range,
  }));
  return { policy, yields };
}

const caseKeys = ["match", "when", "severity", "report"] as const;

function readCases(root: DataNode, kinds: Kinds, problems: SyntaxProblem[]): readonly PolicyCase[] {
  const cases = entry(root, "cases");
  const own = members(root).filter((each) =>
    ["row", "fix", "deployment-fails", ...caseKeys].includes(each.key),
  );
  if (cases) {
    for (const each of own)
      problems.push({
        range: each.keyRange,
        message: `"${each.key}" stands in each case where there are cases.`,
      });
    return items(cases.value).map((node) => readCase(node, kinds, problems));
  }
  const missing = caseKeys.filter((key) => !entry(root, key));
  for (const key of missing) {
    problems.push({
      range: members(root)[0]?.keyRange ?? root.range,
      message: `"${key}" is missing here.`,
    });
  }
  return missing.length > 0 ? [] : [readCase(root, kinds, problems)];
}

function readCase(node: DataNode, kinds: Kinds, problems: SyntaxProblem[]): PolicyCase {
  const match = text(node, "match");
  const kind = kinds.get(match);
  if (!kind)
    problems.push({ range: rangeOf(node, "match"), message: `There is no kind "${match}".` });
  const definitions: Definitions = kind?.attributes;
  const when = entry(node, "when")?.value ?? node;
  const row = text(node, "row");
  const fix = entry(node, "fix")?.value;
  return {
    ...(row === "" ? {} : { row }),
    match,
    when: readCondition(when, definitions, problems),
    severity: severityOf(entry(node, "severity")?.value ?? node, definitions, problems),
    report: reportOf(entry(node, "report")?.value ?? node, definitions, problems),
    ...(fix ? { fix: fixOf(fix, definitions, problems) } : {}),
    deploymentFails: plain(entry(node, "deployment-fails")?.value ?? node) === true,
  };
}

function severityOf(
  node: DataNode,
  definitions: Definitions,
  problems: SyntaxProblem[],
): PolicyCase["severity"] {
  if (node.kind === "string") return [{ is: node.value as Severity }];
  const all = items(node);
  return all.map((item, index) => {
    const when = entry(item, "when");
    const last = index === all.length - 1;
    if (last && when)
      problems.push({
        range: when.keyRange,
        message: "The last severity has no condition, so that there always is one.",
      });
    if (!last && !when)
      problems.push({ range: item.range, message: "Only the last severity has no condition." });
    return {
      is: text(item, "is") as Severity,
      ...(when ? { when: readCondition(when.value, definitions, problems) } : {}),
    };
  });
}

function reportOf(
  node: DataNode,
  definitions: Definitions,
  problems: SyntaxProblem[],
): PolicyReport {
  const because = texts(entry(node, "because")?.value);
  items(entry(node, "because")?.value).forEach((item, index) =>
    checkAttribute(because[index] ?? "", item.range, definitions, problems),
  );
  checkAttribute(text(node, "at"), rangeOf(node, "at"), definitions, problems);
  checkWords(node, "message", definitions, problems);
  const oncePer = text(node, "once-per");
  if (oncePer !== "") checkAttribute(oncePer, rangeOf(node, "once-per"), definitions, problems);
  return {
    at: text(node, "at"),
    message: text(node, "message").trim(),
    because,
    ...(oncePer === "" ? {} : { oncePer }),
  };
}

function fixOf(node: DataNode, definitions: Definitions, problems: SyntaxProblem[]): PolicyFix {
  checkWords(node, "title", definitions, problems);
  const set = new Map<string, FixValue>();
  for (const each of members(entry(node, "set")?.value)) {
    checkAttribute(each.key, each.keyRange, definitions, problems);
    if (each.value.kind !== "object")
      set.set(each.key, { is: "literal", value: plain(each.value) });
    else {
      checkWords(each.value, "description", definitions, problems);
      const type = text(each.value, "type");
      set.set(each.key, {
        is: "parameter",
        name: text(each.value, "parameter"),
        description: text(each.value, "description"),
        type: type === "number" || type === "list" ? type : "text",
        ...(text(each.value, "own") === "aws-account" ? { own: "aws-account" as const } : {}),
      });
    }
  }
  return {
    title: text(node, "title"),
    safety: text(node, "safety") === "safe" ? "safe" : "review",
    set,
  };
}

function advisories(root: DataNode, problems: SyntaxProblem[]): Policy["advisories"] {
  return items(entry(root, "advisories")?.value).map((item) => {
    const id = text(item, "id");
    const section = text(item, "section");
    const advisory = tables.advisories.find((each) => each.id === id);
    if (!advisory)
      problems.push({
        range: rangeOf(item, "id"),
        message: `There is no advisory "${id}"; there are ${tables.advisories.map((each) => each.id).join(", ")}.`,
      });
    else if (!advisory.sections.some((each) => each.id === section)) {
      problems.push({
        range: rangeOf(item, "section"),
        message: `The advisory ${id} has no section "${section}".`,
      });
    }
    return { id, section };
  });
}

function checkAttribute(
  name: string,
  range: Range,
  definitions: Definitions,
  problems: SyntaxProblem[],
): void {
  if (definitionAt([name], definitions) === "missing")
    problems.push({ range, message: `The kind has no attribute "${name}".` });
}

/** `{name}` is the resource's own name and needs no attribute. */
function checkWords(
  node: DataNode,
  key: string,
  definitions: Definitions,
  problems: SyntaxProblem[],
): void {
  for (const word of wordsOf(text(node, key)))
    if (word !== "name") checkAttribute(word, rangeOf(node, key), definitions, problems);
}

/** Policies that yield to one another would both be silent. */
function yieldProblems(
  policies: readonly Policy[],
  present: readonly Policy[],
  places: ReadonlyMap<string, Read["yields"]>,
): readonly Problem[] {
  const byId = new Map([...present, ...policies].map((policy) => [policy.id, policy]));
  return policies.flatMap((policy) =>
    (places.get(policy.id) ?? []).flatMap(({ id, range }): Problem[] => {
      const other = byId.get(id);
      const problem = (message: string): Problem => ({
        id: "analysis/policy-error",
        file: policy.file,
        range,
        message,
        incomplete: true,
      });
      if (!other) return [problem(`There is no policy "${id}".`)];
      return other.yieldsTo.includes(policy.id)
        ? [problem(`"${id}" yields to this policy already.`)]
        : [];
    }),
  );
}

function text(node: DataNode, key: string): string {
  const value = entry(node, key)?.value;
  return value?.kind === "string" ? value.value : value?.kind === "number" ? value.raw : "";
}

function texts(node: DataNode | undefined): readonly string[] {
  return items(node).map((item) =>
    item.kind === "string" ? item.value : item.kind === "number" ? item.raw : "",
  );
}

function items(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === "array" ? node.items : [];
}

function members(node: DataNode | undefined): readonly EntryNode[] {
  return node?.kind === "object" ? node.entries : [];
}

function rangeOf(node: DataNode, key: string): Range {
  return entry(node, key)?.value.range ?? node.range;
}

function firstLineEnd(source: string): number {
  const end = source.indexOf("\n");
  return end < 0 ? source.length : end;
}
