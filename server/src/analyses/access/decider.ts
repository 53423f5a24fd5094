// What some statements within limits allow of single actions: on a resource, on everything, on something. Knows no power.

import type { Truth } from "../../expressions/truth.ts";
import { all, allOf, any, anyOf, not } from "../../expressions/truth.ts";
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
  const about = aboutActions(statements);
  const aboutWithin =
    limits === undefined || limits === "unknown" ? undefined : aboutActions(limits);
  const within = (decide: (those: About) => Truth, action: string): Truth => {
    const granted = decide(about(action));
    if (granted === "no" || limits === undefined) return granted;
    return all([granted, aboutWithin ? decide(aboutWithin(action)) : "unknown"]);
  };
  const somewhere = (action: string): Truth => {
    const needs = actionNeeds.get(action.toLowerCase());
    return within((those) => onSomething(needs, those), action);
  };
  const onType = (action: string, type: string, keys: Request): Truth =>
    within((those) => allowedOnType(type, keys, those), action);
  return {
    everywhere: (action) =>
      answers.everywhere.get(action) ??
      keep(answers.everywhere, action, within(allowedEverywhere, action)),
    somewhere: (action) =>
      answers.somewhere.get(action) ?? keep(answers.somewhere, action, somewhere(action)),
    on: (action, target, keys = unasked) =>
      within((those) => allowedOn(target, keys, those), action),
    onType: (action, type, keys = unasked) => {
      if (keys !== unasked) return onType(action, type, keys);
      const ofType = answersOfType(answers, type);
      return ofType.get(action) ?? keep(ofType, action, onType(action, type, keys));
    },
    patterns: (action, type, keys = unasked) =>
      limits === "unknown" ? [] : patternsOf(type, keys, about(action), aboutWithin?.(action)),
    allowing: (action) => about(action).allowing,
  };
}

/** The statements that speak of one action; most policies have many that do not. */
interface About {
  readonly allows: readonly Spoken[];
  readonly denies: readonly Spoken[];
  /** The statements of `allows`. */
  readonly allowing: readonly Statement[];
}

interface Spoken {
  readonly statement: Statement;
  /** It speaks of the action: for certain, or it may. */
  readonly acts: Truth;
}

const nothing: About = { allows: [], denies: [], allowing: [] };

function aboutActions(statements: readonly Statement[]): (action: string) => About {
  const ofServices = new Map<string, readonly Statement[]>();
  const ofActions = new Map<string, About>();
  const ofService = (service: string): readonly Statement[] => {
    let those = ofServices.get(service);
    if (!those) {
      those = statements.filter((each) => mayName(each, service));
      ofServices.set(service, those);
    }
    return those;
  };
  return (action) => {
    let found = ofActions.get(action);
    if (!found) {
      found = aboutOne(ofService(serviceOf(action)), action);
      ofActions.set(action, found);
    }
    return found;
  };
}

function aboutOne(statements: readonly Statement[], action: string): About {
  const allows: Spoken[] = [];
  const denies: Spoken[] = [];
  for (const statement of statements) {
    // What neither allows nor denies says nothing.
    if (statement.effect === "other") continue;
    const acts = coversAction(statement, action);
    if (acts !== "no") (statement.effect === "deny" ? denies : allows).push({ statement, acts });
  }
  if (allows.length === 0) return nothing;
  return { allows, denies, allowing: allows.map(({ statement }) => statement) };
}

const unasked: Request = () => undefined;

