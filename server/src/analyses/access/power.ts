// What a role's policies let it do, as a list of capabilities. Knows no trust and no party.

import type { Truth } from "../../expressions/truth.ts";
import { allOf, any, anyOf } from "../../expressions/truth.ts";
import type { Place, Reason, Trail } from "../../expressions/value.ts";
import type { PolicyDocument, Statement } from "../../model/document.ts";
import { once } from "../../text/once.ts";
import type { ActionSet } from "./action-names.ts";
import { setOf } from "./action-names.ts";
import type { AskedAction } from "./asked.ts";
import { askedAction } from "./asked.ts";
import type { Attached, PolicySource } from "./attachments.ts";
import type { AwsActions } from "./capabilities.ts";
import { capabilities } from "./capabilities.ts";
import type { Decider, Limits } from "./decider.ts";
import { deciderOf } from "./decider.ts";
import type { Surroundings } from "./escalation.ts";
import { nowhere, passesRoleInView, pathsOf, searchOf, wayInView } from "./escalation.ts";
import type { Guardrails } from "./guardrails.ts";
import { noGuardrails } from "./guardrails.ts";
import type { Opening } from "./opening.ts";
import { openingOf } from "./opening.ts";
import type { PathPlan } from "./path-plans.ts";
import { pathPlans } from "./path-plans.ts";
import { coversEverything } from "./pattern.ts";

export interface Power {
  readonly has: readonly string[];
  /** Some capability is neither had nor ruled out, for this reason. */
  readonly more?: Reason;
  /** Ids of open escalation paths; an administrator needs none, so none is listed. */
  readonly escalations: readonly string[];
  /** The same, each where the policies open it. */
  readonly openings: readonly Opening[];
  /** The policy that gives most of it, and where it does. */
  readonly main?: {
    readonly source: PolicySource;
    readonly at: Place;
    readonly via: readonly Trail[];
  };
  /** The names of all policies that are attached. */
  readonly attached: readonly string[];
  /** What the organisation denies; it counts already. */
  readonly guardrails: Guardrails;
  /** Is the action allowed, on everything or at all, after every Deny and within the boundary? */
  readonly allows: (action: string, everywhere: boolean) => Truth;
}

export type Boundary = PolicyDocument | { readonly unknown: Reason } | undefined;

/** `inherited` policies come from groups: they count, and are not what a finding points at. */
export function powerOf(
  attached: Attached,
  boundary: Boundary,
  inherited: readonly PolicySource[] = [],
  around: Surroundings = nowhere,
  guardrails: Guardrails = noGuardrails,
): Power {
  const statements: Statement[] = [...guardrails.denies];
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
  const search = searchOf(decider, around);
  const paths = once(() => pathsOf(search));
  const decided = asked.map((each) => ({
    name: each.name,
    truth: hasCapability(each, decider, paths),
  }));
  const has = decided.filter((each) => each.truth === "yes").map((each) => each.name);
  if (decided.some((each) => each.truth === "unknown")) {
    more ??= boundary && "unknown" in boundary ? boundary.unknown : { kind: "condition" };
  }
  const main = mainSource(attached.sources);
  const open = has.includes("administrator") ? [] : openPaths(paths());
  return {
    has,
    ...(more ? { more } : {}),
    escalations: open.map((each) => each.path.id),
    openings: open.map((each) =>
      openingOf(each, attached.sources, passesRoleInView(each, search), wayInView(each, search)),
    ),
    ...(main ? { main } : {}),
    attached: attached.sources.map((each) => each.name),
    guardrails,
    allows: (name, everywhere) => allows(askedAction(name), everywhere, decider),
  };
}

interface AskedCapability {
  readonly name: string;
  readonly any: readonly AskedAction[];
  /** The same as a set. */
  readonly anyOf: ActionSet;
  readonly all: readonly AskedAction[];
  readonly everywhere: boolean;
  readonly paths: boolean;
}

/** The capabilities from worst to least, those of one cloud alone left out. */
const asked: readonly AskedCapability[] = capabilities.flatMap(({ name, aws }) =>
  aws ? [askedCapability(name, aws)] : [],
);

function askedCapability(name: string, aws: AwsActions): AskedCapability {
  const any = aws.any.map(askedAction);
  const { everywhere, paths } = aws;
  return { name, any, anyOf: setOf(any), all: aws.all.map(askedAction), everywhere, paths };
}

function hasCapability(
  of: AskedCapability,
  decider: Decider,
  paths: () => readonly Truth[],
): Truth {
  const ask = (action: AskedAction) => allows(action, of.everywhere, decider);
  let found = decider.mayAllowOne(of.anyOf) ? anyOf(of.any, ask) : "no";
  if (found !== "yes" && of.all.length > 0) found = any([found, allOf(of.all, ask)]);
  if (found !== "yes" && of.paths) found = any([found, any(paths())]);
  return found;
}

function allows(action: AskedAction, everywhere: boolean, decider: Decider): Truth {
  return everywhere ? decider.everywhere(action) : decider.somewhere(action);
}

function openPaths(open: readonly Truth[]): readonly PathPlan[] {
  return pathPlans.filter((_, index) => open[index] === "yes");
}

function mainSource(sources: readonly PolicySource[]): Power["main"] {
  const source = worst(sources, ({ document }) =>
    "unknown" in document ? [] : document.statements,
  );
  return source && { source, ...placeOf(source) };
}

/** What by itself gives the worst capability, then the most; capabilities are listed from worst to least. */
function worst<T>(
  all: readonly T[],
  statementsOf: (one: T) => readonly Statement[],
): T | undefined {
  let best = all.map((one) => ({ one, decider: once(() => aloneOf(statementsOf(one))) }));
  for (const each of asked) {
    if (best.length < 2) break;
    // A path is made of actions that count by themselves, and often of several policies.
    const having = best.filter(({ decider }) => hasCapability(each, decider(), () => []) === "yes");
    if (having.length > 0) best = having;
  }
  return best[0]?.one;
}

/** What one policy by itself allows. */
export function aloneOf(statements: readonly Statement[]): Decider {
  let decider = alone.get(statements);
  if (!decider) {
    decider = deciderOf(statements, undefined);
    alone.set(statements, decider);
  }
  return decider;
}

/** Many holders may have one managed policy. */
const alone = new WeakMap<readonly Statement[], Decider>();

/** A managed policy stands where it is attached, a written one at the actions of its widest statement. */
function placeOf(source: PolicySource): { at: Place; via: readonly Trail[] } {
  if (source.kind === "aws-managed" || "unknown" in source.document)
    return { at: source.at, via: source.via };
  const allows = source.document.statements.filter((each) => each.effect === "allow");
  const widest = worst(allows, (each) => [each]);
  const elements = widest?.actions ?? widest?.notActions;
  const place =
    elements?.values.find((each) => coversEverything(each) === "yes")?.at ??
    elements?.at ??
    source.at;
  return { at: place, via: source.via };
}
