// Resource patterns of policies against resources of one's own account that stand for many; decides no action.

import type { Truth } from "../../expressions/truth.ts";
import { truth } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { effective, isText } from "../../expressions/value.ts";
import { wildcard } from "../../model/glob.ts";
import type { Resource } from "../../model/resource.ts";
import { ownName } from "./asked.ts";
import type { Request } from "./conditions.ts";
import { coversEveryResource, hasHole, marked, widest } from "./pattern.ts";
import { comparable, expanded } from "./policy-variables.ts";
import { refersTo } from "./references.ts";

/** One resource; whose account, region and partition it has does not count. */
export interface Target {
  /** Service and resource of its ARN: `iam:role/x`. */
  readonly own: string;
  /** The resource of the unit that it is. */
  readonly resource?: Resource;
}

/** One written resource, taken apart for all that are held against it. */
export interface ResourcePattern {
  readonly value: Value;
  readonly everything: Truth;
  /** As far as it says what it names, without what says whose it is; undefined where nothing is known. */
  readonly own: string | undefined;
  /** The only service of which it may name a resource; undefined where it may be any. */
  readonly service: string | undefined;
}

export function resourcePattern(value: Value): ResourcePattern {
  const everything = coversEveryResource(value);
  const written = marked(value);
  const own = written === undefined ? undefined : ownName(written);
  // What came by way of a declaration names that, whatever its text is.
  const refers = value.via.some((step) => step.declaration !== undefined);
  const service = own === undefined || refers ? undefined : oneService.exec(own)?.[1];
  return { value, everything, own, service };
}

const oneService = /^([a-z0-9-]+):/;

/** Does it name one resource, or several by their names, and never all of a type? */
export function isSingle({ value, everything, own }: ResourcePattern): boolean {
  if (everything !== "no") return false;
  return isOneOther(value) || (own !== undefined && !wide.test(own));
}

const wide = /[*?$\uf8ff]/;

/** Is the target one of those that the pattern names? */
export function coversTarget(
  { value, everything, own }: ResourcePattern,
  target: Target,
  request: Request,
  variables: Truth,
): Truth {
  if (everything === "yes") return "yes";
  if (target.resource && refersTo(value, target.resource)) return "yes";
  if (own === undefined) return isOneOther(value) ? "no" : "unknown";
  const pattern = expanded(own, request, variables);
  if (pattern === undefined) return "no";
  const text = comparable(target.own, pattern);
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

/** May a resource of the type be one of those that the pattern names? */
export function reachesType({ value, everything, own }: ResourcePattern, type: string): Truth {
  if (everything === "yes") return "yes";
  // What another declaration of the unit makes is of the type, or the policy would be idle.
  if (own === undefined) return isOneOther(value) ? "yes" : "unknown";
  if (!overlap(widest(own), type)) return "no";
  return hasHole(own) && !isOneOther(value) ? "unknown" : "yes";
}

/** The pattern as text, where it surely names resources of the type. */
export function textOnType({ everything, own }: ResourcePattern, type: string): string | undefined {
  if (everything === "yes") return "*";
  return own !== undefined && !hasHole(own) && overlap(own, type) ? own : undefined;
}

/** Can one resource have both names? */
export function overlap(left: string, right: string): boolean {
  if (left === right) return true;
  return !differAtEnds(left, right) && overlaps(left, right);
}

/** Most names differ before their first star, and few after the last one. */
function differAtEnds(left: string, right: string): boolean {
  const shorter = Math.min(left.length, right.length);
  for (let index = 0; index < shorter; index++) {
    const [l, r] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (l === star || r === star) break;
    if (l !== r && l !== one && r !== one) return true;
  }
  for (let back = 1; back <= shorter; back++) {
    const l = left.charCodeAt(left.length - back);
    const r = right.charCodeAt(right.length - back);
    if (l === star || r === star) break;
    if (l !== r && l !== one && r !== one) return true;
  }
  return false;
}

const star = "*".charCodeAt(0);
const one = "?".charCodeAt(0);

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
