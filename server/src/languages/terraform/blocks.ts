// Evaluates bodies: attributes by name, nested blocks as lists of objects, dynamic blocks expanded.

import type { Scope } from "../../expressions/evaluate.ts";
import { evaluate, iterate, withLocals } from "../../expressions/evaluate.ts";
import type { Entry, Place, Reason, Value } from "../../expressions/value.ts";
import { known, unknown } from "../../expressions/value.ts";
import { bounded } from "./bounded.ts";
import { scopeAt } from "./module.ts";
import type { Attribute, Block, Body } from "./syntax/tree.ts";

/** What Terraform itself reads, not the provider. */
const metaArguments: ReadonlySet<string> = new Set([
  "count",
  "for_each",
  "depends_on",
  "provider",
  "providers",
]);
const metaBlocks: ReadonlySet<string> = new Set(["lifecycle", "provisioner", "connection"]);

/** The body of a resource or data source as an object. */
export function resourceBody(body: Body, at: Place, scope: Scope): Value {
  return bodyValue(
    body.attributes.filter((attribute) => !metaArguments.has(attribute.name)),
    body.blocks.filter((block) => !metaBlocks.has(block.type)),
    at,
    scope,
  );
}

function bodyValue(
  attributes: readonly Attribute[],
  blocks: readonly Block[],
  at: Place,
  scope: Scope,
  rest?: Reason,
): Value {
  const entries = new Map<string, Entry>();
  for (const attribute of attributes) {
    const own = scopeAt(scope, attribute);
    const { file } = own;
    const value = bounded(evaluate(attribute.value, own), { file, range: attribute.value.range });
    // An attribute that is set to null is not set.
    if (value.state === "known" && value.value === null) continue;
    entries.set(attribute.name, { value, key: { file, range: attribute.nameRange } });
  }
  const types = new Set(blocks.map(typeOf));
  for (const type of types) {
    const value = blockList(blocks, type, scope, rest);
    const first = blocks.find((block) => typeOf(block) === type);
    if (value && first) entries.set(type, { value, key: placeOf(first, scope.file, true) });
  }
  return known({ type: "dict", entries, ...(rest ? { more: rest } : {}) }, at);
}

/**
 * The blocks of one type as a list; undefined where there is none, also after expansion. `rest` is
 * why other attributes of each may have a value: the cloud adds some to what is written.
 */
export function blockList(
  blocks: readonly Block[],
  type: string,
  scope: Scope,
  rest?: Reason,
): Value | undefined {
  const items: Value[] = [];
  let more: Reason | undefined;
  let first: Block | undefined;
  for (const block of blocks) {
    if (typeOf(block) !== type) continue;
    first ??= block;
    const own = scopeAt(scope, block);
    const { file } = own;
    if (block.type !== "dynamic") {
      const { attributes, blocks: nested } = block.body;
      items.push(bodyValue(attributes, nested, placeOf(block, file), own, rest));
      continue;
    }
    const expanded = expand(block, file, own, rest);
    items.push(...expanded.items);
    more ??= expanded.more;
  }
  if (!first || (items.length === 0 && !more)) return undefined;
  return known({ type: "list", items, ...(more ? { more } : {}) }, placeOf(first, scope.file));
}

function typeOf(block: Block): string {
  return block.type === "dynamic" ? (block.labels[0]?.text ?? "") : block.type;
}

function placeOf(block: Block, inFile: string, short = false): Place {
  const file = block.file ?? inFile;
  return short ? { file, range: block.head } : { file, range: block.range, head: block.head };
}

/** A dynamic block: its content once for each member; once with unknown members where they are not known. */
function expand(
  block: Block,
  file: string,
  scope: Scope,
  rest?: Reason,
): { items: readonly Value[]; more?: Reason } {
  const attribute = (name: string) =>
    block.body.attributes.find((each) => each.name === name)?.value;
  const content = block.body.blocks.find((each) => each.type === "content");
  const forEach = attribute("for_each");
  if (!content || !forEach) return { items: [], more: { kind: "missing" } };
  const named = attribute("iterator");
  const iterator = named?.kind === "name" ? named.name : (block.labels[0]?.text ?? "");
  const at = placeOf(block, file);
  const collection = evaluate(forEach, scope);
  const members = iterate(collection, scope.limits.expansion, scope.rules);
  const once = (key: Value, value: Value) => {
    const entries = new Map<string, Entry>([
      ["key", { value: key, key: at }],
      ["value", { value, key: at }],
    ]);
    const inner = withLocals(scope, [[iterator, known({ type: "dict", entries }, at)]]);
    return bodyValue(content.body.attributes, content.body.blocks, at, inner, rest);
  };
  if ("kind" in members) {
    scope.limited?.(members, collection.at);
    return { items: [once(unknown(members, at), unknown(members, at))], more: members };
  }
  const items = members.members.map(([key, value]) => once(key, value));
  if (!members.more) return { items };
  return {
    items: [...items, once(unknown(members.more, at), unknown(members.more, at))],
    more: members.more,
  };
}
