// Holds the reading of Bicep files against the facts of the JSON that belongs to them: resources and literals.

import { readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import type { Value } from "../../src/expressions/value.ts";
import { moduleOf } from "../../src/languages/azure/bicep/module.ts";
import { newProgram, newSession, type Program } from "../../src/languages/azure/bicep/program.ts";
import { evaluateIn } from "../../src/languages/azure/bicep/scope.ts";
import { defaultLimits } from "../../src/text/limits.ts";
import { armAnswers } from "./bicep-arm.ts";
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
  readonly exprs?: Readonly<Record<string, string>>;
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
  readonly json?: string;
  readonly template_at?: string;
  readonly origin: "compiled" | "baseline" | "handwritten";
  readonly suspect: boolean;
}

/** Rows that are suspect are not asked; templates are asked through the modules that carry them. */
export const judge: Oracle = function* (rows, root) {
  const all = rows.slice(1) as readonly (Pair | (Template & { readonly template: string }))[];
  const templates = new Map(all.flatMap((row) => ("template" in row ? [[row.template, row]] : [])));
  const counts: Counts = {
    literal: [0, 0],
    resource: [0, 0],
    declared: [0, 0],
    expression: [0, 0],
  };
  const files = filesBelow(root);
  for (const row of all) {
    if (!("pair" in row) || row.suspect) continue;
    const file = files.get(row.bicep);
    if (!file) {
      yield { agrees: false, verdict: "file not found", row: row.pair, shown: row.bicep };
      continue;
    }
    const program = newProgram(file, newSession(files, defaultLimits), new Map());
    const json = row.json === undefined ? undefined : files.get(row.json);
    const judging: Judging = {
      pair: row.pair,
      isHandwritten: row.origin === "handwritten",
      templates,
      answer: json && armAnswers(json, row.template_at),
    };
    for (const judged of judgeTemplate(row, program, judging)) {
      const entry = counts[judged.unit];
      entry[1]++;
      if (judged.agrees) entry[0]++;
      const verdict = `${judged.unit}: ${judged.verdict}`;
      if (judged.unit === "literal" || judged.unit === "resource") yield { ...judged, verdict };
      else if (!judged.agrees) console.log(verdict, JSON.stringify(judged.row), judged.shown);
    }
  }
  for (const [what, [agreed, total]] of Object.entries(counts))
    console.log(`${what}: ${agreed} of ${total} (${((100 * agreed) / total).toFixed(2)} %)`);
};

interface Judging {
  readonly pair: string;
  readonly isHandwritten: boolean;
  /** Those that no module has carried yet. */
  readonly templates: Map<string, Template>;
  /** What the JSON's own language says of an expression in it. */
  readonly answer: ((expression: string) => Value) | undefined;
}

type Counts = Record<Unit["unit"], [number, number]>;

/** An expression agrees unless both readers know a value and these differ. */
interface Unit extends Judged {
  readonly unit: "literal" | "resource" | "declared" | "expression";
}

function* judgeTemplate(template: Template, program: Program, judging: Judging): Generator<Unit> {
  const facts = template.resources ?? [];
  const written = writtenResources(program).filter((each) => template.symbolic || !each.existing);
  const { pairs, invented } = matches(facts, written, template.symbolic);
  for (const each of invented)
    yield {
      unit: "resource",
      agrees: false,
      verdict: "invented",
      row: { pair: judging.pair, file: program.file.path },
      shown: `${each.path} ${each.type}@${each.version}`,
    };
  for (const [fact, resource] of pairs) {
    yield* judgeResource(fact, resource, judging);
    yield* judgeModule(fact, resource, judging);
  }
  yield* judgeDeclared(template, program, judging);
}

/** The template that a module carries, read from the file that the module calls. */
function* judgeModule(fact: Fact, written: Written | undefined, judging: Judging): Generator<Unit> {
  const template = judging.templates.get(fact.module ?? "");
  if (!template || !written?.isModule) return;
  const module = moduleOf(written.instance);
  if (!("program" in module)) return;
  judging.templates.delete(fact.module ?? "");
  const alone = newProgram(module.program.file, module.program.session, new Map());
  yield* judgeTemplate(template, alone, { ...judging, answer: undefined });
}

function* judgeResource(
  fact: Fact,
  written: Written | undefined,
  { pair, answer }: Judging,
): Generator<Unit> {
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
    const given = written && literalAt(written, pointer, computedKeys(fact, pointer));
    yield { ...literal(expected, given), row: { ...row, pointer, expected } };
  }
  if (!answer || !written) return;
  for (const [pointer, expression] of Object.entries(fact.exprs ?? {})) {
    const given = literalAt(written, pointer, computedKeys(fact, pointer));
    if (!given || !("state" in given)) continue;
    const [ours, theirs] = [shown(given), shown(answer(expression))];
    if (!("plain" in ours) || !("plain" in theirs)) continue;
    yield {
      unit: "expression",
      // A parameter of a module may be one expression with the object that the JSON has around its value.
      agrees: same(theirs.plain, ours) || same(theirs.plain, { plain: { value: ours.plain } }),
      verdict: "differs",
      row: { ...row, pointer, expression, theirs: theirs.plain },
      shown: ours.plain,
    };
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

/** Keys of one object that are expressions, in the order of the JSON. */
function computedKeys({ values, exprs }: Fact, pointer: string): readonly string[] {
  const segments = pointer.split("/");
  const index = segments.findIndex((each) => each.startsWith("[") && !each.startsWith("[["));
  if (index < 0) return [];
  const prefix = `${segments.slice(0, index).join("/")}/`;
  const all = [...Object.keys(values ?? {}), ...Object.keys(exprs ?? {})];
  const keys = all.flatMap((each) =>
    each.startsWith(`${prefix}[`) ? [each.slice(prefix.length).split("/")[0] ?? ""] : [],
  );
  return [...new Set(keys.filter((each) => !each.startsWith("[[")))];
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
  { pair, isHandwritten }: Judging,
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
      if (!statSync(full, { throwIfNoEntry: false })?.isFile()) return undefined;
      const file = { path, text: readFileSync(full, "utf8") };
      this.set(path, file);
      return file;
    }
  }
  return new Folder();
}
