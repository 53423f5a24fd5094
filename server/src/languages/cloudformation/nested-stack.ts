// Stacks in a stack: follows a template on a local path, or one that is written in a string, for one resource.

import { all } from "../../expressions/truth.ts";
import type { Place, Reason, Trail, Value } from "../../expressions/value.ts";
import { holeIn, isDict, isText, items, unknown, wholeText } from "../../expressions/value.ts";
import type { DataNode } from "../../syntax/node.ts";
import type { Source } from "./calls.ts";
import { sourceOf } from "./calls.ts";
import type { Context, Evaluate, Item } from "./context.ts";
import { report } from "./context.ts";
import { embeddedTree } from "./embedded-template.ts";
import { itemsOf } from "./loops.ts";
import { openStack } from "./open-stack.ts";
import { outputOf } from "./outputs.ts";
import { localPath } from "./paths.ts";
import { existence } from "./references.ts";
import { reportGiven } from "./refusals.ts";
import type { Template } from "./template.ts";
import { memberOf, resourceType, templateIn, templateOf } from "./template.ts";

export type Child = { readonly context: Context } | { readonly reason: Reason };

/** The stack that a resource deploys, opened once; undefined for other resources. */
export function childOf(id: string, context: Context, evaluate: Evaluate): Child | undefined {
  const item = itemsOf("Resources", context, evaluate).get(id);
  const type = item && resourceType(item.entry);
  const source = sourceOf(type);
  if (!item || !source) return undefined;
  const present = context.children.get(id);
  if (present) return present;
  // What a stack is given may not need the stack itself.
  context.children.set(id, { reason: { kind: "cycle", name: id } });
  const child = open(item, type === "AWS::CloudFormation::StackSet", source, context, evaluate);
  context.children.set(id, child);
  return child;
}

/** Stacks in stacks; the service takes more, but nobody reads them. */
const deepest = 16;

function open(
  item: Item,
  isSet: boolean,
  source: Source,
  context: Context,
  evaluate: Evaluate,
): Child {
  const { session } = context;
  const inside = { ...context, bindings: item.bindings };
  const properties = memberOf(item.entry.value, "Properties")?.value;
  const named = memberOf(properties, source.path);
  const body = source.body === undefined ? undefined : memberOf(properties, source.body);
  if (existence(item, context, evaluate) === "no") return { reason: { kind: "condition" } };
  const refused = (message: string, reason: Reason): Child => {
    report(context, (named ?? body ?? item.entry).keyRange, message);
    return { reason };
  };
  if (context.callers.length > deepest)
    return refused(`Stacks are nested more than ${deepest} deep; this one is not read.`, {
      kind: "limit",
      what: "depth of nested stacks",
    });
  if (session.opened.length > session.limits.expansion)
    return refused(
      `More than ${session.limits.expansion} stacks are nested; this one is not read.`,
      {
        kind: "limit",
        what: "number of nested stacks",
      },
    );
  const found = named
    ? fileAt(evaluate(named.value, inside), named.value, inside)
    : body
      ? written(evaluate(body.value, inside), context)
      : { reason: { kind: "missing" as const } };
  if ("reason" in found) return found;
  if (found.path !== undefined && context.callers.includes(found.path))
    return refused("This template deploys itself in a circle; it is not read again.", {
      kind: "cycle",
      name: item.id,
    });
  const given = parametersOf(memberOf(properties, "Parameters")?.value, inside, evaluate);
  const child = openStack({
    template: found.template,
    session,
    given: given.values,
    // A stack set is deployed to other accounts and regions.
    environment: isSet ? new Map() : context.environment,
    prefix: `${context.prefix}${item.id}.`,
    callers: found.path === undefined ? context.callers : [...context.callers, found.path],
    exists: all([context.exists, existence(item, context, evaluate)]),
  });
  reportGiven(child);
  if (given.complete) reportLacking(item, child, context);
  return { context: child };
}

type Found = { readonly template: Template; readonly path?: string } | { readonly reason: Reason };

