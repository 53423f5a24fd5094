// A list of actions against single ones, as IAM compares them; knows no statement.

import type { Truth } from "../../expressions/truth.ts";
import type { Elements } from "../../model/document.ts";
import { wildcard } from "../../model/glob.ts";
import type { AskedAction, NumberedAction } from "./asked.ts";
import { askedActions } from "./asked.ts";
import { hasHole, marked, widest } from "./pattern.ts";

/** Does the list cover the action? A list that may hold more is never a firm no. */
export function coversName(elements: Elements, action: AskedAction): Truth {
  const { number } = action;
  if (number === undefined) return coversOther(elements, action);
  const { certain, possible } = namedActions(elements);
  if (isInSet(certain, number)) return "yes";
  return isInSet(possible, number) ? "unknown" : "no";
}

/** A bit for each action that is asked about. */
export type ActionSet = Uint32Array;

/** How many words a set has. */
export const setWords = Math.ceil(askedActions.length / 32);

export function isInSet(set: ActionSet, number: number): boolean {
  return ((set[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
}

function putInSet(set: ActionSet, number: number): void {
  set[number >>> 5] = (set[number >>> 5] ?? 0) | (1 << (number & 31));
}

export function setOf(actions: readonly AskedAction[]): ActionSet {
  const set = new Uint32Array(setWords);
  for (const { number } of actions) if (number !== undefined) putInSet(set, number);
  return set;
}

/** Is there anything in both? */
export function meetSets(set: ActionSet, other: ActionSet): boolean {
  for (let index = 0; index < setWords; index++)
    if (((set[index] ?? 0) & (other[index] ?? 0)) !== 0) return true;
  return false;
}

/** Is all of the first in the second? */
export function isWithinSet(set: ActionSet, other: ActionSet): boolean {
  for (let index = 0; index < setWords; index++)
    if (((set[index] ?? 0) & ~(other[index] ?? 0)) !== 0) return false;
  return true;
}

/** Adds to the first what is in the second. */
export function addSet(set: ActionSet, other: ActionSet): void {
  for (let index = 0; index < setWords; index++)
    set[index] = (set[index] ?? 0) | (other[index] ?? 0);
}

/** Takes from the first what is in the second. */
export function takeSet(set: ActionSet, other: ActionSet): void {
  for (let index = 0; index < setWords; index++)
    set[index] = (set[index] ?? 0) & ~(other[index] ?? 0);
}

export function inverted(set: ActionSet): ActionSet {
  return set.map((word) => ~word);
}

/** What a list covers for certain, and what it may cover; the second has all of the first. */
export interface NamedActions {
  readonly certain: ActionSet;
  readonly possible: ActionSet;
}

/** Every list is asked about the same few hundred actions, so it is held against all of them at once. */
export function namedActions(elements: Elements): NamedActions {
  let found = lists.get(elements);
  if (!found) {
    found = findNamed(elements);
    lists.set(elements, found);
  }
  return found;
}

const lists = new WeakMap<Elements, NamedActions>();

/** Is all of the list known? */
export function namesAll(elements: Elements): boolean {
  const { certain, possible } = namedActions(elements);
  return certain === possible;
}

function findNamed({ values, more }: Elements): NamedActions {
  const certain = new Uint32Array(setWords);
  let possible = certain;
  let open = more !== undefined;
  for (const value of values) {
    const written = marked(value)?.toLowerCase();
    if (written === undefined) open = true;
    else if (!hasHole(written)) addTo(certain, written);
    else {
      if (possible === certain) possible = new Uint32Array(setWords);
      addTo(possible, widest(written));
    }
  }
  if (open) possible = new Uint32Array(setWords).fill(-1);
  else if (possible !== certain) addSet(possible, certain);
  return { certain, possible };
}

function addTo(set: ActionSet, pattern: string): void {
  if (!pattern.includes("*") && !pattern.includes("?")) {
    const number = numbers.get(pattern);
    if (number !== undefined) putInSet(set, number);
    return;
  }
  const service = pattern.slice(0, Math.max(0, pattern.indexOf(":")));
  const some = service === "" || service.includes("*") || service.includes("?");
  for (const { lower, number } of some ? askedActions : (byService.get(service) ?? []))
    if (wildcard(pattern, lower)) putInSet(set, number);
}

const numbers = new Map(askedActions.map(({ lower, number }) => [lower, number]));
const byService = new Map<string, NumberedAction[]>();
for (const each of askedActions) {
  const those = byService.get(each.service);
  if (those) those.push(each);
  else byService.set(each.service, [each]);
}

/** The actions that may be allowed by the name of a resource of the service; their resources may be of any where none is named. */
export function actionsOn(service: string): ActionSet {
  let found = onServices.get(service);
  if (!found) {
    found = new Uint32Array(setWords);
    for (const { needs, number } of askedActions)
      if (!needs || needs.flat().some(({ own }) => isOf(own, service))) putInSet(found, number);
    if (onServices.size >= mostServices) onServices.clear();
    onServices.set(service, found);
  }
  return found;
}

const onServices = new Map<string, ActionSet>();
const mostServices = 500;

function isOf(own: string, service: string): boolean {
  return wildcard(own.slice(0, own.indexOf(":")), service);
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
