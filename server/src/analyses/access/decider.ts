// What some statements within limits allow of single actions: on a resource, on everything, on something. Knows no power.

import type { Truth } from "../../expressions/truth.ts";
import { all, any, anyOf, not } from "../../expressions/truth.ts";
import { wholeText } from "../../expressions/value.ts";
import type { Elements, Statement } from "../../model/document.ts";
import type { Target } from "./arn-pattern.ts";
import { coversTarget, coversType, patternsOn, reaches } from "./arn-pattern.ts";
import { actionNeeds } from "./capabilities.ts";
import type { Request } from "./conditions.ts";
import { coversAction, coversAll, meetsConditions } from "./statement.ts";
import { keyOf } from "./statement-words.ts";

/** Statements of which each list must allow: a permission boundary. */
export type Limits = readonly Statement[] | "unknown" | undefined;

/** Capabilities and paths ask for the same actions again and again, so answers are kept. */
export interface Decider {
  /** On every resource there is, of whatever type. */
  readonly everywhere: (action: string) => Truth;
  /** On some resource that the action takes. */
  readonly somewhere: (action: string) => Truth;
  /** On one resource. */
  readonly on: (action: string, target: Target, keys?: Request) => Truth;
  /** On every resource of the type. */
  readonly onType: (action: string, type: string, keys?: Request) => Truth;
  /** Patterns for resources of the type on which the action is allowed, without conditions. */
  readonly patterns: (action: string, type: string, keys?: Request) => readonly string[];
  /** The statements that allow the action, as far as their conditions do not decide. */
  readonly allowing: (action: string) => readonly Statement[];
}

export function deciderOf(statements: readonly Statement[], limits: Limits): Decider {
  const answers = answersTo(statements, limits);
  const services = servicesOf(statements);
  const relevant = new Map<string, readonly Statement[]>();
  /** Those that speak of the action at all; most policies have many that do not. */
  const about = (action: string): readonly Statement[] => {
    if (services && !services.has(serviceOf(action))) return [];
    let those = relevant.get(action);
    if (!those) {
      those = statements.filter((each) => coversAction(each, action) !== "no");
      relevant.set(action, those);
    }
    return those;
  };
  const within = (decide: (those: readonly Statement[]) => Truth, action: string): Truth => {
    const granted = decide(about(action));
    if (granted === "no" || limits === undefined) return granted;
    return all([granted, limits === "unknown" ? "unknown" : decide(limits)]);
  };
  const on: Decider["on"] = (action, target, keys = unasked) =>
    within((those) => allowedOn(action, target, keys, those), action);
  const somewhere = (action: string): Truth => {
    const needs = actionNeeds.get(action.toLowerCase());
    return within((those) => allowedSomewhere(action, needs, those), action);
  };
  const onType = (action: string, type: string, keys: Request): Truth =>
    within((those) => allowedOnType(action, type, keys, those), action);
  return {
    everywhere: kept(answers.everywhere, (action) =>
      within((those) => allowedEverywhere(action, those), action),
    ),
    somewhere: kept(answers.somewhere, somewhere),
    on,
    onType: (action, type, keys = unasked) => {
      if (keys !== unasked) return onType(action, type, keys);
      return answer(answers.onType, `${action} ${type}`, () => onType(action, type, keys));
    },
    patterns: (action, type, keys = unasked) =>
      limits === "unknown" ? [] : patternsOf(action, type, keys, about(action), limits),
    allowing: (action) =>
      about(action).filter((each) => each.effect === "allow" || each.effect === "unknown"),
  };
}

const unasked: Request = () => undefined;

/** What is known of statements that say the same, wherever and in whichever version of a file they stand. */
interface Answers {
  readonly everywhere: Map<string, Truth>;
  readonly somewhere: Map<string, Truth>;
  readonly onType: Map<string, Truth>;
}

const remembered = new Map<string, Answers>();

/** Sets of statements whose answers are remembered; a large unit has some thousands. */
const mostRemembered = 4_000;

function answersTo(statements: readonly Statement[], limits: Limits): Answers {
  const said = keyOf(statements);
  const within = limits === undefined || limits === "unknown" ? limits : keyOf(limits);
  const fresh: Answers = { everywhere: new Map(), somewhere: new Map(), onType: new Map() };
  if (said === undefined || (limits !== undefined && within === undefined)) return fresh;
  const key = limits === undefined ? said : `${said}within ${within}`;
  const before = remembered.get(key);
  if (before) return before;
  if (remembered.size >= mostRemembered) {
    const [oldest] = remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
  }
  remembered.set(key, fresh);
  return fresh;
}

function kept(
  decided: Map<string, Truth>,
  decide: (action: string) => Truth,
): (action: string) => Truth {
  return (action) => answer(decided, action, () => decide(action));
}

