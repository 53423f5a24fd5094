// How a rule can be changed: another source, fewer ports, no rule. Says what changes and not in which syntax.

import type { Place, Value } from "../../expressions/value.ts";
import { effective, isList } from "../../expressions/value.ts";
import type { Change, Target } from "../../model/resource.ts";
import { contains, sameRange } from "../../text/range.ts";
import { defaultOf, isWholeDefault } from "./defaults.ts";
import type { Rule } from "./rule.ts";
import type { Source } from "./sources.ts";

/** What of a rule can be written, for one source and those that say the same. */
export interface Fixes {
  /** Another source in place of these. */
  readonly source: readonly Target[];
  /** Fewer ports. */
  readonly ports: readonly Target[];
  /** No rule, or no such source. */
  readonly present: readonly Target[];
}

/** Worked out once for the sources with one meaning: a list may hold thousands. */
export function fixesOf(rule: Rule, defaultsAreOwn: boolean): (source: Source) => Fixes {
  const groups = new Map<string, Source[]>();
  for (const source of rule.sources) {
    const those = groups.get(meaning(source));
    if (those) those.push(source);
    else groups.set(meaning(source), [source]);
  }
  const ports = narrowing(rule);
  const fixes = new Map<string, Fixes>();
  return (source) => {
    const key = meaning(source);
    const present = fixes.get(key);
    if (present) return present;
    const those = groups.get(key) ?? [];
    const made = {
      source: replacement(rule, those, defaultsAreOwn),
      ports,
      present: removal(rule, those),
    };
    fixes.set(key, made);
    return made;
  };
}

/** Sources with one meaning are changed together, for else the rest would still say it. */
function meaning({ kind, party }: Source): string {
  return `${kind ?? "unknown"} ${party?.name ?? ""}`;
}

function replacement(
  rule: Rule,
  those: readonly Source[],
  defaultsAreOwn: boolean,
): readonly Target[] {
  const asked = defaultsAreOwn ? withoutDefaults(rule, those) : undefined;
  return asked ? [{ changes: asked }] : targets(rule, sourceChanges(rule, those, true));
}

/** What a parameter is by default whoever deploys says once the default is gone, without a new parameter. */
function withoutDefaults(rule: Rule, those: readonly Source[]): readonly Change[] | undefined {
  const changes: Change[] = [];
  for (const source of those) {
    const place = defaultOf(rule, source)?.at;
    if (!place) return undefined;
    const list = effective(rule.fields.get(source.written.field));
    const count = those.filter((each) => each.written.field === source.written.field).length;
    const isAll =
      list.state !== "known" ||
      list.value === null ||
      !isList(list.value) ||
      (!list.value.more && list.value.items.length === count);
    const at = isAll && isWholeDefault(rule, source, place) ? place : source.written.value.at;
    if (!changes.some((each) => each.at.file === at.file && sameRange(each.at.range, at.range)))
      changes.push({ at, operation: { is: "remove" } });
  }
  return changes;
}

/** The rule goes, or only these sources where it lets others in as well. */
function removal(rule: Rule, those: readonly Source[]): readonly Target[] {
  if (those.length === rule.sources.length && !rule.moreSources) {
    if (rule.fields.shared) return [];
    return targets(rule, [{ at: rule.fields.at, operation: { is: "remove" } }]);
  }
  return targets(rule, sourceChanges(rule, those, false));
}

function narrowing(rule: Rule): readonly Target[] {
  const changes: Change[] = [];
  for (const step of rule.narrow) {
    if (step.removed) {
      const value = effective(rule.fields.get(step.field));
      if (value.state === "absent") continue;
      const at = placeIn(value, rule.fields.at);
      if (!at) return [];
      changes.push({ at, operation: { is: "remove" } });
      continue;
    }
    const written = writes(rule, step.field, false);
    if (!written) return [];
    changes.push(
      ...(step.fixed === undefined
        ? written
        : written.map((each) => fixed(each, step.fixed ?? ""))),
    );
  }
  return targets(rule, changes);
}

