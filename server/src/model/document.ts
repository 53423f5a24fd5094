// An IAM policy document as a tree of statements, in whatever form it was written; decides nothing.

import { withTrail } from "../expressions/access.ts";
import type { Truth } from "../expressions/truth.ts";
import { truth } from "../expressions/truth.ts";
import type { Dict, Entry, Place, Reason, Trail, Value } from "../expressions/value.ts";
import { effective, isDict, isList, isText, wholeText } from "../expressions/value.ts";
import { jsonTextValue } from "./json-text.ts";

export interface PolicyDocument {
  /** What the statements stand in, where that is one object: another can be added there. */
  readonly at?: Place;
  readonly statements: readonly Statement[];
  /** There may be other statements, for this reason. */
  readonly more?: Reason;
}

export interface Statement {
  readonly at: Place;
  readonly via: readonly Trail[];
  /** "other" is a word that IAM does not know; it allows and denies nothing. */
  readonly effect: "allow" | "deny" | "other" | "unknown";
  /** IAM refuses the statement for its effect, which is left out or spelt `allow`; its author means Allow. */
  readonly meansAllow?: true;
  readonly principals?: Principals;
  readonly notPrincipals?: Principals;
  readonly actions?: Elements;
  readonly notActions?: Elements;
  readonly resources?: Elements;
  readonly notResources?: Elements;
  readonly conditions: readonly Condition[];
  /** There may be other conditions, for this reason. */
  readonly moreConditions?: Reason;
  /** Whether `${…}` is a policy variable: it is none in documents of the first version. */
  readonly variables: Truth;
}

/** The values of one element; one value and a list of one mean the same. */
export interface Elements {
  readonly at: Place;
  readonly values: readonly Value[];
  readonly more?: Reason;
}

export interface Principals {
  readonly at: Place;
  readonly items: readonly Principal[];
  readonly more?: Reason;
}

export interface Principal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; a bare `"*"` is an AWS principal. */
  readonly type: string;
  readonly value: Value;
}

/** One key under one operator; its values are alternatives. */
export interface Condition {
  readonly operator: string;
  readonly operatorPlace: Place;
  /** How many keys stand under the operator. */
  readonly siblings: number;
  readonly key: string;
  readonly keyPlace: Place;
  readonly values: Elements;
}

type Read = PolicyDocument | { readonly unknown: Reason } | undefined;

/** The document, or why it is not known; undefined where there is none. */
export function readDocument(value: Value | undefined): Read {
  if (!value) return undefined;
  const known = documents.get(value);
  if (known) return known.read;
  const read = documentOf(value);
  documents.set(value, { read });
  return read;
}

/** Many ask for one document, and it stays the same while its value does. */
const documents = new WeakMap<Value, { readonly read: Read }>();

function documentOf(value: Value): Read {
  const json = jsonOf(value);
  if (json.state === "absent") return undefined;
  if (json.state === "unknown") return { unknown: json.reason };
  if (json.value === null) return undefined;
  // A document list, as some attributes take it, is the union of its members' statements.
  if (isList(json.value)) return listed(json.value.items, json.value.more);
  if (!isDict(json.value))
    return { unknown: { kind: "error", message: "this is no policy document" } };
  const statement = member(json.value.entries, "Statement");
  if (!statement) {
    return { statements: [], ...moreOf(json.value.more) };
  }
  return { ...statementsOf(statement.value, json.via, variablesOf(json.value)), at: json.at };
}

/** A document that does not say its version is of the first one. */
function variablesOf({ entries, more }: Dict): Truth {
  const version = member(entries, "Version");
  if (!version) return more ? "unknown" : "no";
  const text = wholeText(version.value);
  return text === undefined ? "unknown" : truth(text === "2012-10-17");
}

/** The value behind a string that holds JSON; any other value as it is. */
export function jsonOf(value: Value): Value {
  const decided = effective(value);
  if (decided.state !== "known" || decided.value === null || !isText(decided.value)) return decided;
  const { json, parts } = decided.value;
  if (json) return effective({ ...json, via: [...decided.via, ...json.via] });
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only && "hole" in only)
    return { state: "unknown", reason: only.hole, at: decided.at, via: decided.via };
  return jsonTextValue(decided.value, decided.at, decided.via);
}

function listed(items: readonly Value[], more: Reason | undefined): PolicyDocument {
  const statements: Statement[] = [];
  let rest = more;
  for (const item of items) {
    const read = readDocument(item);
    if (!read) continue;
    if ("unknown" in read) rest ??= read.unknown;
    else {
      statements.push(...read.statements);
      rest ??= read.more;
    }
  }
  return { statements, ...moreOf(rest) };
}

function statementsOf(value: Value, via: readonly Trail[], variables: Truth): PolicyDocument {
  const all = elements(value);
  const statements: Statement[] = [];
  let more = all.more;
  for (const item of all.values) {
    const decided = effective(item);
    if (decided.state === "unknown") more ??= decided.reason;
    if (decided.state !== "known" || decided.value === null || !isDict(decided.value)) continue;
    statements.push(
      statementOf(
        decided.value.entries,
        decided.value.more,
        decided.at,
        [...via, ...decided.via],
        variables,
      ),
    );
  }
  return { statements, ...moreOf(more) };
}

