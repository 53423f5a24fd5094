// One finding for the several parties that come in at one place: who is named, and in which words. Knows no policy.

import type { DeclaredParty } from "../model/register-edit.ts";
import type { Finding, PartySaid } from "./finding.ts";

/** The first finding, for the parties of all of them. */
export function forAll(first: Finding, others: readonly Finding[]): Finding {
  const all = [first, ...others];
  const parties = eachOnce(all.flatMap((each) => each.parties ?? []));
  const declares = once(
    all.flatMap((each) => each.declares ?? []),
    (each: DeclaredParty) => `${each.key} ${each.value}`,
  );
  const sentence = first.parties ? sentenceOf(parties) : first.message;
  return {
    ...first,
    ...(parties.length === 0 ? {} : { parties, message: sentence }),
    ...(declares.length === 0 ? {} : { declares }),
  };
}

/** A party that comes in by several ids is one. */
function eachOnce(parties: readonly PartySaid[]): readonly PartySaid[] {
  const byName = new Map<string, PartySaid>();
  for (const each of parties) {
    const known = byName.get(each.party);
    const more = known && each.ids.filter((id) => !known.ids.includes(id));
    if (!known) byName.set(each.party, each);
    else if (more && more.length > 0)
      byName.set(each.party, { ...known, ids: [...known.ids, ...more] });
  }
  return [...byName.values()];
}

/** The finding for the parties that come in by an id that is not among these; undefined where none does. */
export function butFor(finding: Finding, named: ReadonlySet<string>): Finding | undefined {
  const parties = finding.parties?.filter(({ ids }) => ids.some((id) => !named.has(id))) ?? [];
  const [first] = parties;
  return first && { ...finding, party: first.party, parties, message: sentenceOf(parties) };
}

/** How many parties, or what else there is several of, a sentence names. */
const mostNamed = 5;

/** `a, b and 3 more`. */
export function namesOf(names: readonly string[], most = mostNamed): string {
  const shown = names.length > most ? names.slice(0, most) : names.slice(0, -1);
  const last = names.length > most ? `${names.length - most} more` : (names.at(-1) ?? "");
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}

/** What holds for the first party, and for whom else; what is said in other words stands behind it. */
function sentenceOf(parties: readonly PartySaid[]): string {
  const forms = new Map<string, PartySaid[]>();
  for (const each of parties) {
    const those = forms.get(each.form);
    if (those) those.push(each);
    else forms.set(each.form, [each]);
  }
  return [...forms.values()].map(sameWords).join(" ");
}

function sameWords(those: readonly PartySaid[]): string {
  const [first, ...others] = those;
  if (!first) return "";
  const labels = once(
    others.map((each) => labelOf(each, first)),
    (each) => each,
  ).filter((each) => each !== first.party);
  if (labels.length === 0) return first.message;
  return `${first.message} The same holds for ${namesOf(labels, mostNamed - 1)}.`;
}

function labelOf(each: PartySaid, first: PartySaid): string {
  return each.subject === undefined || each.subject === first.subject
    ? each.party
    : `${each.party} (${each.subject})`;
}

function once<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const name = key(item);
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
