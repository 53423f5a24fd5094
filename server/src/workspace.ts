// Files to units to findings: what belongs together, what is cached, what a change makes stale.

import type { Context, Snapshot } from "./analyze.ts";
import { analyze } from "./analyze.ts";
import type { Finding } from "./check/finding.ts";
import { mergeAcrossUnits } from "./check/match.ts";
import type { Policy } from "./check/policy.ts";
import type { Suppression } from "./check/suppress.ts";
import { suppress, writtenIgnores } from "./check/suppress.ts";
import { languages } from "./languages/index.ts";
import type { WrittenIgnore } from "./languages/language.ts";
import type { TableName } from "./model/analysis.ts";
import { globs } from "./model/glob.ts";
import type { KindDefinition } from "./model/kind.ts";
import type { Register } from "./model/register.ts";
import { emptyRegister } from "./model/register.ts";
import { readRegister, registerName } from "./model/register-file.ts";
import type { Resource } from "./model/resource.ts";
import type { Table } from "./model/table.ts";
import type { Unit } from "./model/unit.ts";
import type { Limits } from "./text/limits.ts";
import type { Problem, ProblemId } from "./text/problem.ts";
import type { SourceFile } from "./text/source-file.ts";

export interface WorkspaceOptions {
  readonly policies: readonly Policy[];
  readonly kinds: readonly KindDefinition[];
  readonly limits: Limits;
  readonly today: string;
  /** The repository's own register and ignore comments are not believed. */
  readonly untrusted: boolean;
  /** The reader's own register; takes the place of the repository's and is always believed. */
  readonly register?: Register;
  readonly exclude: readonly string[];
  /** Forget syntax trees and models as soon as a unit is done: a scan of a large repository. */
  readonly forget: boolean;
}

export interface Results {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly suppressed: readonly Suppression[];
  /** Files that were recognised as templates, variables or the register. */
  readonly files: number;
  readonly failures: readonly string[];
}

interface Analysed {
  readonly signature: readonly unknown[];
  /** With the repository's register; without it where that differs and it is not believed. */
  readonly trusted: Snapshot;
  readonly bare?: Snapshot;
}

interface Said {
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly ignores: readonly WrittenIgnore[];
}

/** The files of one workspace folder and what is known of them. */
export class Workspace {
  private readonly files = new Map<string, SourceFile>();
  private readonly analysed = new Map<string, Analysed>();
  private readonly said = new Map<string, Said>();
  private readonly unread = new Map<string, Problem>();
  private readonly tables = new Map<TableName, Table>();
  private options: WorkspaceOptions;
  private own: { file: SourceFile | undefined; register: Register; problems: readonly Problem[] } =
    {
      file: undefined,
      register: emptyRegister,
      problems: [],
    };
  private believed: Register = emptyRegister;

  constructor(options: WorkspaceOptions) {
    this.options = options;
  }

  configure(options: WorkspaceOptions): void {
    this.options = options;
    this.analysed.clear();
  }

  /** Adds a file or a new version of it. */
  set(file: SourceFile): void {
    this.unread.delete(file.path);
    if (this.files.get(file.path)?.text === file.text) return;
    this.files.set(file.path, file);
  }

  delete(path: string): void {
    this.files.delete(path);
    this.unread.delete(path);
  }

  file(path: string): SourceFile | undefined {
    return this.files.get(path);
  }

  paths(): readonly string[] {
    return [...this.files.keys()];
  }

  /** Says that a file is there and why it was not read. */
  notRead(path: string, message: string, id: ProblemId = "analysis/not-analysed"): void {
    this.files.delete(path);
    this.unread.set(path, {
      id,
      file: path,
      range: { start: 0, end: 0 },
      message,
      incomplete: true,
    });
  }

  provide(name: TableName, table: Table): void {
    this.tables.set(name, table);
  }

  register(): Register {
    return this.believed;
  }

  /**
   * Analyses every unit that is stale, one a step, so that a host can yield between steps.
   * A step that gives table names wants these provided before the next one.
   */
  *refresh(
    starting: (unit: Unit) => void = () => undefined,
  ): Generator<readonly TableName[], void> {
    this.readOwnRegister();
    const units = this.units();
    for (const id of this.analysed.keys())
      if (!units.some((unit) => key(unit) === id)) this.analysed.delete(id);
    for (const unit of units) {
      const signature = this.signature(unit);
      const before = this.analysed.get(key(unit));
      if (before && sameItems(before.signature, signature)) continue;
      starting(unit);
      let analysed = this.analyseUnit(unit, signature);
      for (
        let round = 0;
        round < this.options.limits.rounds && analysed.trusted.wants.tables.length > 0;
        round++
      ) {
        const wanted = analysed.trusted.wants.tables.filter((name) => !this.tables.has(name));
        if (wanted.length === 0) break;
        yield wanted;
        analysed = this.analyseUnit(unit, signature);
      }
      this.analysed.set(key(unit), analysed);
      if (this.options.forget) this.forget(unit);
      yield [];
    }
  }

  units(): readonly Unit[] {
    const excluded = globs([
      ...this.options.exclude,
      ...(this.doubted() ? [] : this.believed.exclude),
    ]);
    const byLanguage = new Map(
      languages.map((language) => [language, new Map<string, SourceFile>()]),
    );
    for (const file of this.files.values()) {
      if (excluded(file.path)) continue;
      for (const language of languages)
        if (language.role(file)) byLanguage.get(language)?.set(file.path, file);
    }
    return [...byLanguage].flatMap(([language, files]) =>
      files.size > 0 ? language.units(files) : [],
    );
  }

