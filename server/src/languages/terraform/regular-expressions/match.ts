// Runs a program over a text, all ways of matching at once: the time grows with the text, never beyond it.

import { foldedOf, holds } from "./character-class.ts";
import type { Program, Step } from "./program.ts";
import type { Assertion } from "./tree.ts";

/** Start and end of the whole match and of each group, -1 where a group has none. */
export type Match = readonly number[];

export interface Work {
  /** Counts down; a search that has none left ends. */
  steps: number;
}

interface Thread {
  readonly at: number;
  readonly slots: readonly number[];
}

/** The leftmost match from an offset on, of several the one that a backtracking search finds first. */
export function find(
  program: Program,
  text: string,
  from: number,
  work: Work,
): Match | "limit" | undefined {
  const { steps, groups } = program;
  const none = Array.from({ length: groups.length * 2 }, () => -1);
  const seen = new Int32Array(steps.length).fill(-1);
  let current: Thread[] = [];
  let next: Thread[] = [];
  let found: readonly number[] | undefined;
  for (let offset = from; offset <= text.length; ) {
    const code = offset < text.length ? (text.codePointAt(offset) ?? -1) : -1;
    const width = code > 0xffff ? 2 : 1;
    if (!found) add(steps, text, offset, 0, none, seen, current, work);
    if (current.length === 0 && found) break;
    for (const thread of current) {
      const step = steps[thread.at];
      if (!step) continue;
      if (step.is === "match") {
        found = thread.slots;
        // Those behind it are worse.
        break;
      }
      if (code >= 0 && fits(step, code))
        add(steps, text, offset + width, thread.at + 1, thread.slots, seen, next, work);
    }
    if (work.steps <= 0) return "limit";
    [current, next] = [next, current];
    next.length = 0;
    offset += width;
  }
  return found;
}

function fits(step: Step, code: number): boolean {
  switch (step.is) {
    case "literal":
      return step.fold ? foldedOf(code) === step.code : code === step.code;
    case "class":
      return holds(step.of, code);
    case "any":
      return step.newline || code !== 10;
    case "assert":
    case "save":
    case "split":
    case "jump":
    case "match":
      return false;
  }
}

/** Follows all steps that take no character, the better way first. */
function add(
  steps: readonly Step[],
  text: string,
  offset: number,
  start: number,
  slots: readonly number[],
  seen: Int32Array,
  threads: Thread[],
  work: Work,
): void {
  const open: Thread[] = [{ at: start, slots }];
  for (let thread = open.pop(); thread; thread = open.pop()) {
    const { at } = thread;
    if (seen[at] === offset) continue;
    seen[at] = offset;
    work.steps--;
    const step = steps[at];
    switch (step?.is) {
      case undefined:
        break;
      case "jump":
        open.push({ at: step.to, slots: thread.slots });
        break;
      case "split":
        open.push(
          { at: step.second, slots: thread.slots },
          { at: step.first, slots: thread.slots },
        );
        break;
      case "save": {
        const saved = thread.slots.with(step.slot, offset);
        open.push({ at: at + 1, slots: saved });
        break;
      }
      case "assert":
        if (stands(step.what, text, offset)) open.push({ at: at + 1, slots: thread.slots });
        break;
      case "literal":
      case "class":
      case "any":
      case "match":
        threads.push(thread);
    }
  }
}

function stands(what: Assertion, text: string, offset: number): boolean {
  switch (what) {
    case "text start":
      return offset === 0;
    case "text end":
      return offset === text.length;
    case "line start":
      return offset === 0 || text.charCodeAt(offset - 1) === 10;
    case "line end":
      return offset === text.length || text.charCodeAt(offset) === 10;
    case "word edge":
      return isWord(text.charCodeAt(offset - 1)) !== isWord(text.charCodeAt(offset));
    case "no word edge":
      return isWord(text.charCodeAt(offset - 1)) === isWord(text.charCodeAt(offset));
  }
}

function isWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    (code >= 97 && code <= 122)
  );
}