function fileAt(value: Value, node: DataNode, context: Context): Found {
  const text = wholeText(value);
  if (text === undefined)
    return {
      reason: value.state === "unknown" ? value.reason : { kind: "file", name: "a template" },
    };
  const local = localPath(context.template.file, text);
  if ("not" in local) {
    if (local.not === "inside")
      context.problems.push({
        id: "analysis/outside-the-workspace",
        file: context.template.file,
        range: node.range,
        message: "This template is a file outside of the workspace; it is not read.",
      });
    return { reason: { kind: "file", name: text } };
  }
  const file = context.session.files.get(local.path);
  if (!file) {
    context.session.wants.add(local.path);
    return { reason: { kind: "file", name: local.path } };
  }
  return { template: templateOf(file), path: local.path };
}

/** A template in a string; what stands in it has places in the string. */
function written(value: Value, context: Context): Found {
  const text = value.state === "known" && typeof value.value === "object" ? value.value : null;
  if (!text || !isText(text)) return { reason: { kind: "missing" } };
  const tree = embeddedTree(text);
  if (!tree) return { reason: holeIn(value) ?? { kind: "missing" } };
  // What is not known may be what makes it whole.
  const problems = tree.inserts.length === 0 ? tree.problems : [];
  for (const { range, message } of problems)
    context.problems.push({
      id: "analysis/syntax-error",
      file: tree.file,
      range,
      message,
      incomplete: true,
    });
  return { template: templateIn(tree.file, tree.root, tree.inserts) };
}

interface Given {
  readonly values: ReadonlyMap<string, Value>;
  readonly complete: boolean;
}

/** A map of names to values; a stack set has a list of both. */
function parametersOf(node: DataNode | undefined, context: Context, evaluate: Evaluate): Given {
  const values = new Map<string, Value>();
  if (!node) return { values, complete: true };
  const all = evaluate(node, context);
  const content = all.state === "known" && typeof all.value === "object" ? all.value : null;
  if (content?.type === "list") {
    for (const item of items(all)) {
      const members = item.state === "known" && typeof item.value === "object" ? item.value : null;
      if (!members || !isDict(members)) continue;
      const name = wholeText(members.entries.get("ParameterKey")?.value);
      const value = members.entries.get("ParameterValue")?.value;
      if (name !== undefined && value) values.set(name, value);
    }
    return { values, complete: !content.more };
  }
  if (content?.type !== "dict") return { values, complete: false };
  for (const [name, entry] of content.entries)
    if (entry.value.state !== "absent") values.set(name, entry.value);
  return { values, complete: !content.more };
}

function reportLacking(item: Item, child: Context, context: Context): void {
  for (const [name, { value }] of child.template.sections.Parameters)
    if (!child.given.has(name) && value.kind === "object" && !memberOf(value, "Default")) {
      const what = `the template of "${item.id}" wants a value for its parameter "${name}"`;
      report(context, item.entry.keyRange, `CloudFormation refuses this call: ${what}.`);
    }
}

/** What `Fn::GetAtt` gives for an output of a nested stack; undefined where its template is not in view. */
export function nestedOutput(
  id: string,
  name: string,
  at: Place,
  context: Context,
  evaluate: Evaluate,
): Value | undefined {
  const child = childOf(id, context, evaluate);
  if (!child) return undefined;
  if ("reason" in child)
    return child.reason.kind === "cycle" ? unknown(child.reason, at) : undefined;
  const key = `output ${name}`;
  const present = child.context.names.get(key);
  if (present === "deciding") return unknown({ kind: "cycle", name: id }, at);
  if (present) return present;
  child.context.names.set(key, "deciding");
  const value = outputOf(name, child.context, evaluate);
  const step: Trail = { kind: "module", at, label: `output ${name}` };
  const result = value
    ? { ...value, via: [step, ...value.via] }
    : unknown({ kind: "undeclared", name: `${id}.Outputs.${name}` }, at);
  child.context.names.set(key, result);
  return result;
}
