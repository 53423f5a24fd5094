// One finding from a resource for which a policy's case holds: its place, words, related places and fix.

import { member, wholeText } from "../expressions/value.ts";
import type { Severity } from "../model/register.ts";
import type { Change, FixLiteral, FixValue, Resource, Target } from "../model/resource.ts";
import { places } from "../model/resource.ts";
import type { Edit } from "../text/range.ts";
import { holds } from "./condition.ts";
import type { Finding, Fix, Related } from "./finding.ts";
import { samePlace, shown } from "./place.ts";
import type { Policy, PolicyCase, PolicyFix } from "./policy.ts";
import { fill, textForm, wordsOf } from "./words.ts";

export interface Writing {
  /** The edits of a language for changes, all or nothing. */
  readonly write: (changes: readonly Change[]) => readonly Edit[] | undefined;
  readonly text: (file: string) => string;
}

/** Without its fixes: they are made for the findings that remain (see `fixesOf`). */
export function report(
  policy: Policy,
  one: PolicyCase,
  resource: Resource,
  writing: Writing,
): Finding {
  const { at } = places(resource, one.report.at);
  const declares = declaresOf(resource);
  const group = one.report.oncePer === undefined ? undefined : textOf(resource, one.report.oncePer);
  const party = textOf(resource, "party");
  const customer = textOf(resource, "customer");
  return {
    policy: policy.id,
    ...(one.row === undefined ? {} : { row: one.row }),
    severity: severityOf(one, resource),
    title: policy.title,
    message: fill(one.report.message, resource),
    file: at.file,
    range: shown(at, writing.text(at.file)),
    related: relatedOf(one, resource),
    ...(party === undefined ? {} : { party }),
    ...(customer === undefined ? {} : { customer }),
    fixes: [],
    subject: { kind: resource.kind, id: resource.id },
    ...(declares ? { declares } : {}),
    ...(group === undefined ? {} : { group }),
    ...(one.deploymentFails ? { deploymentFails: true } : {}),
  };
}

export function fixesOf(one: PolicyCase, resource: Resource, writing: Writing): readonly Fix[] {
  const fix = one.fix && fixOf(one.fix, resource, writing);
  return fix ? [fix] : [];
}

/** The first that holds; the last has no condition. */
function severityOf(one: PolicyCase, resource: Resource): Severity {
  const found = one.severity.find(
    (each) => !each.when || holds(each.when, (name) => resource.attributes.get(name)) === "yes",
  );
  return found?.is ?? "medium";
}

/**
 * The way that the value came by, then what `because` names with the way of each, and the ways of
 * what the message names; no place twice.
 */
function relatedOf(one: PolicyCase, resource: Resource): readonly Related[] {
  const primary = places(resource, one.report.at);
  const result: Related[] = [];
  const add = (related: Related): void => {
    const there =
      samePlace(related.at, primary.at) || result.some((each) => samePlace(each.at, related.at));
    if (!there) result.push(related);
  };
  for (const step of primary.via) add({ at: step.at, message: step.label });
  for (const name of one.report.because) {
    const value = resource.attributes.get(name);
    const { at, via } = places(resource, name);
    add({ at, message: `${name.replaceAll("-", " ")}: ${value ? textForm(value) : "none"}` });
    for (const step of via) add({ at: step.at, message: step.label });
  }
  for (const word of wordsOf(one.report.message)) {
    for (const step of resource.attributes.get(word)?.via ?? [])
      add({ at: step.at, message: step.label });
  }
  return result;
}

function fixOf(fix: PolicyFix, resource: Resource, writing: Writing): Fix | undefined {
  const changes: Change[] = [];
  const texts: Edit[] = [];
  for (const [name, value] of fix.set) {
    const target = targetFor(resource.targets?.get(name) ?? [], value);
    if (!target) return undefined;
    for (const change of target.changes) changes.push(given(change, described(value, resource)));
    for (const { at, text } of target.texts ?? [])
      texts.push({ file: at.file, range: at.range, text });
  }
  const written = changes.length === 0 ? [] : writing.write(changes);
  if (!written) return undefined;
  const edits = [...written, ...texts];
  if (edits.length === 0) return undefined;
  return { title: fill(fix.title, resource), safety: fix.safety, edits };
}

function targetFor(targets: readonly Target[], value: FixValue): Target | undefined {
  const wanted = value.is === "literal" ? literalText(value.value) : undefined;
  return (
    targets.find((each) => each.when !== undefined && each.when === wanted) ??
    targets.find((each) => each.when === undefined)
  );
}

function literalText(value: FixLiteral): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

function described(value: FixValue, resource: Resource): FixValue {
  return value.is === "parameter"
    ? { ...value, description: fill(value.description, resource) }
    : value;
}

/** The change with the policy's value where the analysis left it open. */
function given(change: Change, value: FixValue): Change {
  const { operation } = change;
  if (!("value" in operation) || operation.value.is !== "given") return change;
  const { listed } = operation.value;
  return { ...change, operation: { ...operation, value: listed ? asList(value) : value } };
}

function asList(value: FixValue): FixValue {
  switch (value.is) {
    case "literal":
      return { is: "literal", value: [value.value] };
    case "parameter":
      return { ...value, listed: true };
    case "given":
      return value;
  }
}

const declarableKeys = ["aws-accounts", "azure-tenants", "principals", "networks"] as const;

/** How the register would name the party; only a vendor that is known has a name already. */
function declaresOf(resource: Resource): Finding["declares"] {
  const identity = resource.attributes.get("identity");
  const key = declarableKeys.find((each) => each === wholeText(member(identity, "key")));
  const value = wholeText(member(identity, "value"));
  const name = wholeText(member(identity, "name"));
  if (!key || value === undefined) return undefined;
  return { key, value, ...(name === undefined ? {} : { name }) };
}

function textOf(resource: Resource, name: string): string | undefined {
  const value = resource.attributes.get(name);
  if (!value || value.sensitive) return undefined;
  return wholeText(value);
}
