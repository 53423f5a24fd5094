// What a role's policies let it do, as a list of capabilities. Knows no trust and no party.

import type { Truth } from "../../expressions/truth.ts";
import { all, any, not } from "../../expressions/truth.ts";
import type { Place, Reason, Trail } from "../../expressions/value.ts";
import { wholeText } from "../../expressions/value.ts";
import type { Elements, PolicyDocument, Statement } from "../../model/document.ts";
import type { Attached, PolicySource } from "./attachments.ts";
import type { Capability } from "./capabilities.ts";
import { capabilities, escalationPaths } from "./capabilities.ts";
import { coversEverything } from "./pattern.ts";
import { coversAction, coversAll } from "./statement.ts";

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
  /** The names of all policies that are attached. */
  readonly attached: readonly string[];
  /** Is the action allowed, on everything or at all, after every Deny and within the boundary? */
  readonly allows: (action: string, everywhere: boolean) => Truth;
}

export type Boundary = PolicyDocument | { readonly unknown: Reason } | undefined;

/** `inherited` policies come from groups: they count, and are not what a finding points at. */
export function powerOf(
  attached: Attached,
  boundary: Boundary,
  inherited: readonly PolicySource[] = [],
): Power {
  const statements: Statement[] = [];
  let more = attached.more;
  for (const source of [...attached.sources, ...inherited]) {
    if ("unknown" in source.document) more ??= source.document.unknown;
    else {
      statements.push(...source.document.statements);
      more ??= source.document.more;
    }
  }
  const limits: Limits =
    boundary === undefined ? undefined : "unknown" in boundary ? "unknown" : boundary.statements;
  const decider = deciderOf(statements, limits);
  const decided = capabilities.map(({ name, aws }) => ({
    name,
    truth: aws ? hasCapability(aws, decider) : "no",
  }));
  const has = decided.filter((each) => each.truth === "yes").map((each) => each.name);
  if (decided.some((each) => each.truth === "unknown")) {
    more ??= boundary && "unknown" in boundary ? boundary.unknown : { kind: "condition" };
  }
  const main = mainSource(attached.sources);
  return {
    has,
    ...(more ? { more } : {}),
    escalations: has.includes("administrator") ? [] : openPaths(decider),
    ...(main ? { main } : {}),
    attached: attached.sources.map((each) => each.name),
    allows: decider.allows,
  };
}

type Limits = readonly Statement[] | "unknown" | undefined;

/** What some statements within limits allow; capabilities and paths ask for the same again and again. */
interface Decider {
  /** On everything, or at all? */
  readonly allows: (action: string, everywhere: boolean) => Truth;
  /** For each escalation path in turn. */
  readonly paths: () => readonly Truth[];
}

function hasCapability(actions: NonNullable<Capability["aws"]>, decider: Decider): Truth {
  const some = anyAllowed(actions.any, actions.everywhere, decider);
  const every =
    actions.all.length > 0 ? allAllowed(actions.all, actions.everywhere, decider) : "no";
  const paths = actions.paths ? any(decider.paths()) : "no";
  return any([some, every, paths]);
}

function anyAllowed(
  actions: readonly string[],
  everywhere: boolean,
  { allows }: Pick<Decider, "allows">,
): Truth {
  let result: Truth = "no";
  for (const action of actions) {
    const truth = allows(action, everywhere);
    if (truth === "yes") return "yes";
    if (truth === "unknown") result = "unknown";
  }
  return result;
}

function allAllowed(
  actions: readonly string[],
  everywhere: boolean,
  { allows }: Pick<Decider, "allows">,
): Truth {
  let result: Truth = "yes";
  for (const action of actions) {
    const truth = allows(action, everywhere);
    if (truth === "no") return "no";
    if (truth === "unknown") result = "unknown";
  }
  return result;
}

function openPaths(decider: Decider): readonly string[] {
  const open = decider.paths();
  return escalationPaths.filter((_, index) => open[index] === "yes").map((path) => path.id);
}

/** Allowed by a policy, not taken back by a Deny, within the permission boundary. */
function deciderOf(statements: readonly Statement[], limits: Limits): Decider {
  const anywhere = new Map<string, Truth>();
  const everywheres = new Map<string, Truth>();
  const services = servicesOf(statements);
  const decide = (action: string, everywhere: boolean): Truth => {
    const granted = grantedBy(action, statements, everywhere);
    if (granted === "no" || limits === undefined) return granted;
    return all([granted, limits === "unknown" ? "unknown" : grantedBy(action, limits, everywhere)]);
  };
  const allows = (action: string, everywhere: boolean): Truth => {
    if (services && !services.has(serviceOf(action))) return "no";
    const decided = everywhere ? everywheres : anywhere;
    let truth = decided.get(action);
    if (truth === undefined) {
      truth = decide(action, everywhere);
      decided.set(action, truth);
    }
    return truth;
  };
  let paths: readonly Truth[] | undefined;
  return {
    allows,
    // A path counts as open where all its actions are allowed on everything.
    paths: () =>
      (paths ??= escalationPaths.map((path) => allAllowed(path.required, true, { allows }))),
  };
}

/** The services that an Allow may give actions of; undefined where it may be any. */
function servicesOf(statements: readonly Statement[]): ReadonlySet<string> | undefined {
  const all = new Set<string>();
  for (const { effect, actions, notActions } of statements) {
    if (effect === "deny") continue;
    if (notActions) return undefined;
    const services = actions ? servicesIn(actions) : [];
    if (services === "any") return undefined;
    for (const service of services) all.add(service);
  }
  return all;
}

function servicesIn(actions: Elements): Iterable<string> | "any" {
  let services = actionServices.get(actions);
  if (services === undefined) {
    const found = new Set(
      actions.values.map((value) => serviceOf(wholeText(value)?.toLowerCase() ?? "*")),
    );
    const open = actions.more || [...found].some((service) => !/^[a-z0-9-]+$/.test(service));
    services = open ? "any" : found;
    actionServices.set(actions, services);
  }
  return services;
}

const actionServices = new WeakMap<Elements, ReadonlySet<string> | "any">();

function serviceOf(action: string): string {
  return action.slice(0, Math.max(0, action.indexOf(":")));
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

/** The policy with the worst capability, then with the most; capabilities are listed from worst to least. */
function mainSource(sources: readonly PolicySource[]): Power["main"] {
  const [only] = sources;
  if (only && sources.length === 1) return { source: only, ...placeOf(only) };
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
  const decider = deciderOf(statements, undefined);
  for (const [index, { aws }] of capabilities.entries()) {
    if (aws && hasCapability(aws, decider) === "yes") rank += 2 ** (capabilities.length - index);
  }
  return rank;
}

/** A managed policy stands where it is attached, a written one at the actions of its widest statement. */
function placeOf(source: PolicySource): { at: Place; via: readonly Trail[] } {
  if (source.kind === "aws-managed" || "unknown" in source.document)
    return { at: source.at, via: source.via };
  const allows = source.document.statements.filter((each) => each.effect === "allow");
  const widest = allows.length > 1 ? widestOf(allows) : allows[0];
  const elements = widest?.actions ?? widest?.notActions;
  const place =
    elements?.values.find((each) => coversEverything(each) === "yes")?.at ??
    elements?.at ??
    source.at;
  return { at: place, via: source.via };
}

function widestOf(allows: readonly Statement[]): Statement | undefined {
  const [first] = allows
    .map((each) => ({ each, rank: rankOf([each]) }))
    .toSorted((a, b) => b.rank - a.rank);
  return first?.each;
}
