// What a trust statement demands of its caller: external ID, MFA, identity, address, date. Knows no party.

import type { Truth } from "../../expressions/truth.ts";
import { all, any, not } from "../../expressions/truth.ts";
import type { Reason, Value } from "../../expressions/value.ts";
import { isText, unknown, wholeText } from "../../expressions/value.ts";
import type { Condition, Statement } from "../../model/document.ts";
import type { KeyState, Request } from "./conditions.ts";
import { meets, operatorOf } from "./conditions.ts";
import { isExact } from "./never-met.ts";
import { coversEverything } from "./pattern.ts";

/** An Allow statement with the Deny statements that may take it back. */
export interface Trust {
  readonly allow: Statement;
  readonly denies: readonly { readonly statement: Statement; readonly applies: Truth }[];
}

export interface Guard<State extends string> {
  readonly state: State | "unknown";
  /** The conditions that speak of it; the first is where the guard stands. */
  readonly conditions: readonly GuardCondition[];
}

export interface GuardCondition {
  readonly condition: Condition;
  readonly effect: "allow" | "deny";
}

export type ExternalId = "effective" | "bypassable" | "absent";
export type Mfa = "enforced" | "bypassable" | "absent";

const externalIdKey = "sts:externalid";
const presentKey = "aws:multifactorauthpresent";
const ageKey = "aws:multifactorauthage";

/** Binds if a caller without an external ID and one with another ID are both turned away. */
export function externalIdGuard(trust: Trust): Guard<ExternalId> {
  const keys = [externalIdKey];
  const conditions = conditionsOn(trust, keys);
  if (conditions.length === 0) return { state: unsaid(trust), conditions };
  const absent = passes(trust, keys, single(externalIdKey, "absent"));
  const other = passes(trust, keys, single(externalIdKey, "other"));
  if (absent === "no" && other === "no") return { state: "effective", conditions };
  if (absent !== "yes" && other !== "yes") return { state: "unknown", conditions };
  return { state: conditions.every(demandsNone) ? "absent" : "bypassable", conditions };
}

/**
 * Enforced if long-term keys (no MFA keys in the request) and temporary credentials without MFA
 * (present, but false) are both turned away, and a caller with MFA is not.
 */
export function mfaGuard(trust: Trust): Guard<Mfa> {
  const keys = [presentKey, ageKey];
  const conditions = conditionsOn(trust, keys);
  if (conditions.length === 0) return { state: unsaid(trust), conditions };
  const requests = {
    withMfa: request({ [presentKey]: ["true"], [ageKey]: ["1"] }),
    longTerm: request({ [presentKey]: "absent", [ageKey]: "absent" }),
    temporary: request({ [presentKey]: ["false"], [ageKey]: "absent" }),
  };
  if (passes(trust, keys, requests.withMfa) === "no") return { state: "absent", conditions };
  const longTerm = passes(trust, keys, requests.longTerm);
  const temporary = passes(trust, keys, requests.temporary);
  if (longTerm === "no" && temporary === "no") return { state: "enforced", conditions };
  if (longTerm !== "yes" && temporary !== "yes") return { state: "unknown", conditions };
  return { state: "bypassable", conditions };
}

/** Callers without MFA keys: long-term keys, and every session of a role. */
export function admitsWithoutMfaKeys(trust: Trust): Truth {
  const keys = [presentKey, ageKey];
  return passes(trust, keys, request({ [presentKey]: "absent", [ageKey]: "absent" }));
}

function unsaid(trust: Trust): "absent" | "unknown" {
  return trust.allow.moreConditions ? "unknown" : "absent";
}

function demandsNone({ condition, effect }: GuardCondition): boolean {
  if (operatorOf(condition.operator).base !== "null") return false;
  return condition.values.values.every((value) => wholeText(value) === String(effect === "allow"));
}

function single(key: string, state: KeyState): Request {
  return (asked) => (asked === key ? state : undefined);
}

function request(keys: Readonly<Record<string, KeyState>>): Request {
  const states = new Map(Object.entries(keys));
  return (asked) => states.get(asked);
}

function conditionsOn(trust: Trust, keys: readonly string[]): readonly GuardCondition[] {
  const on = (statement: Statement, effect: "allow" | "deny") =>
    statement.conditions
      .filter((each) => keys.includes(each.key.toLowerCase()))
      .map((condition) => ({ condition, effect }));
  return [
    ...on(trust.allow, "allow"),
    ...trust.denies.flatMap((each) => (each.applies === "no" ? [] : on(each.statement, "deny"))),
  ];
}

/** Can such a request pass, whatever the conditions on other keys ask? */
function passes(trust: Trust, keys: readonly string[], asked: Request): Truth {
  const about = (each: Condition) => keys.includes(each.key.toLowerCase());
  const allowed = all(trust.allow.conditions.filter(about).map((each) => meets(each, asked)));
  const rest: Truth = trust.allow.moreConditions ? "unknown" : "yes";
  const denied = trust.denies.map(({ statement, applies }) => {
    if (!statement.conditions.some(about)) return "no";
    const others: Truth =
      statement.moreConditions || !statement.conditions.every(about) ? "unknown" : "yes";
    const met = all(statement.conditions.filter(about).map((each) => meets(each, asked)));
    return all([applies, met, others]);
  });
  return all([allowed, rest, not(any(denied))]);
}

export interface Narrowing {
  readonly name: string;
  readonly condition: Condition;
  /** Set where a pattern in it is not known, which may be a wildcard for everybody. */
  readonly open?: Reason;
}