function answer(decided: Map<string, Truth>, question: string, decide: () => Truth): Truth {
  let found = decided.get(question);
  if (found === undefined) {
    found = decide();
    decided.set(question, found);
  }
  return found;
}

function allowedEverywhere(action: string, statements: readonly Statement[]): Truth {
  return granted(action, statements, unasked, coversAll);
}

function allowedOn(
  action: string,
  target: Target,
  keys: Request,
  statements: readonly Statement[],
): Truth {
  return granted(action, statements, keys, (each) => coversTarget(each, target, keys));
}

function allowedOnType(
  action: string,
  type: string,
  keys: Request,
  statements: readonly Statement[],
): Truth {
  return granted(action, statements, keys, (each) => coversType(each, type));
}

/** Allowed by a statement, and taken back by none. */
function granted(
  action: string,
  statements: readonly Statement[],
  keys: Request,
  covers: (statement: Statement) => Truth,
): Truth {
  const allowed = anyOf(statements, (each) => allowedBy(each, action, keys, covers));
  if (allowed === "no") return "no";
  return all([allowed, not(anyOf(statements, (each) => deniedBy(each, action, keys, covers)))]);
}

/** A condition may or may not be met, so such a statement is no proof. */
function allowedBy(
  statement: Statement,
  action: string,
  keys: Request,
  covers: (statement: Statement) => Truth,
): Truth {
  if (statement.effect !== "allow" && statement.effect !== "unknown") return "no";
  const effect: Truth = statement.effect === "allow" ? "yes" : "unknown";
  const acts = coversAction(statement, action);
  if (acts === "no") return "no";
  return all([acts, covers(statement), effect, meetsConditions(statement, keys)]);
}

/** A Deny whose condition may not be met leaves the right to whoever does not meet it. */
function deniedBy(
  statement: Statement,
  action: string,
  keys: Request,
  covers: (statement: Statement) => Truth,
): Truth {
  if (statement.effect !== "deny" || meetsConditions(statement, keys) !== "yes") return "no";
  const acts = coversAction(statement, action);
  return acts === "no" ? "no" : all([acts, covers(statement)]);
}

/** An action that takes a resource is not had by a pattern for others; one that takes none needs `*`. */
export function allowedSomewhere(
  action: string,
  needs: readonly (readonly string[])[] | undefined,
  statements: readonly Statement[],
): Truth {
  if (!needs) {
    const allowed = anyOf(statements, (each) => allowedBy(each, action, unasked, () => "yes"));
    return all([
      allowed,
      not(anyOf(statements, (each) => deniedBy(each, action, unasked, coversAll))),
    ]);
  }
  if (needs.length === 0) return allowedEverywhere(action, statements);
  return all(needs.map((types) => any(types.map((type) => onSome(action, type, statements)))));
}

function onSome(action: string, type: string, statements: readonly Statement[]): Truth {
  const onAny = allowedOnType(action, type, unasked, statements);
  if (onAny === "yes") return "yes";
  if (patternsOf(action, type, unasked, statements, undefined).length > 0) return "yes";
  const denied = anyOf(statements, (each) =>
    deniedBy(each, action, unasked, (one) => coversType(one, type)),
  );
  if (denied === "yes") return "no";
  // A pattern that is known to be allowed, and is none of those above, is denied.
  const found = anyOf(statements, (each): Truth => {
    const reached = reaches(each, type);
    if (reached === "no") return "no";
    const allowed = allowedBy(each, action, unasked, () => reached);
    return allowed === "yes" && patternsOn(each, type).length > 0 ? "no" : allowed;
  });
  return any([onAny, found]);
}

function patternsOf(
  action: string,
  type: string,
  keys: Request,
  statements: readonly Statement[],
  limits: Exclude<Limits, "unknown">,
): readonly string[] {
  const found = statements
    .filter((each) => allowedBy(each, action, keys, () => "yes") === "yes")
    .flatMap((each) => patternsOn(each, type));
  const fits = (pattern: string, those: readonly Statement[]) =>
    !those.some(
      (each) => deniedBy(each, action, keys, () => "yes") === "yes" && covers(each, pattern, type),
    );
  return found.filter(
    (pattern) =>
      fits(pattern, statements) &&
      (!limits || (fits(pattern, limits) && isWithin(action, pattern, type, keys, limits))),
  );
}

/** Does the statement take in all that the pattern does? */
function covers(statement: Statement, pattern: string, type: string): boolean {
  if (coversAll(statement) === "yes") return true;
  if (coversType(statement, type) === "yes") return true;
  return coversTarget(statement, { arn: pattern }, unasked) === "yes";
}

function isWithin(
  action: string,
  pattern: string,
  type: string,
  keys: Request,
  limits: readonly Statement[],
): boolean {
  return limits.some(
    (each) => allowedBy(each, action, keys, () => "yes") === "yes" && covers(each, pattern, type),
  );
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