/** A rule whose text stands elsewhere, in a variable's default or a file of values, cannot refer to anything. */
function targets(rule: Rule, changes: readonly Change[] | undefined): readonly Target[] {
  const { owner, at } = rule.fields;
  if (!changes || changes.length === 0 || !isWithin(owner.at, at)) return [];
  return [{ changes }];
}

function sourceChanges(
  rule: Rule,
  chosen: readonly Source[],
  give: boolean,
): readonly Change[] | undefined {
  // What a list says, other rules may say with it.
  if (chosen.some((each) => each.written.form === "listed")) return undefined;
  const changes: Change[] = [];
  let given = !give;
  for (const field of new Set(chosen.map((each) => each.written.field))) {
    const added = fieldChanges(rule, field, chosen, !given);
    if (!added) return undefined;
    changes.push(...added);
    given = true;
  }
  return changes;
}

function fieldChanges(
  rule: Rule,
  field: string,
  chosen: readonly Source[],
  give: boolean,
): readonly Change[] | undefined {
  const value = effective(rule.fields.get(field));
  const list =
    value.state === "known" && value.value !== null && isList(value.value)
      ? value.value
      : undefined;
  const members = chosen.filter((each) => each.written.field === field);
  const whole = !list || (members.length === list.items.length && !list.more);
  const inPlace = value.via.length === 0 && isWithin(rule.fields.at, value.at);
  if (whole && !give) {
    const at = placeIn(value, rule.fields.at);
    return at && [{ at, operation: { is: "remove" } }];
  }
  if (!list) return writes(rule, field, false);
  if (whole && (!inPlace || members.length > 1)) {
    return inPlace
      ? [{ at: value.at, operation: { is: "replace", value: { is: "given", listed: true } } }]
      : writes(rule, field, true);
  }
  if (!inPlace) return undefined;
  const changes: Change[] = [];
  for (const [index, each] of members.entries()) {
    const at = placeIn(each.written.value, value.at);
    if (!at) return undefined;
    changes.push({
      at,
      operation: give && index === 0 ? { is: "replace", value: { is: "given" } } : { is: "remove" },
    });
  }
  return changes;
}

function writes(rule: Rule, field: string, listed: boolean): readonly Change[] | undefined {
  const [target] = rule.fields.targets(field);
  const value = effective(rule.fields.get(field));
  const own = value.state === "absent" || isOwn(value, rule.fields.at);
  // What differs from rule to rule cannot be written where all of them stand.
  if (!own && rule.fields.shared) return undefined;
  return target?.changes.map((change): Change => {
    const { operation } = change;
    if (!listed || operation.is !== "set" || operation.value.is !== "given") return change;
    return { ...change, operation: { ...operation, value: { is: "given", listed: true } } };
  });
}

/** The value and its members are written in the rule itself. */
function isOwn(value: Value, at: Place): boolean {
  if (!isWithin(at, value.at)) return false;
  if (value.state !== "known" || value.value === null || !isList(value.value)) return true;
  return value.value.items.every((each) => isWithin(at, each.at));
}

function fixed(change: Change, value: string): Change {
  const { operation } = change;
  return operation.is === "set"
    ? { ...change, operation: { ...operation, value: { is: "literal", value } } }
    : change;
}

/** Where a value is written inside a node: itself, or the reference that brings it there. */
function placeIn(value: Value, owner: Place): Place | undefined {
  // What a function makes of a text is written nowhere as such.
  if (value.via.some((step) => step.kind === "function")) return undefined;
  if (isWithin(owner, value.at)) return value.at;
  return value.via.find((step) => isWithin(owner, step.at))?.at;
}

function isWithin(outer: Place, inner: Place): boolean {
  return outer.file === inner.file && contains(outer.range, inner.range);
}
