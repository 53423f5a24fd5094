// Patterns of `matches`: `*`, `?` and `|` over texts whose parts may be unknown; in linear time for a pattern.

import type { Truth } from "../expressions/truth.ts";
import { any } from "../expressions/truth.ts";
import type { Text } from "../expressions/value.ts";

/** "yes" where every filling of the unknown parts matches, "no" where none does. */
export function matches(pattern: string, text: Text): Truth {
  return any(pattern.split("|").map((alternative) => matchesOne(alternative, text)));
}

function matchesOne(pattern: string, text: Text): Truth {
  if (run(pattern, text, "every")) return "yes";
  return text.parts.some((part) => "hole" in part) && run(pattern, text, "some") ? "unknown" : "no";
}

/**
 * All positions in the pattern that can be reached, kept together (Thompson's way).
 * A hole is any text: for "every" only a star takes it in, for "some" anything that follows may.
 */
function run(pattern: string, text: Text, holes: "every" | "some"): boolean {
  let states = closure(pattern, new Set([0]));
  for (const part of text.parts) {
    if ("hole" in part) states = closure(pattern, throughHole(pattern, states, holes));
    else
      for (const character of part.text)
        states = closure(pattern, step(pattern, states, character));
    if (states.size === 0) return false;
  }
  return states.has(pattern.length);
}

function step(pattern: string, states: ReadonlySet<number>, character: string): Set<number> {
  const next = new Set<number>();
  for (const state of states) {
    const expected = pattern[state];
    if (expected === "*") next.add(state);
    else if (expected !== undefined && (expected === "?" || pattern.startsWith(character, state)))
      next.add(state + (expected === "?" ? 1 : character.length));
  }
  return next;
}

function throughHole(
  pattern: string,
  states: ReadonlySet<number>,
  holes: "every" | "some",
): Set<number> {
  if (holes === "every") return new Set([...states].filter((state) => pattern[state] === "*"));
  const next = new Set<number>();
  for (let state = Math.min(...states); state <= pattern.length; state++) next.add(state);
  return next;
}

function closure(pattern: string, states: Set<number>): Set<number> {
  for (const state of states) if (pattern[state] === "*") states.add(state + 1);
  return states;
}
