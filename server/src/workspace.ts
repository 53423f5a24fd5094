// Files to units to findings: what belongs together, what is cached, what a change makes stale.

import { saysWhoIsOwn } from "./analyses/access/own-accounts.ts";
import type { Beyond } from "./analyses/workspace/row.ts";
import type { Context, Snapshot } from "./analyze.ts";
import { analyze, withoutModel } from "./analyze.ts";
import type { Finding } from "./check/finding.ts";
import type { MatchContext } from "./check/match.ts";
import { mergeAcrossUnits, withHidden } from "./check/match.ts";
import type { Policy } from "./check/policy.ts";
import type { Suppression } from "./check/suppress.ts";
import { suppress } from "./check/suppress.ts";
import { FileWords } from "./file-words.ts";
import type { Workplace } from "./join-units.ts";
import { joinUnits, unreadIn } from "./join-units.ts";
import { lackingLanguages, languageOf, loadedLanguage } from "./languages/index.ts";
import type { WrittenIgnore } from "./languages/language.ts";
import type { TableName } from "./model/analysis.ts";
import { globs } from "./model/glob.ts";
import { sameItems } from "./model/kept.ts";
import type { KindDefinition } from "./model/kind.ts";
import type { Register } from "./model/register.ts";
import { customerOf, emptyRegister } from "./model/register.ts";
import { readRegister, registerName } from "./model/register-file.ts";
import type { Resource } from "./model/resource.ts";
import type { Table } from "./model/table.ts";
import type { Unit } from "./model/unit.ts";
import { OrganizationPolicies } from "./organization-policies.ts";
import type { Limits } from "./text/limits.ts";
import type { Problem } from "./text/problem.ts";
import { distinctProblems } from "./text/problem.ts";
import type { SourceFile } from "./text/source-file.ts";
import type { Wanted } from "./wanted.ts";
import { isDone, nothingWanted } from "./wanted.ts";
import { UnitFiles, WorkspaceFiles } from "./workspace-files.ts";
import type { Group } from "./workspace-units.ts";
import { groupsOf, keyOf, membersOf } from "./workspace-units.ts";

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
  /** A host that can gives a table at once, so that a unit need not be analysed twice for it. */
  readonly table?: (name: TableName) => Table | undefined;
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
  /** Paths that the unit asked for beyond its members. */
  readonly reads: readonly string[];
  /** With the repository's own word of who is who; without it where it has one that is not believed. */
  readonly trusted: Snapshot;
  readonly bare?: Snapshot;
}

/** One workspace folder: its files and what is known of them. */
export class Workspace {
  readonly files = new WorkspaceFiles();
  private readonly analysed = new Map<string, Analysed>();
  private readonly words = new FileWords();
  private readonly tables = new Map<TableName, Table>();
  private options: WorkspaceOptions;
  private own: { file: SourceFile | undefined; register: Register; problems: readonly Problem[] } =
    {
      file: undefined,
      register: emptyRegister,
      problems: [],
    };
  private believed: Register = emptyRegister;
  private beyond: Beyond = "nothing";
  private readonly organization: OrganizationPolicies;

  constructor(options: WorkspaceOptions) {
    this.options = options;
    this.organization = new OrganizationPolicies(options.kinds);
  }

  configure(options: WorkspaceOptions): void {
    this.options = options;
    this.analysed.clear();
  }

  provide(name: TableName, table: Table): void {
    this.tables.set(name, table);
  }

  /** Says what there is beyond the files given; what may be missing there is not said to be missing. */
  seeBeyond(beyond: Beyond): void {
    this.beyond = beyond;
  }

  table(name: TableName): Table | undefined {
    const present = this.tables.get(name) ?? this.options.table?.(name);
    if (present) this.tables.set(name, present);
    return present;
  }

  register(): Register {
    return this.believed;
  }

  /**
   * Analyses every unit that is stale, one a step, so that a host can yield between steps.
   * A step that wants something wants it provided or answered before the next one.
   * The units that declare what an organisation forbids come first, since the others are limited by it.
   * `starting` hears of each unit before it is analysed, and how many of all files are behind it.
   */
  *refresh(
    starting: (unit: Unit, done: number, total: number) => void = () => undefined,
  ): Generator<Wanted, void> {
    this.readOwnRegister();
    yield* this.lackingLanguages();
    const groups = this.groups();
    const total = groups.reduce((sum, { paths }) => sum + paths.length, 0);
    let done = 0;
    const begin = (unit: Unit) => {
      starting(unit, Math.min(done, total), total);
      done += membersOf(unit).length;
    };
    const speaks = (unit: Unit) =>
      this.organization.declares(keyOf(unit)) ||
      this.organization.speaks(membersOf(unit), this.files);
    for (const group of groups) {
      if (!this.organization.isAny() && !this.organization.speaks(group.paths, this.files))
        continue;
      yield* this.refreshAll(this.unitsOf(group).filter(speaks), begin);
    }
    this.organization.read(this.analysed, this.beyond);
    for (const group of groups) yield* this.refreshAll(this.unitsOf(group), begin);
    // A file that was asked for may be of a further language.
    yield* this.lackingLanguages();
  }

