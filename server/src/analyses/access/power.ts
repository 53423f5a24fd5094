// What a role's policies let it do, as a list of capabilities. Knows no trust and no party.

import type { Truth } from "../../expressions/truth.ts";
import { all, any, not } from "../../expressions/truth.ts";
import type { Place, Reason, Trail } from "../../expressions/value.ts";
import type { Elements, PolicyDocument, Statement } from "../../model/document.ts";
import type { Attached, PolicySource } from "./attachments.ts";
import type { Capability } from "./capabilities.ts";
import { capabilities, escalationPaths } from "./capabilities.ts";
import { anyCovers, coversEverything, coversEveryResource } from "./pattern.ts";

export interface Power {
  readonly has: readonly string[];
  /** Some capability is neither had nor ruled out, for this reason. */
  readonly more?: Reason;
  /** Ids of open escalation paths; an administrator needs none, so none is listed. */
  readonly escalations: readonly string[];
  /** The policy that gives most of it, and where it does. */
  readonly main?: {
    readonly source: PolicySource;
    readonly at: Place;
    readonly via: readonly Trail[];
  };
}

export type Boundary = PolicyDocument | { readonly unknown: Reason } | undefined;

export function powerOf(attached: Attached, boundary: Boundary): Power {
  const statements: Statement[] = [];
  let more = attached.more;
  for (const source of attached.sources) {
    if ("unknown" in source.document) more ??= source.document.unknown;
    else {
      statements.push(...source.document.statements);
      more ??= source.document.more;
    }
  }
  const limits: Limits =
    boundary === undefined ? undefined : "unknown" in boundary ? "unknown" : boundary.statements;
  const decided = capabilities.map(({ name, aws }) => ({
    name,
    truth: aws ? hasCapability(aws, statements, limits) : "no",
  }));
  const has = decided.filter((each) => each.truth === "yes").map((each) => each.name);
  if (decided.some((each) => each.truth === "unknown")) {
    more ??= boundary && "unknown" in boundary ? boundary.unknown : { kind: "condition" };
  }
  const main = mainSource(attached.sources);
  return {
    has,
    ...(more ? { more } : {}),
    escalations: has.includes("administrator") ? [] : openPaths(statements, limits),
    ...(main ? { main } : {}),
  };
}

type Limits = readonly Statement[] | "unknown" | undefined;

function hasCapability(
  actions: NonNullable<Capability["aws"]>,
  statements: readonly Statement[],
  limits: Limits,
): Truth {
  const allowedOne = (action: string) => allowed(action, statements, limits, actions.everywhere);
  const some = any(actions.any.map(allowedOne));
  const every = actions.all.length > 0 ? all(actions.all.map(allowedOne)) : "no";
  const paths = actions.paths
    ? any(escalationPaths.map((path) => pathOpen(path.required, statements, limits)))
    : "no";
  return any([some, every, paths]);
}

function openPaths(statements: readonly Statement[], limits: Limits): readonly string[] {
  return escalationPaths
    .filter((path) => pathOpen(path.required, statements, limits) === "yes")
    .map((path) => path.id);
}

/** A path counts as open where all its actions are allowed on everything. */
function pathOpen(
  required: readonly string[],
  statements: readonly Statement[],
  limits: Limits,
): Truth {
  return all(required.map((action) => allowed(action, statements, limits, true)));
}

/** Allowed by a policy, not taken back by a Deny, within the permission boundary. */
function allowed(
  action: string,
  statements: readonly Statement[],
  limits: Limits,
  everywhere: boolean,
): Truth {
  const granted = grantedBy(action, statements, everywhere);
  if (granted === "no" || limits === undefined) return granted;
  return all([granted, limits === "unknown" ? "unknown" : grantedBy(action, limits, everywhere)]);
}

function grantedBy(action: string, statements: readonly Statement[], everywhere: boolean): Truth {
  const allows = statements.map((each): Truth => {
    if (each.effect !== "allow" && each.effect !== "unknown") return "no";
    const effect: Truth = each.effect === "allow" ? "yes" : "unknown";
    // A condition may or may not be met, so such a statement is no proof.
    const conditions: Truth = each.conditions.length > 0 || each.moreConditions ? "unknown" : "yes";
    return all([
      coversAction(each, action),
      everywhere ? coversAll(each) : "yes",
      effect,
      conditions,
    ]);
  });
  const denies = statements.map((each): Truth => {
    // A Deny with a condition, or on some resources, leaves the right elsewhere.
    if (each.effect !== "deny" || each.conditions.length > 0 || each.moreConditions) return "no";
    return all([coversAction(each, action), coversAll(each)]);
  });
  return all([any(allows), not(any(denies))]);
}

function coversAction(statement: Statement, action: string): Truth {
  if (statement.actions) return anyCovers(statement.actions, action, true);
  return statement.notActions ? not(anyCovers(statement.notActions, action, true)) : "no";
}

/** Is the statement for every resource? */
function coversAll(statement: Statement): Truth {
  if (statement.resources) return everything(statement.resources);
  return statement.notResources ? not(everything(statement.notResources)) : "no";
}

function everything(elements: Elements): Truth {
  const found = any(elements.values.map(coversEveryResource));
  return found === "no" && elements.more ? "unknown" : found;
}

/** The policy with the worst capability, then with the most; capabilities are listed from worst to least. */
function mainSource(sources: readonly PolicySource[]): Power["main"] {
  let best: { rank: number; source: PolicySource } | undefined;
  for (const source of sources) {
    const rank = "unknown" in source.document ? 0 : rankOf(source.document.statements);
    if (!best || rank > best.rank) best = { rank, source };
  }
  if (!best) return undefined;
  const { source } = best;
  return { source, ...placeOf(source) };
}

function rankOf(statements: readonly Statement[]): number {
  let rank = 0;
  for (const [index, { aws }] of capabilities.entries()) {
    if (aws && hasCapability(aws, statements, undefined) === "yes")
      rank += 2 ** (capabilities.length - index);
  }
  return rank;
}

/** A managed policy stands where it is attached, a written one at the actions of its widest statement. */
function placeOf(source: PolicySource): { at: Place; via: readonly Trail[] } {
  if (source.kind === "aws-managed" || "unknown" in source.document)
    return { at: source.at, via: source.via };
  const allows = source.document.statements.filter((each) => each.effect === "allow");
  const [widest] = allows
    .map((each) => ({ each, rank: rankOf([each]) }))
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ each }) => each);
  const elements = widest?.actions ?? widest?.notActions;
  const place =
    elements?.values.find((each) => coversEverything(each) === "yes")?.at ??
    elements?.at ??
    source.at;
  return { at: place, via: source.via };
}
