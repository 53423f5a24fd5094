// `Fn::ForEach`: what a loop in a section or in an object makes, each with its own loop variable.

import type { Reason, Value } from "../../expressions/value.ts";
import { isList, known, unknown, wholeText } from "../../expressions/value.ts";
import type { DataNode, EntryNode } from "../../syntax/node.ts";
import type { Bindings, Context, Evaluate, Item, Items } from "./context.ts";
import { charge, placeIn, report } from "./context.ts";
import { argumentsOf, isFunction, isLoop } from "./intrinsic.ts";
import type { SectionName } from "./template.ts";
import { hasLanguageExtensions, literalText } from "./template.ts";
import { filled, textFrom } from "./text.ts";

/** The entries of a section as they stand when all loops have run; worked out once. */
export function itemsOf(section: SectionName, context: Context, evaluate: Evaluate): Items {
  const present = context.items.get(section);
  if (present !== undefined) return present === "deciding" ? new Map() : present;
  const written = context.template.sections[section];
  context.items.set(section, "deciding");
  const items = new Map<string, Item>();
  const loops = { ...context, bindings: new Map(), stage: "loops" as const };
  for (const entry of written.values())
    for (const item of expanded(entry, loops, evaluate)) add(item, items, context);
  context.items.set(section, items);
  return items;
}

/** Why there may be more of these than can be seen: a loop over a list that is not known. */
export function unsureOf(items: Items): Reason | undefined {
  const present = unsureReasons.get(items);
  if (present !== undefined) return present.reason;
  const reason = [...items.values()].find((item) => item.unsure)?.unsure;
  unsureReasons.set(items, { reason });
  return reason;
}

const unsureReasons = new WeakMap<Items, { readonly reason: Reason | undefined }>();

function add(item: Item, items: Map<string, Item>, context: Context): void {
  if (isFunction(item.id)) return;
  const before = items.get(item.id);
  // Keys that are written twice are a problem of the syntax; a loop must not make another's name.
  if (before && (before.bindings.size > 0 || item.bindings.size > 0)) {
    const message = `CloudFormation refuses this: the loop makes "${item.id}", which is there already.`;
    report(context, item.entry.keyRange, message);
  }
  items.set(item.id, item);
}

/** The members that one entry stands for: itself, or what its loop makes. */
export function expanded(entry: EntryNode, context: Context, evaluate: Evaluate): readonly Item[] {
  if (!isLoop(entry.key)) {
    const { bindings } = context;
    const id = keyText(entry.key, context);
    const open = [...bindings].find(
      ([name, value]) => mentions(id, name) && value.state !== "known",
    );
    const unsure = open?.[1].state === "unknown" ? open[1].reason : undefined;
    return [{ id, entry, bindings, ...(unsure ? { unsure } : {}) }];
  }
  const loop = loopOf(entry, context);
  if (!loop) return [];
  const values = collectionOf(loop.collection, context, evaluate);
  if ("wrong" in values) {
    report(context, loop.collection.range, `CloudFormation refuses this loop: ${values.wrong}.`);
    return [];
  }
  const items: Item[] = [];
  for (const value of values.items.slice(0, context.limits.expansion)) {
    charge(context, 1);
    const bindings: Bindings = new Map([...context.bindings, [loop.name, value]]);
    for (const member of loop.body)
      items.push(...expanded(member, { ...context, bindings }, evaluate));
    if (items.length > context.limits.expansion || context.budget.steps <= 0) break;
  }
  if (values.items.length > context.limits.expansion || items.length > context.limits.expansion)
    report(
      context,
      entry.keyRange,
      `This loop makes more than ${context.limits.expansion} members; the others are not read.`,
    );
  const { unsure } = values;
  const kept = items.slice(0, context.limits.expansion);
  return unsure ? kept.map((item) => ({ unsure, ...item })) : kept;
}

interface Loop {
  readonly name: string;
  readonly collection: DataNode;
  readonly body: readonly EntryNode[];
}

function loopOf(entry: EntryNode, context: Context): Loop | undefined {
  const say = (what: string) => {
    report(context, entry.keyRange, `CloudFormation refuses this loop: ${what}.`);
    return undefined;
  };
  if (!hasLanguageExtensions(context.template))
    return say("it needs the transform AWS::LanguageExtensions");
  const [nameNode, collection, body, ...rest] = argumentsOf(entry.value);
  const name = nameNode?.kind === "string" ? literalText(nameNode) : undefined;
  if (name === undefined || !collection || body?.kind !== "object" || rest.length > 0)
    return say("it takes a name, a list and an object of what is repeated");
  if (context.bindings.size >= deepest)
    return say(`more than ${deepest} loops stand in each other`);
  if (context.bindings.has(name)) return say(`the loop around it has the variable "${name}" too`);
  if (context.template.sections.Parameters.has(name)) return say(`"${name}" is a parameter`);
  const fixed = body.entries.find(({ key }) => !isLoop(key) && !mentions(key, name));
  if (fixed && fixed.key !== "Fn::Transform")
    return say(`the key "${fixed.key}" does not have the variable "${name}" in it`);
  return { name, collection, body: body.entries };
}

/** The service takes five loops in each other. */
const deepest = 5;

function mentions(key: string, name: string): boolean {
  return key.includes(`\${${name}}`) || key.includes(`&{${name}}`);
}

type Collection =
  | { readonly items: readonly Value[]; readonly unsure?: Reason }
  | { readonly wrong: string };

/** A collection that is not known stands for one member with an unknown variable. */
function collectionOf(node: DataNode, context: Context, evaluate: Evaluate): Collection {
  const value = evaluate(node, context);
  const at = placeIn(context, node);
  if (value.state === "absent") return { wrong: "its list is left out" };
  if (value.state === "unknown") {
    const { reason } = value;
    if (reason.kind === "error") return { wrong: reason.message };
    if (reason.kind === "undeclared") return { wrong: `nothing declares "${reason.name}"` };
    return { items: [unknown(reason, at, value.via)], unsure: reason };
  }
  const list = value.value;
  if (list === null || typeof list !== "object" || !isList(list))
    return { wrong: "its second argument is a list" };
  for (const item of list.items) {
    if (item.state !== "unknown") continue;
    const { reason } = item;
    if (reason.kind === "error") return { wrong: reason.message };
    if (reason.kind === "undeclared") return { wrong: `nothing declares "${reason.name}"` };
  }
  const items = list.items.map((item) => (item.via.length > 0 ? item : asText(item)));
  if (!list.more) return { items };
  return { items: [...items, unknown(list.more, at, value.via)], unsure: list.more };
}

/** Numbers and booleans in a list are put into names as text. */
function asText(item: Value): Value {
  const text = wholeText(item);
  if (text === undefined || item.state !== "known") return item;
  if (typeof item.value === "object" && item.value?.type === "text") return item;
  const { file, range } = item.at;
  return known({ type: "text", parts: [{ text, file, range }] }, item.at, item.via);
}

/** A key with its loop variables filled in; one that is not known stays as it is written. */
export function keyText(key: string, context: Context): string {
  if (context.bindings.size === 0) return key;
  const at = { file: context.template.file, range: { start: 0, end: 0 } };
  const parts = filled([{ text: key, ...at }], context.bindings).parts;
  return wholeText(textFrom(parts, at, context.limits.text)) ?? key;
}