function statementOf(
  entries: ReadonlyMap<string, Entry>,
  more: Reason | undefined,
  at: Place,
  via: readonly Trail[],
  variables: Truth,
): Statement {
  const conditions = conditionsOf(member(entries, "Condition")?.value);
  const moreConditions = conditions.more ?? more;
  const of = (key: string) => {
    const entry = member(entries, key);
    return entry && elements(entry.value);
  };
  const actions = of("Action");
  const notActions = of("NotAction");
  const resources = of("Resource");
  const notResources = of("NotResource");
  const principals = member(entries, "Principal");
  const notPrincipals = member(entries, "NotPrincipal");
  const written = member(entries, "Effect")?.value;
  const effect = effectOf(written, more);
  const meansAllow = effect === "other" && /^(?:allow)?$/i.test(wholeText(written) ?? "");
  return {
    at,
    via,
    effect,
    ...(meansAllow ? { meansAllow } : {}),
    ...(principals ? { principals: principalsOf(principals.value) } : {}),
    ...(notPrincipals ? { notPrincipals: principalsOf(notPrincipals.value) } : {}),
    ...(actions ? { actions } : {}),
    ...(notActions ? { notActions } : {}),
    ...(resources ? { resources } : {}),
    ...(notResources ? { notResources } : {}),
    conditions: conditions.items,
    ...(moreConditions ? { moreConditions } : {}),
    variables,
  };
}

function effectOf(value: Value | undefined, more: Reason | undefined): Statement["effect"] {
  if (!value) return more ? "unknown" : "other";
  const text = wholeText(value);
  if (text === undefined) return "unknown";
  return text === "Allow" ? "allow" : text === "Deny" ? "deny" : "other";
}

export function elements(value: Value): Elements {
  const decided = effective(value);
  const { at } = decided;
  // What the cloud decides of another resource is one ARN or id; anything else may be a list.
  if (decided.state === "unknown" && decided.reason.kind === "computed")
    return { at, values: [decided] };
  if (decided.state === "unknown") return { at, values: [], more: decided.reason };
  if (decided.state === "absent" || decided.value === null) return { at, values: [] };
  if (!isList(decided.value)) return { at, values: [decided] };
  return { at, values: decided.value.items.map(effective), ...moreOf(decided.value.more) };
}

function principalsOf(value: Value): Principals {
  const decided = effective(value);
  const { at } = decided;
  if (decided.state === "unknown") return { at, items: [], more: decided.reason };
  if (decided.state === "absent" || decided.value === null) return { at, items: [] };
  if (!isDict(decided.value)) {
    const bare = elements(decided);
    return {
      at,
      items: bare.values.map((each) => ({ type: "AWS", value: each })),
      ...moreOf(bare.more),
    };
  }
  const items: Principal[] = [];
  let more = decided.value.more;
  for (const [type, entry] of decided.value.entries) {
    const named = effective(entry.value);
    // A single unknown value stands for itself: it may be one principal or many.
    if (named.state === "unknown") items.push({ type, value: named });
    else {
      const all = elements(named);
      // Members of a list that is referred to stand where the list is used, as a single one does.
      items.push(...all.values.map((each) => ({ type, value: withTrail(each, named) })));
      more ??= all.more;
    }
  }
  return { at, items, ...moreOf(more) };
}

function conditionsOf(value: Value | undefined): { items: Condition[]; more?: Reason } {
  if (!value) return { items: [] };
  const decided = effective(value);
  if (decided.state === "unknown") return { items: [], more: decided.reason };
  if (decided.state === "absent" || decided.value === null || !isDict(decided.value))
    return { items: [] };
  const items: Condition[] = [];
  let more = decided.value.more;
  for (const [operator, entry] of decided.value.entries) {
    const keys = effective(entry.value);
    if (keys.state === "unknown") more ??= keys.reason;
    if (keys.state !== "known" || keys.value === null || !isDict(keys.value)) continue;
    more ??= keys.value.more;
    for (const [key, inner] of keys.value.entries) {
      items.push({
        operator,
        operatorPlace: entry.key,
        siblings: keys.value.entries.size,
        key,
        keyPlace: inner.key,
        values: elements(inner.value),
      });
    }
  }
  return { items, ...moreOf(more) };
}

/** IAM's own spelling first; people also write the names in other cases. */
function member(entries: ReadonlyMap<string, Entry>, name: string): Entry | undefined {
  const exact = entries.get(name);
  if (exact || hasOwnSpellings(entries)) return exact;
  const folded = name.toLowerCase();
  for (const [key, entry] of entries) if (key.toLowerCase() === folded) return entry;
  return undefined;
}

/** Is every name spelt as IAM spells it? Then one that is not there is not there in another case. */
function hasOwnSpellings(entries: ReadonlyMap<string, Entry>): boolean {
  let found = spelt.get(entries);
  if (found === undefined) {
    found = true;
    for (const key of entries.keys()) if (!spellings.has(key)) found = false;
    spelt.set(entries, found);
  }
  return found;
}

const spelt = new WeakMap<ReadonlyMap<string, Entry>, boolean>();

const spellings: ReadonlySet<string> = new Set([
  "Version",
  "Id",
  "Statement",
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

function moreOf(more: Reason | undefined): { more?: Reason } {
  return more ? { more } : {};
}