  /** The units of a language; what is kept of others is dropped. */
  private unitsOf(group: Group): readonly Unit[] {
    const units = group.units();
    const present = new Set(units.map(keyOf));
    for (const [id, { trusted }] of this.analysed)
      if (trusted.unit.language === group.language.id && !present.has(id)) this.analysed.delete(id);
    return units;
  }

  private *refreshAll(
    units: readonly Unit[],
    starting: (unit: Unit) => void,
  ): Generator<Wanted, void> {
    for (const unit of units) {
      const before = this.analysed.get(keyOf(unit));
      const asked = new Set(before?.reads);
      if (before && this.isFresh(unit, before)) continue;
      starting(unit);
      let analysed = this.analyseUnit(unit, asked, before);
      for (let round = 0; round < this.options.limits.rounds; round++) {
        const { tables, files, languages } = analysed.trusted.wants;
        const further = files.filter((path) => !asked.has(path));
        const lacking = {
          tables: tables.filter((name) => !this.tables.has(name)),
          files: [...asked, ...further].filter((path) => !this.files.isAnswered(path)),
          languages: languages.filter((id) => !loadedLanguage(id)),
        };
        if (further.length === 0 && isDone(lacking)) break;
        if (!isDone(lacking)) yield lacking;
        for (const path of further) asked.add(path);
        analysed = this.analyseUnit(unit, asked, analysed);
      }
      this.analysed.set(keyOf(unit), analysed);
      if (this.options.forget) this.forget(unit);
      yield nothingWanted;
    }
  }

  private *lackingLanguages(): Generator<Wanted, void> {
    const languages = lackingLanguages(this.files.all());
    if (languages.length > 0) yield { ...nothingWanted, languages };
  }

  units(): readonly Unit[] {
    return this.groups().flatMap((group) => group.units());
  }

  private groups(): readonly Group[] {
    return groupsOf(this.files, this.excluded());
  }

  /** What neither the reader nor the repository, where it is believed, wants to see. */
  private excluded(): (path: string) => boolean {
    return globs([...this.options.exclude, ...(this.doubted() ? [] : this.believed.exclude)]);
  }

  snapshots(): readonly Snapshot[] {
    return [...this.analysed.values()].map((each) => each.trusted);
  }

  facts(): readonly Resource[] {
    return this.snapshots().flatMap((snapshot) =>
      snapshot.variants.flatMap((variant) => variant.facts),
    );
  }

  /** Facts that follow from all units together. */
  joinedFacts(): readonly Resource[] {
    const { problems, failures } = this.results();
    return joinUnits(this.workplace(problems, failures), "believed", [], this.matching()).facts;
  }

  /** What another workspace of the same folder may take for what lies beyond it. */
  evidence(): Beyond {
    const { problems, failures } = this.results();
    const place = this.workplace(problems, failures);
    return { units: place.units, unread: unreadIn(place) };
  }

  results(): Results {
    const problems = [...this.own.problems, ...this.files.unread()];
    const failures: string[] = [];
    const members = new Set<string>();
    for (const { trusted } of this.analysed.values()) {
      problems.push(...trusted.problems);
      failures.push(...trusted.failures);
      for (const path of membersOf(trusted.unit)) members.add(path);
    }
    const ignores: WrittenIgnore[] = [];
    for (const path of members) {
      const file = this.files.get(path);
      const said = file && this.words.of(file);
      problems.push(...(said?.problems ?? []));
      ignores.push(...(said?.ignores ?? []));
    }
    const place = this.workplace([...problems], [...failures]);
    const collect = (rows: "believed" | "bare", pick: (analysed: Analysed) => Snapshot) => {
      const register = rows === "bare" && this.doubted() ? emptyRegister : this.believed;
      const joined = joinUnits(place, rows, this.options.policies, this.matching(register));
      failures.push(...joined.failures);
      return mergeAcrossUnits([
        ...[...this.analysed.values()].flatMap((each) => pick(each).findings),
        ...joined.findings,
      ]);
    };
    // What is excluded may still be read for what it gives to others.
    const { exclude } = this.options;
    const shown = (those: readonly Finding[], hidden: (path: string) => boolean) =>
      those.filter((finding) => !hidden(finding.file));
    const kept = suppress(
      shown(
        collect("believed", (each) => each.trusted),
        globs([...exclude, ...this.believed.exclude]),
      ),
      ignores,
      this.believed.ignore,
      { today: this.options.today, policies: this.options.policies },
    );
    problems.push(...kept.problems);
    if (!this.options.untrusted)
      return {
        findings: kept.findings,
        problems: distinctProblems(problems),
        suppressed: kept.suppressed,
        files: members.size,
        failures,
      };
    const bare = collect("bare", (each) => each.bare ?? each.trusted);
    return {
      findings: withHidden(kept.findings, shown(bare, this.excluded())),
      problems: distinctProblems(problems),
      suppressed: [],
      files: members.size,
      failures,
    };
  }

