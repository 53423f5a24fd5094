// Makes the IAM policy document that `aws_iam_policy_document` stands for; decides nothing about it.

import type { Dict, Entry, List, Place, Reason, Value } from "../../expressions/value.ts";
import {
  isDict,
  isList,
  isText,
  items,
  known,
  textValue,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
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
  const entry = (name: string) => written?.entries.get(name);
  const statement = entry("statement");
  const own: Document = {
    ...statementsOf(statement?.value),
    version: entry("version") ?? { value: textValue("2012-10-17", at), key: at },
    ...optional(entry("policy_id")),
  };
  const sources = [
    ...documents(entry("source_json")?.value),
    ...documents(entry("source_policy_documents")?.value),
  ];
  const overrides = [
    ...documents(entry("override_policy_documents")?.value),
    ...documents(entry("override_json")?.value),
  ];
  const merged = merge(sources, [own, ...overrides]);
  const entries: Entries = new Map();
  if (merged.version) entries.set("Version", merged.version);
  if (merged.id) entries.set("Id", merged.id);
  const list: List = {
    type: "list",
    items: merged.items,
    ...(merged.more ? { more: merged.more } : {}),
  };
  if (merged.items.length > 0 || merged.more)
    entries.set("Statement", { value: known(list, at), key: statement?.key ?? at });
  return known(
    { type: "dict", entries, ...(written?.more ? { more: written.more } : {}) },
    at,
    body.via,
  );
}

function optional(id: Entry | undefined): { readonly id?: Entry } {
  return id ? { id } : {};
}

interface Document extends Statements {
  readonly version?: Entry;
  readonly id?: Entry;
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

/**
 * Later statements take the place of earlier ones with their Sid, a later Id that of an earlier one,
 * and the newest Version is kept. A document that is not known may replace every statement with a Sid.
 */
function merge(sources: readonly Document[], later: readonly Document[]): Document {
  let merged: Value[] = [];
  let more: Reason | undefined;
  let version: Entry | undefined;
  let id: Entry | undefined;
  for (const document of [...sources, ...later]) {
    const { more: rest } = document;
    // Of two sources none may have a Sid of the other.
    if (rest && later.includes(document))
      merged = merged.map((each) =>
        sidOf(each) === undefined ? each : unknown(rest, each.at, each.via),
      );
    more ??= rest;
    if (document.version && newer(document.version, version)) version = document.version;
    if (wholeText(document.id?.value) !== "") id = document.id ?? id;
    for (const statement of document.items) {
      const sid = sidOf(statement);
      const same = sid === undefined ? -1 : merged.findIndex((each) => sidOf(each) === sid);
      if (same >= 0) merged[same] = statement;
      else merged.push(statement);
    }
  }
  return {
    items: merged,
    ...(more ? { more } : {}),
    ...(version ? { version } : {}),
    ...(id ? { id } : {}),
  };
}

function newer(entry: Entry, present: Entry | undefined): boolean {
  const [a, b] = [wholeText(entry.value), wholeText(present?.value)];
  return a === undefined || b === undefined ? !present : a >= b;
}

/** Undefined for a statement without a Sid. */
function sidOf(statement: Value): string | undefined {
  const sid = wholeText(dictOf(statement)?.entries.get("Sid")?.value);
  return sid === "" ? undefined : sid;
}

/** The statements of documents that were made elsewhere; one that is not known may hold anything. */
function documents(value: Value | undefined): readonly Document[] {
  if (!value) return [];
  const more = moreOf(value);
  const found = items(value).map((item): Document => {
    if (wholeText(item) === "") return { items: [] };
    const json = jsonOf(item);
    if (json.state === "unknown") return { items: [], more: json.reason };
    const document = dictOf(json);
    if (!document) return { items: [] };
    const statement = document.entries.get("Statement")?.value;
    const rest = document.more ?? moreOf(statement);
    const version = document.entries.get("Version");
    return {
      items: items(statement),
      ...(rest ? { more: rest } : {}),
      ...(version ? { version } : {}),
      ...optional(document.entries.get("Id")),
    };
  });
  return more ? [...found, { items: [], more }] : found;
}

function statementOf(block: Value): Value {
  const written = dictOf(block);
  if (!written) return block;
  const entries: Entries = new Map();
  for (const [attribute, element] of elements) {
    const found = written.entries.get(attribute);
    if (found && !isEmpty(found.value))
      entries.set(element, withVariables.has(attribute) ? unescaped(found) : found);
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

/** Elements in which `&{…}` stands for IAM's own variables, which Terraform would else take for its own. */
const withVariables: ReadonlySet<string> = new Set(["resources", "not_resources"]);

function unescaped(entry: Entry): Entry {
  return { ...entry, value: withPolicyVariables(entry.value) };
}

function withPolicyVariables(value: Value): Value {
  if (value.state !== "known" || value.value === null) return value;
  const { value: content } = value;
  if (isList(content))
    return { ...value, value: { ...content, items: content.items.map(withPolicyVariables) } };
  if (!isText(content) || !content.parts.some((part) => "text" in part && part.text.includes("&{")))
    return value;
  const parts = content.parts.map((part) =>
    "text" in part ? { ...part, text: part.text.replaceAll("&{", "${") } : part,
  );
  return { ...value, value: { type: "text", parts } };
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
    add(principals, type, withPolicyVariables(identifiers.value), typeEntry.value.at);
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
    add(group.keys, key, withPolicyVariables(values.value), variable.value.at);
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
