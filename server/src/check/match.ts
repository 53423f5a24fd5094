// Policies against resources and facts: which hold, and how many findings that makes. One cause is one finding.

import { wildcard } from "../model/glob.ts";
import type { CallBehind } from "../model/module-calls.ts";
import type { Register, Severity } from "../model/register.ts";
import { severities } from "../model/register.ts";
import type { Resource } from "../model/resource.ts";
import type { Variant } from "../model/unit.ts";
import { folderOf } from "../text/path.ts";
import { sameRange } from "../text/range.ts";
import { holds } from "./condition.ts";
import type { Finding, Fix, Related } from "./finding.ts";
import type { Reported, Writing } from "./fix.ts";
import { fixesFor } from "./fix.ts";
import { mayHold } from "./gate.ts";
import { shown } from "./place.ts";
import type { Policy, PolicyCase } from "./policy.ts";
import { report } from "./report.ts";
import { butFor, forAll } from "./several.ts";

export interface MatchContext extends Writing {
  readonly register: Register;
  readonly callBehind?: CallBehind;
}

export interface Matched {
  readonly findings: readonly Finding[];
  /** Policies that threw: bugs that cost their own findings and no others. One whose fix throws is added when it is asked for. */
  readonly failures: readonly string[];
}

/** A finding with the cause that it speaks of; its fixes are made only if it remains. */
interface Candidate extends Reported {
  readonly cause: string;
  readonly finding: Finding;
  /** The file of a module that it was found in, where the call of the module makes it so. */
  readonly within?: string;
}

export function match(
  policies: readonly Policy[],
  resources: readonly Resource[],
  context: MatchContext,
): Matched {
  const failures: string[] = [];
  const byKind = new Map<string, Resource[]>();
  for (const resource of resources) {
    // What may exist is reported like what does: the code declares it.
    if (resource.exists === "no") continue;
    const those = byKind.get(resource.kind);
    if (those) those.push(resource);
    else byKind.set(resource.kind, [resource]);
  }
  const guarded: Guarded = (policy, run) => {
    try {
      return run();
    } catch (error) {
      failures.push(
        `policy ${policy.id}: ${error instanceof Error ? error.message : "unknown failure"}`,
      );
      return [];
    }
  };
  const found = new Map(
    policies.map((policy) => [
      policy.id,
      guarded(policy, () => atCalls(candidatesOf(policy, byKind, context), context)),
    ]),
  );
  const findings = policies.flatMap((policy) =>
    guarded(policy, () =>
      merged(withoutYielded(policy, found), (those) =>
        whenAsked(() => guarded(policy, () => outside(those, fixesFor(those, context)))),
      ),
    ),
  );
  return { findings, failures };
}

/** What a policy gives; nothing where it throws. */
type Guarded = <T>(policy: Policy, run: () => readonly T[]) => readonly T[];

/** The first case that holds for a cause reports it; a case that is unknown stops no later one. */
function candidatesOf(
  policy: Policy,
  byKind: ReadonlyMap<string, readonly Resource[]>,
  context: MatchContext,
): readonly Candidate[] {
  const override = overrideOf(policy, context.register);
  if (override === "off") return [];
  const reported = new Set<string>();
  const candidates: Candidate[] = [];
  for (const one of policy.cases) {
    const those = byKind.get(one.match);
    if (!those) continue;
    const causes = new Set<string>();
    for (const resource of those) {
      if (!isCase(one, resource)) continue;
      const cause = resource.cause ?? `${resource.kind} ${resource.id}`;
      if (reported.has(cause)) continue;
      causes.add(cause);
      const finding = report(policy, one, resource, context.text);
      candidates.push({
        one,
        resource,
        cause,
        finding: override ? { ...finding, severity: override } : finding,
      });
    }
    for (const cause of causes) reported.add(cause);
  }
  return candidates;
}

/** What a module does for one of its callers alone is the caller's to change. */
function atCalls(
  candidates: readonly Candidate[],
  { callBehind, text }: MatchContext,
): readonly Candidate[] {
  if (!callBehind || candidates.length === 0) return candidates;
  const found = new Set(candidates.flatMap(({ resource }) => resource.declarations));
  return candidates.map((each): Candidate => {
    const { finding, resource } = each;
    const [id] = resource.declarations;
    const call = id === undefined ? undefined : callBehind(id, found, finding.file);
    if (!call) return each;
    const { file, range, related } = finding;
    const there: Related = { at: { file, range }, message: "here, in the module" };
    const moved = { file: call.file, range: shown(call, text(call.file)) };
    return {
      ...each,
      finding: { ...finding, ...moved, related: [there, ...related] },
      within: file,
    };
  });
}