/** The ways in which the statement limits who may use it and when. */
export function narrowings(trust: Trust): readonly Narrowing[] {
  const found: Narrowing[] = [];
  const add = (condition: Condition) => {
    const name = narrowingOf(condition.key);
    const open = openPattern(condition);
    if (name !== undefined) found.push({ name, condition, ...(open ? { open } : {}) });
  };
  for (const condition of trust.allow.conditions) if (binds(condition)) add(condition);
  for (const { statement, applies } of trust.denies) {
    const only = statement.conditions.length === 1 ? statement.conditions[0] : undefined;
    if (applies === "yes" && only && !statement.moreConditions && bindsAsDeny(only)) add(only);
  }
  return found;
}

function narrowingOf(key: string): string | undefined {
  const folded = key.toLowerCase();
  if (folded.startsWith("aws:principaltag/")) return "principal-tag";
  return narrowingKeys.get(folded);
}

const narrowingKeys: ReadonlyMap<string, string> = new Map([
  ["aws:principalarn", "principal-arn"],
  ["aws:principalaccount", "principal-account"],
  ["aws:principalorgid", "principal-org"],
  ["aws:principalorgpaths", "principal-org"],
  ["aws:userid", "principal-arn"],
  ["sts:sourceidentity", "source-identity"],
  ["sts:rolesessionname", "session-name"],
  ["aws:sourceip", "source-ip"],
  ["aws:sourcevpc", "source-vpc"],
  ["aws:sourcevpce", "source-vpc"],
  ["aws:currenttime", "date"],
  ["aws:epochtime", "date"],
]);

/** Keys that every signed request carries, so that IfExists and ForAllValues change nothing. */
const alwaysPresent = new Set([
  "aws:principalarn",
  "aws:principalaccount",
  "aws:userid",
  "aws:currenttime",
  "aws:epochtime",
]);

/**
 * Does the condition turn somebody away? A positive operator with a value that is not everything.
 * A value that is not known is somebody whom we do not know; `openPattern` says if it may be everybody.
 */
export function binds(condition: Condition): boolean {
  const operator = operatorOf(condition.operator);
  if (operator.negated || operator.base === "null") return false;
  const passesIfAbsent = operator.ifExists || operator.set === "all";
  if (passesIfAbsent && !alwaysPresent.has(condition.key.toLowerCase())) return false;
  return !wide(condition);
}

/** Does a Deny turn everybody away but those whom its negated condition names? */
export function bindsAsDeny(condition: Condition): boolean {
  const operator = operatorOf(condition.operator);
  return operator.negated && operator.set !== "any" && !wide(condition);
}

/** Where an operator knows no wildcards, a star is no wildcard: nobody sends one. */
function wide({ operator, values }: Condition): boolean {
  if (isExact(operator)) return false;
  return values.values.some(
    (value) =>
      coversEverything(value) === "yes" || /^(?:0\.0\.0\.0|::)\/0$/.test(wholeText(value) ?? ""),
  );
}

/** Why a pattern of the condition may be a wildcard for everything; under StringEquals none can be. */
export function openPattern({ operator, values }: Condition): Reason | undefined {
  if (!patterned.test(operatorOf(operator).base)) return undefined;
  const open = values.values.find(
    (each) => coversEverything(each) === "unknown" && !holdsName(each),
  );
  if (!open) return values.more;
  return open.state === "unknown" ? open.reason : { kind: "condition" };
}

/** ArnEquals takes wildcards as ArnLike does. */
const patterned = /^(?:stringlike|arnlike|arnequals)$/;

/** A part of it is an account, a region or an id that the cloud decides, which is never a wildcard. */
function holdsName(value: Value): boolean {
  if (value.state !== "known" || value.value === null || !isText(value.value)) return false;
  return value.value.parts.some(
    (part) => "hole" in part && (part.hole.kind === "own" || part.hole.kind === "computed"),
  );
}

export interface End {
  readonly date?: string;
  readonly value: Value;
}

/** The day after which the statement lets nobody in; no day where one is asked for and not known. */
export function expiry(trust: Trust): End | undefined {
  const ends = [
    ...trust.allow.conditions.filter((each) => endsBy(each, "lessthan")),
    ...trust.denies.flatMap(({ statement, applies }) =>
      applies === "yes" && statement.conditions.length === 1 && !statement.moreConditions
        ? statement.conditions.filter((each) => endsBy(each, "greaterthan"))
        : [],
    ),
  ].flatMap((condition): readonly End[] => {
    const { values, more, at } = condition.values;
    const [value, ...others] = values;
    if (more) return [{ value: unknown(more, at) }];
    if (!value || others.length > 0) return [];
    const text = wholeText(value);
    if (text === undefined) return [{ value }];
    const date = dayOf(condition.key, text);
    return date === undefined ? [] : [{ date, value }];
  });
  const dated = ends.filter((each) => each.date !== undefined);
  return dated.toSorted((a, b) => ((a.date ?? "") < (b.date ?? "") ? -1 : 1))[0] ?? ends[0];
}

function endsBy(condition: Condition, order: string): boolean {
  const key = condition.key.toLowerCase();
  const { base, negated } = operatorOf(condition.operator);
  const wanted =
    key === "aws:currenttime"
      ? `date${order}`
      : key === "aws:epochtime"
        ? `numeric${order}`
        : undefined;
  return wanted !== undefined && !negated && (base === wanted || base === `${wanted}equals`);
}

function dayOf(key: string, text: string): string | undefined {
  const time =
    key.toLowerCase() === "aws:epochtime" || /^\d+$/.test(text)
      ? Number(text) * 1000
      : Date.parse(text);
  return Number.isFinite(time) && Math.abs(time) < 8e15
    ? new Date(time).toISOString().slice(0, 10)
    : undefined;
}
