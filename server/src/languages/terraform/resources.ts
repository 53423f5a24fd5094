// What a reference to a resource or data source gives: what is written, else what the cloud decides.

import type { Resolution, Scope, Step } from "../../expressions/evaluate.ts";
import { evaluate, withLocals } from "../../expressions/evaluate.ts";
import type { Entry, Place, Reason, Value } from "../../expressions/value.ts";
import { isNum, known, through, unknown, wholeText } from "../../expressions/value.ts";
import { blockList } from "./blocks.ts";
import type { Context } from "./context.ts";
import { lookUp, nameOf, once, reached } from "./context.ts";
import { dataAttribute } from "./data-sources.ts";
import type { Instance } from "./instances.ts";
import { instancesOf } from "./instances.ts";
import type { Written } from "./module.ts";
import { placeOfBlock, scopeAt } from "./module.ts";

/** Attributes that nearly every resource has once it exists; a splat over instances asks for them. */
const decidedByCloud = ["id", "arn", "name"];

/** Attributes of a data source that follow from what is written in it, or are the environment's own. */
const followed: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws_iam_policy_document", ["json", "minified_json"]],
  ["aws_caller_identity", ["account_id"]],
  ["aws_partition", ["partition", "dns_suffix"]],
  ["aws_region", ["region"]],
  ["azurerm_client_config", ["tenant_id", "subscription_id", "object_id", "client_id"]],
  ["azurerm_subscription", ["tenant_id", "subscription_id"]],
]);

/** `type` is the first part of the address; `skipped` steps before `steps` belong to it. */
export function resolveResource(
  context: Context,
  type: string,
  steps: readonly Step[],
  skipped: number,
  at: Place,
  scope: Scope,
): Resolution | undefined {
  const name = nameOf(steps[0]);
  if (name === undefined) return undefined;
  const resource = lookUp(context, "resources", `${type}.${name}`);
  if (!resource) {
    const reason =
      name === ""
        ? ({ kind: "missing" } as const)
        : ({ kind: "undeclared", name: `${type}.${name}` } as const);
    return { value: unknown(reason, at), used: skipped + steps.length };
  }
  const instances = instancesOf(context, resource);
  let used = 1;
  let chosen: readonly Instance[] = instances.items;
  const index = steps[1];
  if (index?.is === "index") {
    used = 2;
    const key = evaluate(index.index, scope);
    chosen = choose(instances.items, key);
    if (chosen.length === 0) {
      const reason =
        key.state === "unknown"
          ? key.reason
          : ({ kind: "error", message: `there is no such instance of ${resource.id}` } as const);
      return {
        value: unknown(instances.more ?? reason, at, key.via),
        used: skipped + steps.length,
      };
    }
  }
  const only = chosen.length === 1 ? chosen[0] : undefined;
  const attribute = nameOf(steps[used]);
  if (only && attribute !== undefined) {
    const value = attributeOf(context, resource, only, attribute, at);
    return { value, used: skipped + used + 1 };
  }
  if (only && (used === 2 || !instances.keyed))
    return { value: whole(context, resource, only, at), used: skipped + used };
  return { value: allInstances(context, resource, at), used: skipped + used };
}

/** With a key that is not known, or instances that are not known, the only one stands for all. */
export function choose(items: readonly Instance[], key: Value): readonly Instance[] {
  if (items.length === 1 && items[0]?.key === undefined) return items;
  const text = key.state === "known" && isNum(key.value) ? key.value.text : wholeText(key);
  if (text === undefined) return items.length === 1 ? items : [];
  return items.filter((item) => item.key === text);
}

export function attributeOf(
  context: Context,
  resource: Written,
  instance: Instance,
  name: string,
  use: Place,
): Value {
  const value = evaluated(context, resource, instance, name);
  const step = {
    kind: "reference" as const,
    at: use,
    label: `${instance.id}.${name}`,
    declaration: instance.id,
    attribute: name,
  };
  if (
    value.state === "unknown" &&
    value.reason.kind === "computed" &&
    value.reason.declaration === instance.id
  )
    return { ...value, at: use, via: [step] };
  return value.state === "unknown"
    ? through(value, step)
    : reached(value, step, `${instance.id}.${name}`, "reference");
}

/** The attribute without a word of where it is used, so that all uses have the same. */
function evaluated(context: Context, resource: Written, instance: Instance, name: string): Value {
  const at = placeOfBlock(resource.block, resource.file);
  return once(context, `${instance.id}.${name}`, at, resource.parts, () =>
    compute(context, resource, instance, name),
  );
}

function compute(context: Context, resource: Written, instance: Instance, name: string): Value {
  // The instance is what `count` or `for_each` made of it.
  instancesOf(context, resource);
  const scope = withLocals(context.scope(resource.file), instance.names);
  const attribute = resource.attributes.get(name);
  const written = attribute ? evaluate(attribute.value, scopeAt(scope, attribute)) : undefined;
  // An attribute that is set to null is not set.
  if (written && !(written.state === "known" && written.value === null)) return written;
  const special =
    resource.block.type === "data"
      ? dataAttribute(context, resource, instance, name, scope)
      : undefined;
  if (special) return special;
  const decided: Reason = { kind: "computed", declaration: instance.id, attribute: name };
  const blocks = blockList(resource.block.body.blocks, name, scope, decided);
  if (blocks) return blocks;
  const open = unknown(decided, placeOfBlock(resource.block, resource.file));
  return neverNull.has(name) ? { ...open, notNull: true } : open;
}

/** Whatever is made has these. */
const neverNull: ReadonlySet<string> = new Set(["id", "arn"]);

/** One instance as an object: what is written, and other attributes that the cloud decides. */
function whole(context: Context, resource: Written, instance: Instance, use: Place): Value {
  const at = placeOfBlock(resource.block, resource.file);
  const value = once(context, `${instance.id} as a whole`, at, resource.parts, () => {
    const entries = new Map<string, Entry>();
    const names = new Set([
      ...resource.attributes.keys(),
      ...resource.block.body.blocks.map((block) => block.type),
      ...decidedByCloud,
      ...(resource.block.type === "data" ? (followed.get(resource.type) ?? []) : []),
    ]);
    for (const name of names) {
      if (notOfInstances.has(name)) continue;
      const attribute = resource.attributes.get(name);
      const range = attribute?.nameRange ?? resource.block.head;
      entries.set(name, {
        value: evaluated(context, resource, instance, name),
        key: { file: attribute?.file ?? resource.file, range },
      });
    }
    const more = { kind: "computed", declaration: instance.id, attribute: "*" } as const;
    return known({ type: "dict", entries, more }, at);
  });
  return through(value, {
    kind: "reference",
    at: use,
    label: instance.id,
    declaration: instance.id,
  });
}

const notOfInstances: ReadonlySet<string> = new Set([
  "depends_on",
  "lifecycle",
  "count",
  "for_each",
]);

function allInstances(context: Context, resource: Written, at: Place): Value {
  const instances = instancesOf(context, resource);
  const place = placeOfBlock(resource.block, resource.file);
  const items = instances.items.map((item) => ({
    key: item.key,
    value: whole(context, resource, item, at),
  }));
  const others = items.find((item) => item.key === undefined)?.value;
  const more = instances.more ? { more: instances.more, ...(others ? { others } : {}) } : {};
  if (!instances.named)
    return known({ type: "list", items: items.map((item) => item.value), ...more }, place);
  const entries = new Map<string, Entry>();
  for (const { key, value } of items)
    if (key !== undefined) entries.set(key, { value, key: place });
  return known({ type: "dict", entries, ...more }, place);
}