/** A fix in the module would be one for all its callers. */
function outside(those: readonly Candidate[], fixes: readonly Fix[]): readonly Fix[] {
  const folders = new Set(those.flatMap(({ within }) => (within ? [folderOf(within)] : [])));
  if (folders.size === 0) return fixes;
  return fixes.filter(({ edits }) => !edits.some(({ file }) => folders.has(folderOf(file))));
}

/** Whether a case holds for a resource is decided once, as long as both are the same. */
function isCase(one: PolicyCase, resource: Resource): boolean {
  const known = verdicts.get(resource)?.get(one);
  if (known !== undefined) return known;
  const verdict =
    mayHold(one.when, resource) &&
    holds(one.when, (name) => resource.attributes.get(name)) === "yes";
  const those = verdicts.get(resource) ?? new Map<PolicyCase, boolean>();
  verdicts.set(resource, those.set(one, verdict));
  return verdict;
}

const verdicts = new WeakMap<Resource, Map<PolicyCase, boolean>>();

/** The exact id, or an earlier one, before a glob; and of several globs the last. */
function overrideOf(policy: Policy, register: Register): Severity | "off" | undefined {
  const exact = [policy.id, ...policy.formerly].find((id) => register.policies.has(id));
  const name =
    exact ?? [...register.policies.keys()].findLast((pattern) => wildcard(pattern, policy.id));
  const setting = name === undefined ? undefined : register.policies.get(name);
  return setting?.off ? "off" : setting?.severity;
}

function withoutYielded(
  policy: Policy,
  found: ReadonlyMap<string, readonly Candidate[]>,
): readonly Candidate[] {
  const own = found.get(policy.id) ?? [];
  const taken = new Set(
    policy.yieldsTo.flatMap((id) => (found.get(id) ?? []).map((each) => each.cause)),
  );
  return own.filter((each) => !taken.has(each.cause));
}

/**
 * One finding for each cause, or for each group where the policy has one; and of causes at one place
 * one, which names the parties of all. The gravest leads.
 */
function merged(
  candidates: readonly Candidate[],
  fixesOf: (those: readonly Candidate[]) => Finding["fixes"],
): readonly Finding[] {
  const causes = grouped(candidates, ({ finding, cause }) =>
    finding.group === undefined ? `cause ${cause}` : `group ${finding.group}`,
  ).map(byGravity);
  const places = grouped(causes, ([{ finding }]) =>
    finding.group === undefined ? placeKey(finding) : `group ${finding.group}`,
  );
  return places.map(([leading, ...more]): Finding => {
    const [first, ...others] = byGravity([...leading, ...more.flat()]);
    const here = placeKey(first.finding);
    const served = others.filter((each) => more.length > 0 || each.cause === first.cause);
    const finding = forAll(
      first.finding,
      [leading, ...more].map(([each]) => each.finding),
    );
    const those = [first, ...served.filter((each) => placeKey(each.finding) === here)];
    const fixes = fixesOf(those);
    return others.reduce((each, other) => withOther(each, other.finding), { ...finding, fixes });
  });
}

/** Made once, and what it is made from is let go. */
function whenAsked(make: () => readonly Fix[]): () => readonly Fix[] {
  let made: readonly Fix[] = [];
  let pending: typeof make | undefined = make;
  return () => {
    const now = pending;
    pending = undefined;
    if (now) made = now();
    return made;
  };
}

type Some<T> = readonly [T, ...T[]];

function grouped<T>(items: readonly T[], key: (item: T) => string): readonly Some<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const name = key(item);
    const those = groups.get(name);
    if (those) those.push(item);
    else groups.set(name, [item]);
  }
  return [...groups.values()];
}

function byGravity(those: Some<Candidate>): Some<Candidate> {
  const [first, ...others] = those.toSorted((a, b) => gravity(a.finding) - gravity(b.finding));
  return first ? [first, ...others] : those;
}

