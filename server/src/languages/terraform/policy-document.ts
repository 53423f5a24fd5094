// Makes the IAM policy document that `aws_iam_policy_document` stands for; decides nothing about it.

import type { Dict, Entry, List, Place, Reason, Value } from "../../expressions/value.ts";
import { isDict, isList, items, known, textValue, wholeText } from "../../expressions/value.ts";
import { jsonOf } from "../../model/document.ts";

/** Attribute of a statement block and the element of the statement that it is. */
const elements: readonly (readonly [string, string])[] = [
  ["sid", "Sid"],
  ["effect", "Effect"],
  ["actions", "Action"],
  ["not_actions", "NotAction"],
  ["resources", "Resource"],
  ["not_resources", "NotResource"],
];

type Entries = Map<string, Entry>;

/** The document as IAM's JSON names it, from the data source's body. */
export function policyDocument(body: Value, at: Place): Value {
  const written = dictOf(body);
  const entries: Entries = new Map();
  const entry = (name: string) => written?.entries.get(name);
  const version = entry("version");
  entries.set("Version", version ?? { value: textValue("2012-10-17", at), key: at });
  const policyId = entry("policy_id");
  if (policyId) entries.set("Id", policyId);
  const own = statementsOf(entry("statement")?.value);
  const merged = merge([
    ...documents(entry("source_json")?.value),
    ...documents(entry("source_policy_documents")?.value),
    own,
    ...documents(entry("override_policy_documents")?.value),
    ...documents(entry("override_json")?.value),
  ]);
  const list: List = {
    type: "list",
    items: merged.items,
    ...(merged.more ? { more: merged.more } : {}),
  };
  const place = entry("statement")?.key ?? at;
  if (merged.items.length > 0 || merged.more)
    entries.set("Statement", { value: known(list, at), key: place });
  return known(
    { type: "dict", entries, ...(written?.more ? { more: written.more } : {}) },
    at,
    body.via,
  );
}

interface Statements {
  readonly items: readonly Value[];
  readonly more?: Reason;
}

function dictOf(value: Value | undefined): Dict | undefined {
  return value?.state === "known" && value.value !== null && isDict(value.value)
    ? value.value
    : undefined;
}

function moreOf(value: Value | undefined): Reason | undefined {
  if (value?.state === "unknown") return value.reason;
  return value?.state === "known" && value.value !== null && isList(value.value)
    ? value.value.more
    : undefined;
}

function statementsOf(value: Value | undefined): Statements {
  const more = moreOf(value);
  return { items: items(value).map(statementOf), ...(more ? { more } : {}) };
}

/** Later statements take the place of earlier ones with their Sid. */
function merge(all: readonly Statements[]): Statements {
  const merged: Value[] = [];
  let more: Reason | undefined;
  for (const { items: statements, more: rest } of all) {
    more ??= rest;
    for (const statement of statements) {
      const sid = sidOf(statement);
      const same = sid ? merged.findIndex((each) => sidOf(each) === sid) : -1;
      if (same >= 0) merged[same] = statement;
      else merged.push(statement);
    }
  }
  return { items: merged, ...(more ? { more } : {}) };
}

function sidOf(statement: Value): string | undefined {
  return wholeText(dictOf(statement)?.entries.get("Sid")?.value);
}

/** The statements of documents that were made elsewhere; one that is not known may hold anything. */
function documents(value: Value | undefined): readonly Statements[] {
  if (!value) return [];
  const more = moreOf(value);
  const found = items(value).map((item): Statements => {
    const json = jsonOf(item);
    if (json.state === "unknown") return { items: [], more: json.reason };
    const document = dictOf(json);
    if (!document) return { items: [] };
    const statement = document.entries.get("Statement")?.value;
    const rest = document.more ?? moreOf(statement);
    return { items: items(statement), ...(rest ? { more: rest } : {}) };
  });
  return more ? [...found, { items: [], more }] : found;
}