/** What is known of statements that say the same, wherever and in whichever version of a file they stand. */
interface Answers {
  readonly everywhere: Map<string, Truth>;
  readonly somewhere: Map<string, Truth>;
  /** By type, then by action. */
  readonly onType: Map<string, Map<string, Truth>>;
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

function answersOfType({ onType }: Answers, type: string): Map<string, Truth> {
  let found = onType.get(type);
  if (!found) {
    found = new Map();
    onType.set(type, found);
  }
  return found;
}

function keep(answers: Map<string, Truth>, action: string, answer: Truth): Truth {
  answers.set(action, answer);
  return answer;
}

function allowedEverywhere(those: About): Truth {
  return granted(those, unasked, coversAll);
}

function allowedOn(target: Target, keys: Request, those: About): Truth {
  return granted(those, keys, (each) => coversTarget(each, target, keys));
}

function allowedOnType(type: string, keys: Request, those: About): Truth {
  return granted(those, keys, (each) => coversType(each, type));
}

/** Allowed by a statement, and taken back by none. */
function granted(
  { allows, denies }: About,
  keys: Request,
  covers: (statement: Statement) => Truth,
): Truth {
  const allowed = anyOf(allows, (each) => allowedBy(each, keys, covers));
  if (allowed === "no") return "no";
  return all([allowed, not(anyOf(denies, (each) => deniedBy(each, keys, covers)))]);
}

/** A condition may or may not be met, so such a statement is no proof. */
function allowedBy(
  { statement, acts }: Spoken,
  keys: Request,
  covers: (statement: Statement) => Truth,
): Truth {
  const covered = covers(statement);
  if (covered === "no") return "no";
  const effect: Truth = statement.effect === "allow" ? "yes" : "unknown";
  return all([acts, covered, effect, meetsConditions(statement, keys)]);
}

/** A Deny whose condition may not be met leaves the right to whoever does not meet it. */
function deniedBy(
  { statement, acts }: Spoken,
  keys: Request,
  covers: (statement: Statement) => Truth,
): Truth {
  return meetsConditions(statement, keys) === "yes" ? all([acts, covers(statement)]) : "no";
}

const whatever = (): Truth => "yes";

/** What the statements allow by themselves of an action that needs resources of these types. */
export function allowedSomewhere(
  action: string,
  needs: readonly (readonly string[])[] | undefined,
  statements: readonly Statement[],
): Truth {
  return onSomething(needs, aboutOne(statements, action));
}

/** An action that takes a resource is not had by a pattern for others; one that takes none needs `*`. */
function onSomething(needs: readonly (readonly string[])[] | undefined, those: About): Truth {
  if (!needs) {
    const allowed = anyOf(those.allows, (each) => allowedBy(each, unasked, whatever));
    return all([allowed, not(anyOf(those.denies, (each) => deniedBy(each, unasked, coversAll)))]);
  }
  if (needs.length === 0) return allowedEverywhere(those);
  return allOf(needs, (types) => anyOf(types, (type) => onSome(type, those)));
}

function onSome(type: string, those: About): Truth {
  const onAny = allowedOnType(type, unasked, those);
  if (onAny === "yes") return "yes";
  if (patternsOf(type, unasked, those, undefined).length > 0) return "yes";
  const denied = anyOf(those.denies, (each) =>
    deniedBy(each, unasked, (one) => coversType(one, type)),
  );
  if (denied === "yes") return "no";
  // A pattern that is known to be allowed, and is none of those above, is denied.
  const found = anyOf(those.allows, (each): Truth => {
    const allowed = allowedBy(each, unasked, (one) => reaches(one, type));
    return allowed === "yes" && patternsOn(each.statement, type).length > 0 ? "no" : allowed;
  });
  return any([onAny, found]);
}

/** `limits`: what a boundary says of the action. */
function patternsOf(
  type: string,
  keys: Request,
  those: About,
  limits: About | undefined,
): readonly string[] {
  const found = those.allows
    .filter((each) => allowedBy(each, keys, whatever) === "yes")
    .flatMap(({ statement }) => patternsOn(statement, type));
  if (found.length === 0) return found;
  const isDenied = (pattern: string, { denies }: About) =>
    denies.some(
      (each) => deniedBy(each, keys, whatever) === "yes" && covers(each.statement, pattern, type),
    );
  return found.filter(
    (pattern) =>
      !isDenied(pattern, those) &&
      (!limits || (!isDenied(pattern, limits) && isWithin(pattern, type, keys, limits))),
  );
}

/** Does the statement take in all that the pattern does? */
function covers(statement: Statement, pattern: string, type: string): boolean {
  if (coversAll(statement) === "yes") return true;
  if (coversType(statement, type) === "yes") return true;
  return coversTarget(statement, { arn: pattern }, unasked) === "yes";
}

function isWithin(pattern: string, type: string, keys: Request, { allows }: About): boolean {
  return allows.some(
    (each) => allowedBy(each, keys, whatever) === "yes" && covers(each.statement, pattern, type),
  );
}

/** May the statement speak of an action of the service? */
function mayName({ actions, notActions }: Statement, service: string): boolean {
  if (!actions) return notActions !== undefined;
  const services = servicesIn(actions);
  return services === "any" || services.has(service);
}

/** "any" where a pattern may be for more than one. */
function servicesIn(actions: Elements): ReadonlySet<string> | "any" {
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