  snapshots(): readonly Snapshot[] {
    return [...this.analysed.values()].map((each) => each.trusted);
  }

  facts(): readonly Resource[] {
    return this.snapshots().flatMap((snapshot) =>
      snapshot.variants.flatMap((variant) => variant.facts),
    );
  }

  results(): Results {
    const problems = [...this.own.problems, ...this.unread.values()];
    const failures: string[] = [];
    const members = new Set<string>();
    const collect = (pick: (analysed: Analysed) => Snapshot): readonly Finding[] =>
      mergeAcrossUnits([...this.analysed.values()].flatMap((each) => pick(each).findings));
    for (const { trusted } of this.analysed.values()) {
      problems.push(...trusted.problems);
      failures.push(...trusted.failures);
      for (const path of membersOf(trusted.unit)) members.add(path);
    }
    const ignores: WrittenIgnore[] = [];
    for (const path of members) {
      const file = this.files.get(path);
      const said = file && this.saidIn(file);
      problems.push(...(said?.problems ?? []));
      ignores.push(...(said?.ignores ?? []));
    }
    const kept = suppress(
      collect((each) => each.trusted),
      ignores,
      this.believed.ignore,
      {
        today: this.options.today,
        policies: this.options.policies,
      },
    );
    problems.push(...kept.problems);
    if (!this.options.untrusted)
      return {
        findings: kept.findings,
        problems,
        suppressed: kept.suppressed,
        files: members.size,
        failures,
      };
    const excluded = globs(this.doubted() ? this.believed.exclude : []);
    const believed = kept.findings.filter((finding) => !excluded(finding.file));
    return {
      findings: this.union(
        believed,
        collect((each) => each.bare ?? each.trusted),
      ),
      problems,
      suppressed: [],
      files: members.size,
      failures,
    };
  }

  /** What only the run without the repository's own word has is marked, and counts. */
  private union(believed: readonly Finding[], bare: readonly Finding[]): readonly Finding[] {
    const identity = (finding: Finding) =>
      `${finding.policy} ${finding.file} ${finding.range.start} ${finding.range.end}`;
    const present = new Set(believed.map(identity));
    const hidden = bare.filter((finding) => !present.has(identity(finding)));
    return [
      ...believed,
      ...hidden.map((finding): Finding => ({ ...finding, switchedOffByRepository: true })),
    ];
  }

  /** The repository brings a register that is not believed. */
  private doubted(): boolean {
    return this.options.untrusted && !this.options.register && this.own.register !== emptyRegister;
  }

  private readOwnRegister(): void {
    const file = this.files.get(registerName);
    if (file !== this.own.file) {
      const read = file ? readRegister(file) : { register: emptyRegister, problems: [] };
      this.own = { file, register: read.register, problems: read.problems };
    }
    this.believed = this.options.register ?? this.own.register;
  }

  /** What a file's own text says: syntax problems and ignores; kept with the text, not with the tree. */
  private saidIn(file: SourceFile): Said {
    const present = this.said.get(file.path);
    if (present?.text === file.text) return present;
    const those = languages.filter((language) => language.role(file));
    const said: Said = {
      text: file.text,
      problems: those.flatMap((language) => language.check(file)),
      ignores: writtenIgnores(
        file,
        those.flatMap((language) => language.ignores(file)),
        () => those.flatMap((language) => language.longTexts?.(file) ?? []),
      ),
    };
    this.said.set(file.path, said);
    return said;
  }

  private signature(unit: Unit): readonly unknown[] {
    return [
      unit.id,
      unit.variants.map((each) => each.name).join("\n"),
      this.believed,
      ...membersOf(unit).map((path) => this.files.get(path)?.text),
    ];
  }

  private analyseUnit(unit: Unit, signature: readonly unknown[]): Analysed {
    const files = this.filesOf(unit);
    const context = this.context(unit);
    const run = (register: Register) =>
      analyze(unit, files, this.options.policies, register, context);
    const trusted = run(this.believed);
    return this.doubted()
      ? { signature, trusted, bare: run(emptyRegister) }
      : { signature, trusted };
  }

  private context(unit: Unit): Context {
    const { today, kinds, limits } = this.options;
    const customer = this.believed.customers.find((each) =>
      globs(each.paths)(unit.files[0] ?? unit.id),
    )?.name;
    return {
      today,
      kinds,
      limits,
      tables: this.tables,
      ...(customer === undefined ? {} : { customer }),
    };
  }

  private filesOf(unit: Unit): ReadonlyMap<string, SourceFile> {
    return new Map(
      membersOf(unit).flatMap((path): [string, SourceFile][] => {
        const file = this.files.get(path);
        return file ? [[path, file]] : [];
      }),
    );
  }

  /** A new object with the same text has no cached tree; the model is not looked at again. */
  private forget(unit: Unit): void {
    for (const path of membersOf(unit)) {
      const file = this.files.get(path);
      if (!file) continue;
      this.saidIn(file);
      this.files.set(path, { path, text: file.text });
    }
    const analysed = this.analysed.get(key(unit));
    if (!analysed) return;
    const slim = (snapshot: Snapshot): Snapshot => ({ ...snapshot, variants: [] });
    this.analysed.set(key(unit), {
      ...analysed,
      trusted: slim(analysed.trusted),
      ...(analysed.bare ? { bare: slim(analysed.bare) } : {}),
    });
  }
}

export function membersOf(unit: Unit): readonly string[] {
  return [...new Set([...unit.files, ...unit.variants.flatMap((variant) => variant.values)])];
}

function key(unit: Unit): string {
  return `${unit.language} ${unit.id}`;
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
