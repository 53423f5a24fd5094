// The whole program as one pure function: a unit, its files, policies and a register in; a snapshot out.

import { evidenceRows } from "./analyses/workspace/index.ts";
import type { Row } from "./analyses/workspace/row.ts";
import type { Finding } from "./check/finding.ts";
import type { Matched } from "./check/match.ts";
import { match, mergeVariants } from "./check/match.ts";
import type { Policy } from "./check/policy.ts";
import type { Derived } from "./derive.ts";
import { derive } from "./derive.ts";
import { embedded, readsCarriers } from "./languages/embedded.ts";
import { languageOf } from "./languages/index.ts";
import type { Memory } from "./languages/language.ts";
import type { AnalysisContext, TableName } from "./model/analysis.ts";
import { buildResources, isReadBy } from "./model/build.ts";
import type { LanguageId } from "./model/declaration.ts";
import type { KindDefinition } from "./model/kind.ts";
import { callBehind } from "./model/module-calls.ts";
import type { OrganizationPolicy } from "./model/organization.ts";
import type { Register } from "./model/register.ts";
import { customerOf } from "./model/register.ts";
import type { Model, Resource } from "./model/resource.ts";
import type { Table } from "./model/table.ts";
import type { Files, Unit, Variant } from "./model/unit.ts";
import type { Limits } from "./text/limits.ts";
import type { Problem } from "./text/problem.ts";

export interface Context {
  /** ISO date; the core reads no clock. */
  readonly today: string;
  readonly tables: { readonly get: (name: TableName) => Table | undefined };
  readonly kinds: readonly KindDefinition[];
  readonly limits: Limits;
  /** The unit is analysed once and not looked at again. */
  readonly forget?: true;
  /** What the unit itself says of who is own is not believed. */
  readonly untrusted?: true;
  readonly customer?: string;
  /** Policies of the organisation that other units declare; the same object while they are the same. */
  readonly elsewhere?: readonly OrganizationPolicy[];
}

/** What one variant of a unit was understood as. */
export interface VariantSnapshot {
  readonly variant: Variant;
  readonly model: Model;
  readonly facts: readonly Resource[];
  /** The facts by analysis, and what a language keeps for the next time. */
  readonly derived: readonly Derived[];
  readonly memory?: Memory | undefined;
}

/** Plain data; look-ups are functions in `model/`. */
export interface Snapshot {
  readonly unit: Unit;
  readonly variants: readonly VariantSnapshot[];
  readonly findings: readonly Finding[];
  /** What the unit contributes to what all units together show. */
  readonly evidence: readonly Row[];
  readonly problems: readonly Problem[];
  readonly wants: {
    readonly files: readonly string[];
    readonly tables: readonly TableName[];
    readonly languages: readonly LanguageId[];
  };
  /** Analyses and policies that threw: bugs, told to the log with their name. */
  readonly failures: readonly string[];
}

export function analyze(
  unit: Unit,
  files: Files,
  policies: readonly Policy[],
  register: Register,
  context: Context,
  former?: Snapshot,
): Snapshot {
  const language = languageOf(unit.language);
  const wantedTables = new Set<TableName>();
  const wantedFiles = new Set<string>();
  const wantedLanguages = new Set<LanguageId>();
  const failures: string[] = [];
  const problems = new Map<string, Problem>();
  const variants: VariantSnapshot[] = [];
  const matchings: Matched[] = [];
  const found: { variant: Variant; findings: readonly Finding[] }[] = [];

  const isRead = readsCarriers(isReadBy(context.kinds));
  for (const variant of unit.variants) {
    const before = former?.variants.find((each) => each.variant.name === variant.name);
    const reading = language.read(
      unit,
      variant,
      files,
      context.limits,
      isRead,
      context.forget ? "none" : before?.memory,
    );
    for (const problem of reading.problems)
      problems.set(`${problem.file}:${problem.range.start}:${problem.message}`, problem);
    for (const path of reading.wants) wantedFiles.add(path);
    const inside = embedded(reading.declarations, files, context.limits, isRead, wantedLanguages);
    const declarations =
      inside.length === 0 ? reading.declarations : [...reading.declarations, ...inside];
    const model: Model = {
      declarations,
      resources: buildResources(declarations, context.kinds),
      ...(reading.handedOut ? { handedOut: reading.handedOut } : {}),
      ...(variant.name === undefined ? {} : { variant: variant.name }),
    };
    const derived = derive(
      model,
      analysisContext(register, context, wantedTables),
      before?.derived,
    );
    const facts = derived.flatMap((each) => each.facts);
    failures.push(...derived.flatMap((each) => each.failure ?? []));
    variants.push({ variant, model, facts, derived, memory: reading.memory });
    const matched = match(policies, [...facts, ...model.resources], {
      register,
      write: (changes) => language.write(changes, unit, files),
      text: (file) => files.get(file)?.text ?? "",
      callBehind: callBehind(reading.declarations),
    });
    matchings.push(matched);
    found.push({ variant, findings: matched.findings });
  }

  return {
    unit,
    variants,
    findings: mergeVariants(found),
    evidence: evidenceOf(variants, register, context),
    problems: [...problems.values()],
    wants: {
      files: [...wantedFiles],
      tables: [...wantedTables],
      languages: [...wantedLanguages],
    },
    // A fix that is asked for later can still fail.
    get failures() {
      return [...new Set([...failures, ...matchings.flatMap((each) => each.failures)])];
    },
  };
}

/** What is shown of a unit, without the model that it was found in. */
export function withoutModel(snapshot: Snapshot): Snapshot {
  // Made now, so that nothing of the model is held for them.
  for (const finding of snapshot.findings) finding.fixes();
  return { ...snapshot, variants: [] };
}

/** What several variants say alike is said once. */
function evidenceOf(
  variants: readonly VariantSnapshot[],
  register: Register,
  context: Context,
): readonly Row[] {
  const rows = variants.flatMap(({ variant, model, facts }) => {
    // A provider may have one configuration, and a file of values for each customer.
    const customer = customerOf(register, variant.name ?? "") ?? context.customer;
    return evidenceRows(model, facts, customer);
  });
  if (variants.length < 2) return rows;
  // Which of the variants is deployed nobody says.
  const open = rows.map((row) =>
    row.is === "organization-policy" ? { ...row, sure: false } : row,
  );
  return [...new Map(open.map((row) => [JSON.stringify(row), row])).values()];
}

function analysisContext(
  register: Register,
  { today, limits, customer, untrusted, tables, elsewhere }: Context,
  wanted: Set<TableName>,
): AnalysisContext {
  return {
    register,
    tables: {
      get: (name) => {
        const table = tables.get(name);
        if (table === undefined) wanted.add(name);
        return table;
      },
    },
    today,
    limits,
    ...(untrusted ? { untrusted } : {}),
    ...(customer === undefined ? {} : { customer }),
    ...(elsewhere ? { elsewhere } : {}),
  };
}