  private workplace(problems: readonly Problem[], failures: readonly string[]): Workplace {
    const units = [...this.analysed].map(([unit, { trusted, bare }]) => ({
      unit,
      rows: trusted.evidence,
      ...(bare ? { bare: bare.evidence } : {}),
    }));
    const paths = this.files.paths();
    return { units, beyond: this.beyond, problems, failures, paths, isHidden: this.excluded() };
  }

  /** What policies need to judge what follows from all units, and to change it in one of them. */
  private matching(register = this.believed): MatchContext {
    const text = (path: string) => this.files.inView(path)?.text ?? "";
    const write: MatchContext["write"] = (changes) => {
      const file = changes[0]?.at.file ?? "";
      for (const { trusted, reads } of this.analysed.values()) {
        const { unit } = trusted;
        const files = new UnitFiles([...membersOf(unit), ...reads], this.files);
        if (membersOf(unit).includes(file))
          return languageOf(unit.language).write(changes, unit, files);
      }
      return undefined;
    };
    return { register, write, text };
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

  private isFresh(unit: Unit, { signature, reads }: Analysed): boolean {
    return sameItems(signature, this.signature(unit, reads));
  }

  private signature(unit: Unit, reads: Iterable<string>): readonly unknown[] {
    return [
      unit.id,
      unit.variants.map((each) => each.name).join("\n"),
      this.believed,
      this.organization.for(keyOf(unit)),
      ...[...membersOf(unit), ...reads].map((path) => this.files.inView(path)?.text),
    ];
  }

  private analyseUnit(unit: Unit, asked: ReadonlySet<string>, before?: Analysed): Analysed {
    const files = new UnitFiles([...membersOf(unit), ...asked], this.files);
    const context = this.context(unit);
    const run = (register: Register, former?: Snapshot, more: Partial<Context> = {}) =>
      analyze(unit, files, this.options.policies, register, { ...context, ...more }, former);
    const trusted = run(this.believed, before?.trusted);
    const { untrusted } = this.options;
    const twice =
      untrusted &&
      (this.doubted() ||
        context.elsewhere !== undefined ||
        trusted.variants.some((each) => saysWhoIsOwn(each.model)));
    const bare = twice
      ? run(this.doubted() ? emptyRegister : this.believed, trusted, { untrusted })
      : undefined;
    const reads = [...new Set([...asked, ...files.found])];
    const signature = this.signature(unit, reads);
    return { signature, reads, trusted, ...(bare ? { bare } : {}) };
  }

  private context(unit: Unit): Context {
    const { today, kinds, limits } = this.options;
    const customer = customerOf(this.believed, unit.files[0] ?? unit.id);
    const elsewhere = this.organization.for(keyOf(unit));
    return {
      today,
      kinds,
      limits,
      tables: { get: (name) => this.table(name) },
      ...(this.options.forget ? { forget: true as const } : {}),
      ...(customer === undefined ? {} : { customer }),
      ...(elsewhere ? { elsewhere } : {}),
    };
  }

  /** A new object with the same text has no cached tree; the model is not looked at again. */
  private forget(unit: Unit): void {
    for (const path of membersOf(unit)) {
      const file = this.files.get(path);
      if (!file) continue;
      this.words.of(file);
      this.files.renew(path);
    }
    const analysed = this.analysed.get(keyOf(unit));
    if (!analysed) return;
    for (const path of analysed.reads) this.files.renew(path);
    this.analysed.set(keyOf(unit), {
      ...analysed,
      trusted: withoutModel(analysed.trusted),
      ...(analysed.bare ? { bare: withoutModel(analysed.bare) } : {}),
    });
  }
}
