// Resource patterns of policies against resources of one's own account that stand for many; decides no action.

import type { Truth } from "../../expressions/truth.ts";
import { any, not, truth } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { effective, isText } from "../../expressions/value.ts";
import type { Elements, Statement } from "../../model/document.ts";
import { wildcard } from "../../model/glob.ts";
import type { Resource } from "../../model/resource.ts";
import type { Request } from "./conditions.ts";
import { coversEveryResource, hasHole, marked, widest } from "./pattern.ts";
import { comparable, expanded } from "./policy-variables.ts";
import { refersTo } from "./references.ts";

/** One resource, or one that stands for every other of its type. */
export interface Target {
  /** An ARN, or what `patternsOn` gives; whose account, region and partition it has does not count. */
  readonly arn: string;
  /** The resource of the unit that it is. */
  readonly resource?: Resource;
}

/** A resource of the type that no policy can have named, so that only a pattern for all of them covers it. */
export function anyOfType(type: string): Target {
  let target = anyOf.get(type);
  if (!target) {
    target = { arn: type.replaceAll("*", "any-one-that-nobody-named") };
    anyOf.set(type, target);
  }
  return target;
}

const anyOf = new Map<string, Target>();

/** Does the statement speak of the target? */
export function coversTarget(statement: Statement, target: Target, request: Request): Truth {
  const { resources, notResources } = statement;
  if (resources) return anyCoversTarget(resources, target, request, statement.variables);
  if (!notResources) return "no";
  return not(anyCoversTarget(notResources, target, request, statement.variables));
}

function anyCoversTarget(
  { values, more }: Elements,
  target: Target,
  request: Request,
  variables: Truth,
): Truth {
  const found = any(values.map((each) => oneCovers(each, target, request, variables)));
  return found === "no" && more ? "unknown" : found;
}

function oneCovers(value: Value, target: Target, request: Request, variables: Truth): Truth {
  if (coversEveryResource(value) === "yes") return "yes";
  if (target.resource && refersTo(value, target.resource)) return "yes";
  const written = ownPattern(value);
  if (written === undefined) return isOneOther(value) ? "no" : "unknown";
  const pattern = expanded(written, request, variables);
  if (pattern === undefined) return "no";
  const text = comparable(targetName(target), pattern);
  if (!hasHole(pattern)) return truth(wildcard(pattern, text));
  if (isOneOther(value)) return "no";
  return wildcard(widest(pattern), text) ? "unknown" : "no";
}

/** What another declaration of the unit makes is one resource, and not the one that is asked about. */
function isOneOther(value: Value): boolean {
  const decided = effective(value);
  if (decided.state === "unknown") return decided.reason.kind === "computed";
  if (decided.state !== "known" || decided.value === null || !isText(decided.value)) return false;
  return decided.value.parts.some((part) => "hole" in part && part.hole.kind === "computed");
}

function targetName(target: Target): string {
  let name = targetNames.get(target);
  if (name === undefined) {
    name = ownName(target.arn);
    targetNames.set(target, name);
  }
  return name;
}

/** The same of a type's pattern. */
export function typeName(type: string): string {
  let name = typeNames.get(type);
  if (name === undefined) {
    name = ownName(type);
    typeNames.set(type, name);
  }
  return name;
}

/** As many as the table of actions has types. */
const typeNames = new Map<string, string>();
const targetNames = new WeakMap<Target, string>();

/** The pattern as far as it says what it names, without what says whose it is. */
export function ownPattern(value: Value): string | undefined {
  let present = patterns.get(value);
  if (present === undefined) {
    const written = marked(value);
    present = written === undefined ? null : ownName(written);
    patterns.set(value, present);
  }
  return present ?? undefined;
}

const patterns = new WeakMap<Value, string | null>();

/**
 * Service and resource of an ARN. Account, region and partition of a policy are its own in nearly
 * every case, and another's would be closed by the other side.
 */
function ownName(arn: string): string {
  if (!arn.startsWith("arn:")) return arn;
  const [, , service = "*", , , ...resource] = arn.split(":");
  return `${service}:${resource.length > 0 ? resource.join(":") : "*"}`;
}

/** Patterns of the statement that may cover resources of the type, as text. */
export function patternsOn(statement: Statement, type: string): readonly string[] {
  return keptFor(patternLists, statement, type, () => findPatterns(statement, type));
}

