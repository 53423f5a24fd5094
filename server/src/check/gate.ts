// The words that a condition asks for: most resources have other ones, and nothing more of it need be decided.

import { effective, isText } from "../expressions/value.ts";
import type { Resource } from "../model/resource.ts";
import type { Condition, Test } from "./policy.ts";

/** An attribute of which the condition holds for some words alone. */
interface Gate {
  readonly attribute: string;
  readonly words: ReadonlySet<string>;
}

/** Whether a condition can hold for a resource: false is certain, true has to be decided. */
export function mayHold(condition: Condition, { attributes }: Resource): boolean {
  for (const { attribute, words } of gatesOf(condition)) {
    const value = attributes.get(attribute);
    const decided = value && effective(value);
    // Only yes counts, and of what is absent or unknown no words are.
    if (decided?.state !== "known") return false;
    if (decided.value === null || !isText(decided.value)) continue;
    const [part, ...more] = decided.value.parts;
    if (part && "text" in part && more.length === 0 && !words.has(part.text)) return false;
  }
  return true;
}

function gatesOf(condition: Condition): readonly Gate[] {
  let gates = known.get(condition);
  if (!gates) {
    gates = madeOf(condition);
    known.set(condition, gates);
  }
  return gates;
}

const known = new WeakMap<Condition, readonly Gate[]>();

function madeOf(condition: Condition): readonly Gate[] {
  if (condition.is === "all") return condition.of.flatMap(madeOf);
  if (condition.is !== "attribute") return [];
  const [attribute, ...below] = condition.path;
  if (attribute === undefined || below.length > 0) return [];
  return wordsOf(condition.test).map((words) => ({ attribute, words: new Set(words) }));
}

/** The words that each part of a test allows; none where it asks something else. */
function wordsOf(test: Test): readonly (readonly string[])[] {
  switch (test.is) {
    case "every":
      return test.of.flatMap(wordsOf);
    case "equals":
      return typeof test.value === "string" ? [[test.value]] : [];
    case "in": {
      const words = test.values.filter((each) => typeof each === "string");
      return words.length === test.values.length ? [words] : [];
    }
    case "matches":
    case "less-than":
    case "more-than":
    case "contains":
    case "absent":
    case "some":
    case "not":
      return [];
  }
}
