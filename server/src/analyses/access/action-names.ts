// A list of actions against single ones, as IAM compares them; knows no statement.

import type { Truth } from "../../expressions/truth.ts";
import type { Elements } from "../../model/document.ts";
import { wildcard } from "../../model/glob.ts";
import type { AskedAction, NumberedAction } from "./asked.ts";
import { askedActions } from "./asked.ts";
import { hasHole, marked, widest } from "./pattern.ts";

/** Does the list cover the action? A list that may hold more is never a firm no. */
export function coversName(elements: Elements, action: AskedAction): Truth {
  return action.number === undefined
    ? coversOther(elements, action)
    : isInSet(setOf(elements), action.number);
}

/**
 * Which of the actions that are asked about a list covers: a bit for each that it covers for certain,
 * and behind them a bit for each that it may cover.
 */
export type ActionSet = Uint32Array;

const words = Math.ceil(askedActions.length / 32);

export function isInSet(set: ActionSet, number: number): Truth {
  const word = number >>> 5;
  const bit = 1 << (number & 31);
  if (((set[word] ?? 0) & bit) !== 0) return "yes";
  return ((set[words + word] ?? 0) & bit) !== 0 ? "unknown" : "no";
}

/** Every list is asked about the same few hundred actions, so it is held against all of them at once. */
export function setOf(elements: Elements): ActionSet {
  let set = sets.get(elements);
  if (!set) {
    set = makeSet(elements);
    sets.set(elements, set);
  }
  return set;
}

const sets = new WeakMap<Elements, ActionSet>();

function makeSet({ values, more }: Elements): ActionSet {
  const set = new Uint32Array(2 * words);
  let open = more !== undefined;
  for (const value of values) {
    const written = marked(value)?.toLowerCase();
    if (written === undefined) open = true;
    else if (hasHole(written)) add(set, words, widest(written));
    else add(set, 0, written);
  }
  if (open) set.fill(-1, words);
  return set;
}

function add(set: ActionSet, from: number, pattern: string): void {
  if (!pattern.includes("*") && !pattern.includes("?")) {
    const number = numbers.get(pattern);
    if (number !== undefined) put(set, from, number);
    return;
  }
  const service = pattern.slice(0, Math.max(0, pattern.indexOf(":")));
  const some = service === "" || service.includes("*") || service.includes("?");
  for (const { lower, number } of some ? askedActions : (byService.get(service) ?? []))
    if (wildcard(pattern, lower)) put(set, from, number);
}

function put(set: ActionSet, from: number, number: number): void {
  const word = from + (number >>> 5);
  set[word] = (set[word] ?? 0) | (1 << (number & 31));
}

const numbers = new Map(askedActions.map(({ lower, number }) => [lower, number]));
const byService = new Map<string, NumberedAction[]>();
for (const each of askedActions) {
  const those = byService.get(each.service);
  if (those) those.push(each);
  else byService.set(each.service, [each]);
}

/** An action that nothing in the tables names, such as the hypothetical one of a whole service. */
function coversOther(elements: Elements, { lower, service }: AskedAction): Truth {
  const { exact, wild, everyService, partial, open } = compiled(elements);
  if (exact.has(lower) || fitsOne(everyService, lower)) return "yes";
  if (fitsOne(wild.get(service), lower)) return "yes";
  return open || fitsOne(partial, lower) ? "unknown" : "no";
}

function fitsOne(patterns: readonly string[] | undefined, action: string): boolean {
  if (patterns) for (const each of patterns) if (wildcard(each, action)) return true;
  return false;
}

interface Compiled {
  readonly exact: ReadonlySet<string>;
  /** Patterns for actions of one service. */
  readonly wild: ReadonlyMap<string, readonly string[]>;
  readonly everyService: readonly string[];
  /** What half-known patterns may be at the widest. */
  readonly partial: readonly string[];
  /** There may be others. */
  readonly open: boolean;
}

/** A list is held against hundreds of actions, and that of a managed policy has thousands itself. */
function compiled(elements: Elements): Compiled {
  let present = compilations.get(elements);
  if (!present) {
    present = compile(elements);
    compilations.set(elements, present);
  }
  return present;
}

const compilations = new WeakMap<Elements, Compiled>();

function compile(elements: Elements): Compiled {
  const exact = new Set<string>();
  const wild = new Map<string, string[]>();
  const everyService: string[] = [];
  const partial: string[] = [];
  let open = elements.more !== undefined;
  for (const value of elements.values) {
    const written = marked(value)?.toLowerCase();
    if (written === undefined) open = true;
    else if (hasHole(written)) partial.push(widest(written));
    else if (!/[*?]/.test(written)) exact.add(written);
    else {
      const service = /^([a-z0-9-]+):/.exec(written)?.[1];
      const those = service === undefined ? everyService : wild.get(service);
      if (those) those.push(written);
      else if (service !== undefined) wild.set(service, [written]);
    }
  }
  return { exact, wild, everyService, partial, open };
}