/** Statements are asked about the same types for every action, those of managed policies for every holder. */
function keptFor<T>(
  cache: WeakMap<Statement, Map<string, T>>,
  statement: Statement,
  type: string,
  find: () => T,
): T {
  let types = cache.get(statement);
  if (!types) {
    types = new Map();
    cache.set(statement, types);
  }
  let found = types.get(type);
  if (found === undefined) {
    found = find();
    types.set(type, found);
  }
  return found;
}

const patternLists = new WeakMap<Statement, Map<string, readonly string[]>>();
const reached = new WeakMap<Statement, Map<string, Truth>>();
const coverages = new WeakMap<Statement, Map<string, Truth>>();

/** Does the statement cover every resource of the type, whatever the request is? */
export function coversType(statement: Statement, type: string): Truth {
  return keptFor(coverages, statement, type, () =>
    coversTarget(statement, anyOfType(type), unasked),
  );
}

function findPatterns(statement: Statement, type: string): readonly string[] {
  const { resources, notResources } = statement;
  if (notResources) {
    const target = anyOfType(type);
    const left = not(anyCoversTarget(notResources, target, unasked, statement.variables));
    return left === "yes" ? [typeName(type)] : [];
  }
  return (resources?.values ?? []).flatMap((value) => {
    if (coversEveryResource(value) === "yes") return ["*"];
    const pattern = ownPattern(value);
    if (pattern === undefined || hasHole(pattern)) return [];
    return overlap(pattern, typeName(type)) ? [pattern] : [];
  });
}

/** Can the statement speak of some resource of the type? */
export function reaches(statement: Statement, type: string): Truth {
  return keptFor(reached, statement, type, () => findReach(statement, type));
}

function findReach(statement: Statement, type: string): Truth {
  const { resources, notResources } = statement;
  if (!resources) return notResources && patternsOn(statement, type).length > 0 ? "yes" : "no";
  const found = any(
    resources.values.map((value): Truth => {
      if (coversEveryResource(value) === "yes") return "yes";
      const pattern = ownPattern(value);
      // What another declaration of the unit makes is of the type, or the policy would be idle.
      if (pattern === undefined) return isOneOther(value) ? "yes" : "unknown";
      if (!overlap(widest(pattern), typeName(type))) return "no";
      return hasHole(pattern) && !isOneOther(value) ? "unknown" : "yes";
    }),
  );
  return found === "no" && resources.more ? "unknown" : found;
}

const unasked: Request = () => undefined;

/** Can one resource have both names? */
export function overlap(left: string, right: string): boolean {
  if (left === right) return true;
  return !differAtEnds(left, right) && overlaps(left, right);
}

/** Most names differ before their first star, and few after the last one. */
function differAtEnds(left: string, right: string): boolean {
  for (let index = 0; index < left.length && index < right.length; index++) {
    const [l, r] = [left[index], right[index]];
    if (l === "*" || r === "*") break;
    if (l !== r && l !== "?" && r !== "?") return true;
  }
  for (let back = 1; back <= left.length && back <= right.length; back++) {
    const [l, r] = [left[left.length - back], right[right.length - back]];
    if (l === "*" || r === "*") break;
    if (l !== r && l !== "?" && r !== "?") return true;
  }
  return false;
}

/** Is there a text that both patterns match? */
function overlaps(left: string, right: string): boolean {
  const width = right.length + 1;
  // One row of the table at a time: `row[j]` says whether the rest of `right` from `j` can be met.
  let below = new Uint8Array(width);
  let row = new Uint8Array(width);
  for (let i = left.length; i >= 0; i--) {
    const l = left[i];
    for (let j = right.length; j >= 0; j--) {
      const r = right[j];
      let met: number;
      if (l === undefined && r === undefined) met = 1;
      else if (l === "*") met = (below[j] ?? 0) | (r === undefined ? 0 : (row[j + 1] ?? 0));
      else if (r === "*") met = (row[j + 1] ?? 0) | (l === undefined ? 0 : (below[j] ?? 0));
      else if (l === undefined || r === undefined) met = 0;
      else met = l === r || l === "?" || r === "?" ? (below[j + 1] ?? 0) : 0;
      row[j] = met;
    }
    [below, row] = [row, below];
  }
  return below[0] === 1;
}
