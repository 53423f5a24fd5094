// What some statements within limits allow of single actions: on a resource, on everything, on something. Knows no power.

import type { Truth } from "../../expressions/truth.ts";
import { all, allOf, any, anyOf, not } from "../../expressions/truth.ts";
import type { Statement } from "../../model/document.ts";
import type { ActionSet } from "./action-names.ts";
import { addSet, isInSet, isWithinSet, meetSets, setWords, takeSet } from "./action-names.ts";
import type { Target } from "./arn-pattern.ts";
import type { AskedAction, AskedType } from "./asked.ts";
import type { AskedStatement } from "./asked-statement.ts";
import { askedStatement } from "./asked-statement.ts";
import type { Request } from "./conditions.ts";
import { meetsConditions } from "./statement.ts";

/** Statements of which each list must allow: a permission boundary. */
export type Limits = readonly Statement[] | "unknown" | undefined;

export class Decider {
  private readonly said: Said;
  private readonly limits: Said | "unknown" | undefined;

  constructor(statements: readonly Statement[], limits: Limits) {
    this.said = saidBy(statements);
    this.limits = limits === undefined || limits === "unknown" ? limits : saidBy(limits);
  }

  /** On everything for certain, by a statement that knows no condition and that no Deny can take back. */
  private isSure({ number }: AskedAction): boolean {
    return number !== undefined && !this.limits && isInSet(this.said.sure, number);
  }

  /** On every resource there is, of whatever type. */
  everywhere(action: AskedAction): Truth {
    if (this.isSure(action)) return "yes";
    return this.within(action, undefined, unasked, onEverything);
  }

  /** On some resource that the action takes. */
  somewhere(action: AskedAction): Truth {
    if (!this.mayAllow(action)) return "no";
    if (this.isSure(action)) return "yes";
    const granted = onSomething(this.said, action);
    if (granted === "no" || this.limits === undefined) return granted;
    return all([granted, this.limits === "unknown" ? "unknown" : onSomething(this.limits, action)]);
  }

  /** On one resource. */
  on(action: AskedAction, target: Target, keys: Request = unasked): Truth {
    return this.within(action, target, keys, onTarget);
  }

  /** On every resource of the type. */
  onType(action: AskedAction, type: AskedType, keys: Request = unasked): Truth {
    if (this.isSure(action)) return "yes";
    return this.within(action, type, keys, onEveryOf);
  }

  /** Patterns for resources of the type on which the action is allowed, without conditions. */
  patterns(action: AskedAction, type: AskedType): readonly string[] {
    return this.limits === "unknown" ? [] : patternsOf(this.said, this.limits, action, type);
  }

  /** Is there a statement that allows the action on a resource that it takes, if conditions are met? */
  mayAllow(action: AskedAction): boolean {
    const { number } = action;
    return number === undefined || isInSet(this.said.possible, number);
  }

  /** The same of one of these, and of each of them. */
  mayAllowOne(actions: ActionSet): boolean {
    return meetSets(actions, this.said.possible);
  }

  mayAllowAll(actions: ActionSet): boolean {
    return isWithinSet(actions, this.said.possible);
  }

  /** Is each of these allowed on everything? */
  areSure(actions: ActionSet): boolean {
    return !this.limits && isWithinSet(actions, this.said.sure);
  }

  /** Statements that allow the action on anything, if their conditions are met. */
  allowing(action: AskedAction): readonly Statement[] {
    return this.said.allows.flatMap((each) => (each.acts(action) === "no" ? [] : [each.statement]));
  }

  private within<On>(action: AskedAction, on: On, keys: Request, covers: Covers<On>): Truth {
    const found = granted(this.said, action, on, keys, covers);
    if (found === "no" || this.limits === undefined) return found;
    if (this.limits === "unknown") return "unknown";
    return all([found, granted(this.limits, action, on, keys, covers)]);
  }
}

export function deciderOf(statements: readonly Statement[], limits: Limits): Decider {
  return new Decider(statements, limits);
}

/** Statements by what they do; what neither allows nor denies says nothing. */
interface Said {
  readonly allows: readonly AskedStatement[];
  readonly denies: readonly AskedStatement[];
  /** What is allowed on everything for certain, and what may be allowed on anything. */
  readonly sure: ActionSet;
  readonly possible: ActionSet;
}

function saidBy(statements: readonly Statement[]): Said {
  const allows: AskedStatement[] = [];
  const denies: AskedStatement[] = [];
  for (const each of statements) {
    if (each.effect === "other") continue;
    (each.effect === "deny" ? denies : allows).push(askedStatement(each));
  }
  const sure = new Uint32Array(setWords);
  const possible = new Uint32Array(setWords);
  for (const each of allows) {
    addSet(possible, each.within());
    if (each.isForEverything()) addSet(sure, each.certain);
  }
  for (const each of denies) if (!each.isNarrow()) takeSet(sure, each.possible);
  return { allows, denies, sure, possible };
}

const unasked: Request = () => undefined;

/** How much of something a statement is for. */
type Covers<On> = (statement: AskedStatement, on: On, keys: Request) => Truth;

const onEverything: Covers<unknown> = (statement) => statement.all;
const onTarget: Covers<Target> = (statement, target, keys) => statement.coversTarget(target, keys);
const onEveryOf: Covers<AskedType> = (statement, type) => statement.coversType(type);
const onSomeOf: Covers<AskedType> = (statement, type) => statement.reaches(type);
const onWhatever: Covers<unknown> = () => "yes";