function gravity(finding: Finding): number {
  return severities.indexOf(finding.severity);
}

/** A reader looks at a few; a stranger in thousands of places shall not cost their square. */
const mostRelated = 100;

/** The first finding with the other's place, and its related places, among its own. */
function withOther(finding: Finding, other: Finding): Finding {
  const place: Related = { at: { file: other.file, range: other.range }, message: other.message };
  const related = [...finding.related];
  for (const each of [place, ...other.related]) {
    if (related.length >= mostRelated) break;
    const range = each.at.head ?? each.at.range;
    const primary = each.at.file === finding.file && sameRange(range, finding.range);
    const there = related.some(
      (one) => one.at.file === each.at.file && sameRange(one.at.head ?? one.at.range, range),
    );
    if (!primary && !there) related.push(each);
  }
  return { ...finding, related };
}

/** The graver of two findings at one place, for the parties of both. */
function joined(a: Finding, b: Finding): Finding {
  const [first, other] = gravity(b) < gravity(a) ? [b, a] : [a, b];
  return withOther(forAll(first, [other]), other);
}

/**
 * The findings of all variants, each place once. What only the base shows rests on values that
 * every other variant sets, for else one of them would show it as well; it is left out.
 */
export function mergeVariants(
  found: readonly { readonly variant: Variant; readonly findings: readonly Finding[] }[],
): readonly Finding[] {
  const merged = new Map<string, { finding: Finding; readonly names: (string | undefined)[] }>();
  for (const { variant, findings } of found) {
    for (const finding of findings) {
      // Two strangers at one place, one for each file of values, are two findings.
      const key = `${placeKey(finding)} ${finding.group ?? ""}`;
      const known = merged.get(key);
      if (!known) merged.set(key, { finding, names: [variant.name] });
      else {
        known.finding = joined(known.finding, finding);
        if (!known.names.includes(variant.name)) known.names.push(variant.name);
      }
    }
  }
  const onlyBase = found.every(({ variant }) => variant.name === undefined);
  return [...merged.values()].flatMap(({ finding, names }): Finding[] => {
    if (!names.includes(undefined))
      return [{ ...finding, variants: names.filter((name) => name !== undefined) }];
    return onlyBase || names.length > 1 ? [finding] : [];
  });
}

/** The same place found through two units is one finding, and so is one group of a policy. */
export function mergeAcrossUnits(findings: readonly Finding[]): readonly Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const key =
      finding.group === undefined ? placeKey(finding) : `${finding.policy} group ${finding.group}`;
    const known = merged.get(key);
    merged.set(key, known ? withVariants(joined(known, finding), known, finding) : finding);
  }
  return [...merged.values()];
}

/** With those that only the run without the repository's own word has; these are marked, and count. */
export function withHidden(
  believed: readonly Finding[],
  bare: readonly Finding[],
): readonly Finding[] {
  const hidden = onlyIn(bare, believed);
  return [
    ...believed,
    ...hidden.map((finding): Finding => ({ ...finding, switchedOffByRepository: true })),
  ];
}

/**
 * What only the second of two runs found. A party that only the second names at a place of the first
 * is a finding of its own.
 */
export function onlyIn(second: readonly Finding[], first: readonly Finding[]): readonly Finding[] {
  const key = (finding: Finding) => `${placeKey(finding)} ${finding.group ?? ""}`;
  const named = new Map<string, Set<string>>();
  for (const finding of first) {
    const those = named.get(key(finding)) ?? new Set();
    named.set(key(finding), those);
    for (const id of idsOf(finding)) those.add(id);
  }
  return second.flatMap((finding) => {
    const those = named.get(key(finding));
    return those ? (butFor(finding, those) ?? []) : [finding];
  });
}

function idsOf({ parties }: Finding): readonly string[] {
  return parties?.flatMap((each) => each.ids) ?? [];
}

/** One that stands without a variant holds for all. */
function withVariants(finding: Finding, a: Finding, b: Finding): Finding {
  const { variants: _, ...base } = finding;
  if (!a.variants || !b.variants) return base;
  return { ...base, variants: [...new Set([...a.variants, ...b.variants])] };
}

function placeKey(finding: Finding): string {
  return `${finding.policy} ${finding.file} ${finding.range.start} ${finding.range.end}`;
}
