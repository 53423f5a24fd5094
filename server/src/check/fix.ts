// The fix of a finding: one set of edits for all resources that it speaks of, or none. Knows no language.

import type {
  Change,
  FixLiteral,
  FixValue,
  Resource,
  Target,
  TextChange,
} from "../model/resource.ts";
import type { Edit } from "../text/range.ts";
import type { Fix } from "./finding.ts";
import type { PolicyCase, PolicyFix } from "./policy.ts";
import { namesOf } from "./several.ts";
import { fill, textForm, wordsOf } from "./words.ts";

export interface Writing {
  /** The edits of a language for changes, all or nothing. */
  readonly write: (changes: readonly Change[]) => readonly Edit[] | undefined;
  readonly text: (file: string) => string;
}

/** A resource, and the case of a policy that holds for it. */
export interface Reported {
  readonly one: PolicyCase;
  readonly resource: Resource;
}

/** What serves one of those at a place and not the others is no fix. */
export function fixesFor(those: readonly Reported[], writing: Writing): readonly Fix[] {
  const fix = those[0]?.one.fix;
  if (!fix || !those.every(({ one }) => sameFix(one.fix, fix))) return [];
  const made = fixOf(
    fix,
    those.map((each) => each.resource),
    writing,
  );
  return made ? [made] : [];
}

function sameFix(a: PolicyFix | undefined, b: PolicyFix): boolean {
  return a === b || (a !== undefined && wholeForm(a) === wholeForm(b));
}

function wholeForm({ title, safety, set }: PolicyFix): string {
  return JSON.stringify([title, safety, [...set]]);
}

function fixOf(fix: PolicyFix, resources: readonly Resource[], writing: Writing): Fix | undefined {
  const ids = new Set(resources.map((each) => each.id));
  const bound = new Set<readonly string[]>();
  const changes = new Map<string, Change>();
  const texts = new Map<string, TextChange>();
  for (const [name, value] of fix.set) {
    const filled = described(value, resources);
    const plural =
      filled.is === "parameter" && value.is === "parameter" && filled.type !== value.type;
    for (const resource of resources) {
      const target = targetFor(resource.targets?.get(name) ?? [], value);
      if (!target) return undefined;
      if (target.binds) bound.add(target.binds);
      for (const change of target.changes) {
        const written = given(change, filled, plural);
        if (!written) return undefined;
        const key = JSON.stringify([placeOf(change.at), written.operation]);
        changes.set(key, together(changes.get(key), written));
      }
      for (const text of target.texts ?? [])
        texts.set(JSON.stringify([placeOf(text.at), text.text]), text);
    }
  }
  // Nobody is bound by it of whom the finding does not speak.
  for (const those of bound) if (!those.every((id) => ids.has(id))) return undefined;
  const written = changes.size === 0 ? [] : writing.write([...changes.values()]);
  if (!written) return undefined;
  const edits = [
    ...written,
    ...[...texts.values()].map(({ at, text }) => ({ file: at.file, range: at.range, text })),
  ];
  if (edits.length === 0) return undefined;
  return { title: fillFor(fix.title, resources), safety: fix.safety, edits };
}

/** One change of a text that makes several declarations is meant for each of them that is spoken of. */
function together(before: Change | undefined, change: Change): Change {
  if (!before?.of || !change.of) return change;
  return { ...change, of: [...before.of, ...change.of] };
}

function placeOf({ file, range }: Change["at"]): readonly (string | number)[] {
  return [file, range.start, range.end];
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

/** A parameter that is each party's own becomes one that holds a list. */
function described(value: FixValue, resources: readonly Resource[]): FixValue {
  if (value.is !== "parameter") return value;
  const description = fillFor(value.description, resources);
  const own = wordsOf(value.description).includes("party");
  if (!own || value.type === "list" || namesIn("party", resources).length < 2)
    return { ...value, description };
  return {
    ...value,
    name: `${value.name}s`,
    description: `${description}, one for each`,
    type: "list",
  };
}

/** The words of a sentence for all resources; what differs is listed. */
function fillFor(sentence: string, resources: readonly Resource[]): string {
  const [first] = resources;
  if (!first) return sentence;
  const several = new Map(
    wordsOf(sentence).map((word) => [word, namesIn(word, resources)] as const),
  );
  return fill(sentence, first, (word) => {
    const names = several.get(word) ?? [];
    return names.length < 2 ? undefined : namesOf(names);
  });
}

function namesIn(word: string, resources: readonly Resource[]): readonly string[] {
  const values = resources.flatMap((each) => each.attributes.get(word) ?? []);
  return [...new Set(values.map(textForm))];
}

/** The change with the policy's value where the analysis left it open; undefined where no list can stand. */
function given(change: Change, value: FixValue, plural: boolean): Change | undefined {
  const { operation } = change;
  if (!("value" in operation) || operation.value.is !== "given") return change;
  const { listed, several, number } = operation.value;
  if (plural && !several) return undefined;
  const typed =
    number && value.is === "parameter" ? ({ ...value, type: "number" } as const) : value;
  const written = listed && !plural ? asList(typed) : typed;
  return { ...change, operation: { ...operation, value: written } };
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
