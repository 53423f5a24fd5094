// A list of actions against single ones, as IAM compares them; knows no statement.

import type { Truth } from "../../expressions/truth.ts";
import type { Elements } from "../../model/document.ts";
import { wildcard } from "../../model/glob.ts";
import { hasHole, marked, widest } from "./pattern.ts";

/** Does the list cover the action? A list that may hold more is never a firm no. */
export function coversName(elements: Elements, action: string): Truth {
  const { exact, wild, everyService, partial, open } = compiled(elements);
  const { lower, service } = nameOf(action);
  if (exact.has(lower) || fitsOne(everyService, lower)) return "yes";
  if (fitsOne(wild.get(service), lower)) return "yes";
  return open || fitsOne(partial, lower) ? "unknown" : "no";
}

function fitsOne(patterns: readonly string[] | undefined, action: string): boolean {
  if (patterns) for (const each of patterns) if (wildcard(each, action)) return true;
  return false;
}

interface Name {
  readonly lower: string;
  readonly service: string;
}

/** Every list is asked about the same few hundred actions. */
function nameOf(action: string): Name {
  let name = names.get(action);
  if (!name) {
    const lower = action.toLowerCase();
    name = { lower, service: lower.slice(0, lower.indexOf(":")) };
    if (names.size >= mostNames) names.clear();
    names.set(action, name);
  }
  return name;
}

const names = new Map<string, Name>();
const mostNames = 5_000;

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