/** Allowed by a statement, and taken back by none. */
function granted<On>(
  { allows, denies }: Said,
  action: AskedAction,
  on: On,
  keys: Request,
  covers: Covers<On>,
): Truth {
  let allowed: Truth = "no";
  for (const each of allows) {
    const found = allowedBy(each, action, on, keys, covers);
    if (found !== "no") allowed = found;
    if (found === "yes") break;
  }
  if (allowed === "no") return "no";
  const denied = anyOf(denies, (each) => deniedBy(each, action, on, keys, covers));
  return denied === "no" ? allowed : denied === "yes" ? "no" : "unknown";
}

/** A condition may or may not be met, so such a statement is no proof. */
function allowedBy<On>(
  asked: AskedStatement,
  action: AskedAction,
  on: On,
  keys: Request,
  covers: Covers<On>,
): Truth {
  const acts = asked.acts(action);
  if (acts === "no") return "no";
  const covered = covers(asked, on, keys);
  if (covered === "no") return "no";
  const met = meetsConditions(asked.statement, keys);
  if (met === "no") return "no";
  const sure = acts === "yes" && covered === "yes" && met === "yes";
  return sure && asked.statement.effect === "allow" ? "yes" : "unknown";
}

/** A Deny whose condition may not be met leaves the right to whoever does not meet it. */
function deniedBy<On>(
  asked: AskedStatement,
  action: AskedAction,
  on: On,
  keys: Request,
  covers: Covers<On>,
): Truth {
  const acts = asked.acts(action);
  if (acts === "no" || meetsConditions(asked.statement, keys) !== "yes") return "no";
  const covered = covers(asked, on, keys);
  return acts === "yes" ? covered : all([acts, covered]);
}

/** What the statements allow by themselves of an action that needs resources of these types. */
export function allowedSomewhere(
  action: AskedAction,
  needs: readonly (readonly AskedType[])[],
  statements: readonly Statement[],
): Truth {
  return onSomething(saidBy(statements), { ...action, needs });
}

/** An action that takes a resource is not had by a pattern for others; one that takes none needs `*`. */
function onSomething(said: Said, action: AskedAction): Truth {
  const { needs } = action;
  if (needs?.length === 0) return granted(said, action, undefined, unasked, onEverything);
  const allowed = anyOf(said.allows, (each) =>
    allowedBy(each, action, undefined, unasked, onWhatever),
  );
  if (allowed === "no") return "no";
  if (needs) return allOf(needs, (types) => anyOf(types, (type) => onSome(said, action, type)));
  const denied = anyOf(said.denies, (each) =>
    deniedBy(each, action, undefined, unasked, onEverything),
  );
  return all([allowed, not(denied)]);
}

function onSome(said: Said, action: AskedAction, type: AskedType): Truth {
  const onAny = granted(said, action, type, unasked, onEveryOf);
  if (onAny === "yes") return "yes";
  if (patternsOf(said, undefined, action, type).length > 0) return "yes";
  const denied = anyOf(said.denies, (each) => deniedBy(each, action, type, unasked, onEveryOf));
  if (denied === "yes") return "no";
  // A pattern that is known to be allowed, and is none of those above, is denied.
  const found = anyOf(said.allows, (each): Truth => {
    const allowed = allowedBy(each, action, type, unasked, onSomeOf);
    return allowed === "yes" && each.names(type) === "yes" ? "no" : allowed;
  });
  return any([onAny, found]);
}

/** `limits`: what a boundary says of the action. */
function patternsOf(
  said: Said,
  limits: Said | undefined,
  action: AskedAction,
  type: AskedType,
): readonly string[] {
  const found = allowedPatterns(said, action, type);
  if (found.length === 0 || (said.denies.length === 0 && !limits)) return found;
  return found.filter(
    (pattern) =>
      !isDenied(pattern, said, action, type) &&
      (!limits ||
        (!isDenied(pattern, limits, action, type) && isWithin(pattern, limits, action, type))),
  );
}

function allowedPatterns(
  { allows }: Said,
  action: AskedAction,
  type: AskedType,
): readonly string[] {
  let found: readonly string[] = [];
  for (const each of allows) {
    if (each.acts(action) === "no" || each.names(type) === "no") continue;
    if (allowedBy(each, action, type, unasked, onWhatever) !== "yes") continue;
    const those = each.patternsOn(type);
    found = found.length === 0 ? those : [...found, ...those];
  }
  return found;
}

function isDenied(
  pattern: string,
  { denies }: Said,
  action: AskedAction,
  type: AskedType,
): boolean {
  return denies.some(
    (each) =>
      deniedBy(each, action, type, unasked, onWhatever) === "yes" && covers(each, pattern, type),
  );
}

function isWithin(
  pattern: string,
  { allows }: Said,
  action: AskedAction,
  type: AskedType,
): boolean {
  return allows.some(
    (each) =>
      allowedBy(each, action, type, unasked, onWhatever) === "yes" && covers(each, pattern, type),
  );
}

/** Does the statement take in all that the pattern does? */
function covers(statement: AskedStatement, pattern: string, type: AskedType): boolean {
  if (statement.all === "yes" || statement.coversType(type) === "yes") return true;
  return statement.coversTarget({ own: pattern }, unasked) === "yes";
}
