// Makes a program of a regular expression: steps that a machine takes for all ways of matching at once.

import type { CharacterClass } from "./character-class.ts";
import type { Refusal } from "./parse.ts";
import { parse } from "./parse.ts";
import type { Assertion, Node } from "./tree.ts";

export type Step =
  | { readonly is: "literal"; readonly code: number; readonly fold: boolean }
  | { readonly is: "class"; readonly of: CharacterClass }
  | { readonly is: "any"; readonly newline: boolean }
  | { readonly is: "assert"; readonly what: Assertion }
  | { readonly is: "save"; readonly slot: number }
  /** Goes on at both; the first is the better way. */
  | { readonly is: "split"; first: number; second: number }
  | { readonly is: "jump"; to: number }
  | { readonly is: "match" };

export interface Program {
  readonly steps: readonly Step[];
  readonly groups: readonly (string | undefined)[];
}

const longest = 10_000;
const recent = new Map<string, Program | Refusal>();

/** Programs are kept, since loops ask for the same one again and again. */
export function compiled(text: string): Program | Refusal {
  const present = recent.get(text);
  if (present) return present;
  const made = compile(text);
  if (recent.size >= 50) recent.clear();
  recent.set(text, made);
  return made;
}

function compile(text: string): Program | Refusal {
  const tree = parse(text);
  if ("refused" in tree) return tree;
  if (sizeOf(tree.root) > longest) return { refused: "it is too long", limit: true };
  const steps: Step[] = [{ is: "save", slot: 0 }];
  emit(tree.root, steps);
  steps.push({ is: "save", slot: 1 }, { is: "match" });
  return { steps, groups: tree.groups };
}

/** How many steps a part becomes, roughly. */
function sizeOf(node: Node): number {
  switch (node.is) {
    case "group":
      return 2 + sizeOf(node.of);
    case "sequence":
    case "choice":
      return node.of.reduce((sum, each) => sum + sizeOf(each) + 2, 0);
    case "repeat":
      return Math.max(1, node.most ?? node.least + 1) * (sizeOf(node.of) + 2);
    case "empty":
    case "literal":
    case "class":
    case "any":
    case "assert":
      return 1;
  }
}

function emit(node: Node, steps: Step[]): void {
  switch (node.is) {
    case "empty":
      return;
    case "literal":
    case "class":
    case "any":
    case "assert":
      steps.push(node);
      return;
    case "group":
      steps.push({ is: "save", slot: node.index * 2 });
      emit(node.of, steps);
      steps.push({ is: "save", slot: node.index * 2 + 1 });
      return;
    case "sequence":
      for (const each of node.of) emit(each, steps);
      return;
    case "choice":
      choice(node.of, steps);
      return;
    case "repeat":
      repeat(node, steps);
  }
}

function choice(options: readonly Node[], steps: Step[]): void {
  const ends: { to: number }[] = [];
  for (const [index, option] of options.entries()) {
    if (index === options.length - 1) {
      emit(option, steps);
      break;
    }
    const split = { is: "split" as const, first: steps.length + 1, second: 0 };
    steps.push(split);
    emit(option, steps);
    const jump = { is: "jump" as const, to: 0 };
    steps.push(jump);
    ends.push(jump);
    split.second = steps.length;
  }
  for (const jump of ends) jump.to = steps.length;
}

function repeat(node: Extract<Node, { is: "repeat" }>, steps: Step[]): void {
  const { of, least, most, greedy } = node;
  if (most === undefined) {
    for (let count = 1; count < least; count++) emit(of, steps);
    if (least > 0) atLeastOnce(of, greedy, steps);
    else optional(greedy, steps, () => atLeastOnce(of, greedy, steps));
    return;
  }
  for (let count = 0; count < least; count++) emit(of, steps);
  const splits: { first: number; second: number }[] = [];
  for (let count = least; count < most; count++) {
    const split = { is: "split" as const, first: 0, second: 0 };
    steps.push(split);
    splits.push(split);
    leads(split, greedy, steps.length, 0);
    emit(of, steps);
  }
  for (const split of splits)
    leads(split, greedy, Math.max(split.first, split.second), steps.length);
}

/** The part, and then the choice to do it again. */
function atLeastOnce(of: Node, greedy: boolean, steps: Step[]): void {
  const start = steps.length;
  emit(of, steps);
  const split = { is: "split" as const, first: 0, second: 0 };
  steps.push(split);
  leads(split, greedy, start, steps.length);
}

function optional(greedy: boolean, steps: Step[], inner: () => void): void {
  const split = { is: "split" as const, first: 0, second: 0 };
  steps.push(split);
  const start = steps.length;
  inner();
  leads(split, greedy, start, steps.length);
}

function leads(
  split: { first: number; second: number },
  greedy: boolean,
  on: number,
  past: number,
): void {
  split.first = greedy ? on : past;
  split.second = greedy ? past : on;
}
