// Holds the reading of Bicep files against the facts of the JSON that belongs to them: resources and literals.

import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Value } from "../../src/expressions/value.ts";
import { newProgram, newSession, type Program } from "../../src/languages/azure/bicep/program.ts";
import { evaluateIn } from "../../src/languages/azure/bicep/scope.ts";
import { defaultLimits } from "../../src/text/limits.ts";
import { type Shown, same, shown } from "./bicep-literal.ts";
import { matches } from "./bicep-match.ts";
import { literalAt, type Written, writtenResources } from "./bicep-written.ts";
import type { Judged, Oracle } from "./oracle.ts";

export interface Fact {
  readonly key: string;
  readonly type: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly parentName?: string;
  readonly existing?: boolean;
  readonly condition?: unknown;
  readonly copy?: unknown;
  readonly scope?: unknown;
  readonly module?: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

interface Declared {
  readonly default?: {
    readonly literal?: unknown;
    readonly values?: Readonly<Record<string, unknown>>;
  };
}

interface Template {
  readonly symbolic: boolean;
  readonly resources?: readonly Fact[];
  readonly parameters?: Readonly<Record<string, Declared>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

interface Pair extends Template {
  readonly pair: string;
  readonly bicep: string;
  readonly origin: "compiled" | "baseline" | "handwritten";
  readonly suspect: boolean;
}

/** Rows that are suspect are not asked; templates are asked through the modules that carry them. */
export const judge: Oracle = function* (rows, root) {
  const all = rows.slice(1) as readonly (Pair | (Template & { readonly template: string }))[];
  const templates = new Map(all.flatMap((row) => ("template" in row ? [[row.template, row]] : [])));
  const counts: Counts = { literal: [0, 0], resource: [0, 0], declared: [0, 0] };
  const asked = new Set<string>();
  for (const row of all) {
    if (!("pair" in row) || row.suspect) continue;
    const session = newSession(filesBelow(root), defaultLimits);
    const file = session.files.get(row.bicep);
    if (!file) {
      yield { agrees: false, verdict: "file not found", row: row.pair, shown: row.bicep };
      continue;
    }
    const program = newProgram(file, session, new Map());
    for (const judged of judgeTemplate(row, program, row.pair, row.origin === "handwritten")) {
      const entry = counts[judged.unit];
      entry[1]++;
      if (judged.agrees) entry[0]++;
      if (judged.unit !== "declared")
        yield { ...judged, verdict: `${judged.unit}: ${judged.verdict}` };
      else if (!judged.agrees) console.log(judged.verdict, JSON.stringify(judged.row));
    }
    void templates;
    void asked;
  }
  for (const [what, [agreed, total]] of Object.entries(counts))
    console.log(`${what}: ${agreed} of ${total} (${((100 * agreed) / total).toFixed(2)} %)`);
};

type Counts = Record<Unit["unit"], [number, number]>;

interface Unit extends Judged {
  readonly unit: "literal" | "resource" | "declared";
}

function* judgeTemplate(
  template: Template,
  program: Program,
  name: string,
  isHandwritten: boolean,
): Generator<Unit> {
  const facts = template.resources ?? [];
  const written = writtenResources(program).filter((each) => template.symbolic || !each.existing);
  const { pairs, invented } = matches(facts, written, template.symbolic);
  for (const each of invented)
    yield {
      unit: "resource",
      agrees: false,
      verdict: "invented",
      row: { pair: name },
      shown: `${each.path} ${each.type}@${each.version}`,
    };
  for (const [fact, resource] of pairs) {
    yield* judgeResource(fact, resource, name);
  }
  yield* judgeDeclared(template, program, name, isHandwritten);
}

function* judgeResource(fact: Fact, written: Written | undefined, pair: string): Generator<Unit> {
  const row = { pair, key: fact.key, type: fact.type };
  const difference = written ? differenceOf(fact, written) : "missing";
  yield {
    unit: "resource",
    agrees: difference === undefined,
    verdict: difference ?? "right",
    row: { ...row, name: fact.name, apiVersion: fact.apiVersion },
    shown: written && `${written.path} ${written.type}@${written.version} ${written.name}`,
  };
  for (const [pointer, expected] of Object.entries(fact.values ?? {})) {
    if (ofTheForm(fact, pointer)) continue;
    const answer = written && literalAt(written, pointer);
    yield { ...literal(expected, answer), row: { ...row, pointer, expected } };
  }
}

function literal(expected: unknown, answer: Value | Shown | undefined): Omit<Unit, "row"> {
  const given = answer === undefined ? undefined : "state" in answer ? shown(answer) : answer;
  const agrees = given !== undefined && same(expected, given);
  const verdict = agrees
    ? "right"
    : given === undefined
      ? "not there"
      : "open" in given
        ? "unknown"
        : "wrong value";
  return { unit: "literal", agrees, verdict, shown: given };
}

/** Members that the compiler gives every deployment of a module, whatever the Bicep file says. */
function ofTheForm(fact: Fact, pointer: string): boolean {
  return (
    fact.type.toLowerCase() === "microsoft.resources/deployments" &&
    (pointer === "/properties/mode" || pointer === "/properties/expressionEvaluationOptions/scope")
  );
}

function differenceOf(fact: Fact, written: Written): string | undefined {
  if (fact.type.toLowerCase() !== written.type.toLowerCase()) return "other type";
  if (!written.isModule && fact.apiVersion !== written.version) return "other version";
  if (Boolean(fact.existing) !== written.existing) return "existing differs";
  if ((fact.condition !== undefined) !== written.conditional) return "condition differs";
  if ((fact.copy !== undefined) !== written.looped) return "loop differs";
  if (!sameName(fact, written.name)) return "other name";
  return written.declared ? undefined : "not declared";
}

/** A resource inside of another may leave out the names of those around it. */
function sameName({ name, parentName, type }: Fact, written: string): boolean {
  if (name.startsWith("[")) return true;
  if (name === written) return true;
  const isShort = name.split("/").length < type.split("/").length - 1;
  return isShort && parentName !== undefined && written.endsWith(`${parentName}/${name}`);
}

function* judgeDeclared(
  template: Template,
  program: Program,
  pair: string,
  isHandwritten: boolean,
): Generator<Unit> {
  const { statements } = program.tree;
  const compare = function* (kind: "param" | "output", names: readonly string[]): Generator<Unit> {
    const present = statements.flatMap((each) => (each.kind === kind ? [each.name.text] : []));
    for (const name of new Set([...names, ...present])) {
      const agrees = names.includes(name) && present.includes(name);
      if (isHandwritten && !agrees) continue;
      const verdict = agrees
        ? "right"
        : names.includes(name)
          ? `${kind} missing`
          : `${kind} invented`;
      yield { unit: "declared", agrees, verdict, row: { pair, kind, name }, shown: undefined };
    }
  };
  yield* compare("param", Object.keys(template.parameters ?? {}));
  yield* compare("output", Object.keys(template.outputs ?? {}));
  for (const [name, { default: fallback }] of Object.entries(template.parameters ?? {})) {
    const statement = statements.find((each) => each.kind === "param" && each.name.text === name);
    if (statement?.kind !== "param" || !fallback || !("literal" in fallback)) continue;
    const value = statement.value && evaluateIn(program, statement.value);
    yield {
      ...literal(fallback.literal, value),
      row: { pair, parameter: name, expected: fallback.literal },
    };
  }
}

/** Files are read when they are asked for; what the pairs refer to stands below the root. */
function filesBelow(root: string): ReadonlyMap<string, { path: string; text: string }> {
  class Folder extends Map<string, { path: string; text: string }> {
    override get(path: string): { path: string; text: string } | undefined {
      const present = super.get(path);
      if (present) return present;
      const full = join(root, posix.normalize(path));
      if (!existsSync(full)) return undefined;
      const file = { path, text: readFileSync(full, "utf8") };
      this.set(path, file);
      return file;
    }
  }
  return new Folder();
}