function statementOf(block: Value): Value {
  const written = dictOf(block);
  if (!written) return block;
  const entries: Entries = new Map();
  for (const [attribute, element] of elements) {
    const found = written.entries.get(attribute);
    if (found && !isEmpty(found.value)) entries.set(element, found);
  }
  if (!entries.has("Effect"))
    entries.set("Effect", { value: textValue("Allow", block.at), key: block.at });
  addPrincipals(entries, "Principal", written.entries.get("principals"));
  addPrincipals(entries, "NotPrincipal", written.entries.get("not_principals"));
  addConditions(entries, written.entries.get("condition"));
  return known(
    { type: "dict", entries, ...(written.more ? { more: written.more } : {}) },
    block.at,
    block.via,
  );
}

/** An empty list is not written into the document. */
function isEmpty(value: Value): boolean {
  return (
    value.state === "known" &&
    value.value !== null &&
    isList(value.value) &&
    value.value.items.length === 0 &&
    !value.value.more
  );
}

function addPrincipals(entries: Entries, name: string, blocks: Entry | undefined): void {
  if (!blocks) return;
  const principals: Entries = new Map();
  let more = moreOf(blocks.value);
  for (const block of items(blocks.value)) {
    const written = dictOf(block);
    const typeEntry = written?.entries.get("type");
    const type = wholeText(typeEntry?.value);
    const identifiers = written?.entries.get("identifiers");
    if (type === undefined || !typeEntry || !identifiers) {
      more ??= unknownOf(typeEntry?.value) ?? { kind: "missing" };
      continue;
    }
    add(principals, type, identifiers.value, typeEntry.value.at);
  }
  const first = items(blocks.value)[0];
  const place = first?.at ?? blocks.value.at;
  const anyone = principals.get("*");
  if (
    anyone &&
    principals.size === 1 &&
    !more &&
    items(anyone.value).every((item) => wholeText(item) === "*")
  ) {
    const star = items(anyone.value)[0];
    if (star) entries.set(name, { value: star, key: blocks.key });
    return;
  }
  entries.set(name, {
    value: known({ type: "dict", entries: principals, ...(more ? { more } : {}) }, place),
    key: blocks.key,
  });
}

function addConditions(entries: Entries, blocks: Entry | undefined): void {
  if (!blocks) return;
  const operators = new Map<string, { key: Place; at: Place; keys: Entries }>();
  let more = moreOf(blocks.value);
  for (const block of items(blocks.value)) {
    const written = dictOf(block);
    const test = written?.entries.get("test");
    const variable = written?.entries.get("variable");
    const values = written?.entries.get("values");
    const operator = wholeText(test?.value);
    const key = wholeText(variable?.value);
    if (!test || !variable || !values || operator === undefined || key === undefined) {
      more ??= unknownOf(test?.value) ?? unknownOf(variable?.value) ?? { kind: "missing" };
      continue;
    }
    const group = operators.get(operator) ?? { key: test.value.at, at: block.at, keys: new Map() };
    operators.set(operator, group);
    add(group.keys, key, values.value, variable.value.at);
  }
  const conditions: Entries = new Map();
  for (const [operator, { key, at, keys }] of operators) {
    conditions.set(operator, { key, value: known({ type: "dict", entries: keys }, at) });
  }
  entries.set("Condition", {
    value: known({ type: "dict", entries: conditions, ...(more ? { more } : {}) }, blocks.value.at),
    key: blocks.key,
  });
}

function unknownOf(value: Value | undefined): Reason | undefined {
  return value?.state === "unknown" ? value.reason : undefined;
}

/** Blocks that say the same thing twice give one list with the values of both. */
function add(into: Entries, name: string, value: Value, key: Place): void {
  const present = into.get(name);
  if (!present) {
    into.set(name, { value, key });
    return;
  }
  const more = moreOf(present.value) ?? moreOf(value);
  const both: List = {
    type: "list",
    items: [...items(present.value), ...items(value)],
    ...(more ? { more } : {}),
  };
  into.set(name, {
    value: known(both, present.value.at, [...present.value.via, ...value.via]),
    key: present.key,
  });
}
