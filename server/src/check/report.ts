// One finding from a resource for which a policy's case holds: its place, words and related places. Makes no fix.

import { effective, items, member, wholeText } from "../expressions/value.ts";
import type { Severity } from "../model/register.ts";
import type { DeclaredParty } from "../model/register-edit.ts";
import type { Resource } from "../model/resource.ts";
import { places } from "../model/resource.ts";
import { holds } from "./condition.ts";
import type { Finding, PartySaid, Related } from "./finding.ts";
import { noFixes } from "./finding.ts";
import { samePlace, shown } from "./place.ts";
import type { Policy, PolicyCase } from "./policy.ts";
import { fill, textForm, wordsOf } from "./words.ts";

/** Without its fixes: they are made for the findings that remain (see `fix.ts`). */
export function report(
  policy: Policy,
  one: PolicyCase,
  resource: Resource,
  text: (file: string) => string,
): Finding {
  const { at } = places(resource, one.report.at);
  const declares = declaresOf(resource);
  const group = one.report.oncePer === undefined ? undefined : textOf(resource, one.report.oncePer);
  const party = textOf(resource, "party");
  const customer = textOf(resource, "customer");
  const message = fill(one.report.message, resource);
  return {
    policy: policy.id,
    ...(one.row === undefined ? {} : { row: one.row }),
    severity: severityOf(one, resource),
    title: policy.title,
    message,
    file: at.file,
    range: shown(at, text(at.file)),
    related: relatedOf(one, resource),
    ...(party === undefined ? {} : { party, parties: [saidOf(party, one, message, resource)] }),
    ...(customer === undefined ? {} : { customer }),
    fixes: noFixes,
    subject: { kind: resource.kind, id: resource.id },
    ...(declares ? { declares: [declares] } : {}),
    ...(group === undefined ? {} : { group }),
    ...(one.deploymentFails ? { deploymentFails: true } : {}),
  };
}

function saidOf(party: string, one: PolicyCase, message: string, resource: Resource): PartySaid {
  const form = one.report.message;
  const subject = wordsOf(form).includes("subject") ? textOf(resource, "subject") : undefined;
  const id = textOf(resource, "party-id");
  return {
    party,
    ids: [id ?? party],
    message,
    form,
    ...(subject === undefined ? {} : { subject }),
  };
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
    if (value && effective(value).state === "absent") continue;
    const { at, via } = places(resource, name);
    add({ at, message: `${name.replaceAll("-", " ")}: ${value ? textForm(value) : "none"}` });
    for (const step of via) add({ at: step.at, message: step.label });
    // What is written in several places is shown at each.
    for (const item of value ? items(value).slice(0, mostItems) : [])
      add({ at: item.at, message: `${name.replaceAll("-", " ")}: ${textForm(item)}` });
  }
  for (const word of wordsOf(one.report.message)) {
    for (const step of resource.attributes.get(word)?.via ?? [])
      add({ at: step.at, message: step.label });
  }
  return result;
}

/** As many as a reader looks at. */
const mostItems = 10;

const declarableKeys = ["aws-accounts", "azure-tenants", "principals", "networks"] as const;

/** How the register would name the party; only a vendor that is known has a name already. */
function declaresOf(resource: Resource): DeclaredParty | undefined {
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
