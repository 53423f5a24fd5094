// What the service refuses about a template as a whole: names that nothing declares, cycles, ids, types.

import type { DataNode, EntryNode } from "../../syntax/node.ts";
import type { Range } from "../../text/range.ts";
import { decision } from "./condition.ts";
import type { Context, Evaluate, Item } from "./context.ts";
import { charge, report } from "./context.ts";
import { argumentsOf, intrinsicOf } from "./intrinsic.ts";
import { itemsOf, unsureOf } from "./loops.ts";
import { nameIn } from "./names.ts";
import { literalText, mayDeclareMore, memberOf, resourceType } from "./template.ts";
import { filled, piecesOf, wholeOf } from "./text.ts";

export function reportRefusals(context: Context, evaluate: Evaluate): void {
  const { template } = context;
  const items = itemsOf("Resources", context, evaluate);
  if (mayDeclareMore(template)) return;
  const say = (range: Range, what: string) =>
    report(context, range, `CloudFormation refuses this template: ${what}.`);
  for (const { value, key, keyRange } of template.sections.Parameters.values())
    if (value.kind === "object" && !memberOf(value, "Type"))
      say(keyRange, `the parameter "${key}" has no type`);
  const resources = memberOf(template.root, "Resources");
  if (items.size === 0 && template.root.kind === "object" && template.sections.Resources.size === 0)
    say(
      resources?.keyRange ?? { start: template.root.range.start, end: template.root.range.start },
      "it has no resource",
    );
  const unsure = unsureOf(items) !== undefined;
  const uses = new Map<string, Use[]>();
  for (const item of items.values()) {
    const { keyRange, value } = item.entry;
    if (!item.unsure && !idPattern.test(item.id))
      say(keyRange, `an id has letters and digits only`);
    if (value.kind === "object" && value.entries.length > 0 && !resourceType(item.entry))
      if (!memberOf(value, "Fn::Transform") && !memberOf(value, "Type"))
        say(keyRange, `the resource "${item.id}" has no type`);
    uses.set(item.id, usesOf(item, context, evaluate));
  }
  for (const item of itemsOf("Outputs", context, evaluate).values()) {
    const written = memberOf(item.entry.value, "Value");
    if (written) uses.set(`output ${item.id}`, usesIn(written.value, item, context, evaluate));
  }
  for (const list of uses.values())
    for (const { name, range } of list)
      if (!unsure && !isDeclared(name, context, items)) say(range, `nothing declares "${name}"`);
  for (const cycle of cyclesIn(uses)) {
    const item = items.get(cycle[0] ?? "");
    if (item) say(item.entry.keyRange, circle(cycle));
  }
}

const idPattern = /^[A-Za-z0-9]+$/;

function circle(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((each) => `"${each}"`);
  if (names.length === 1) return `${shown.join("")} refers to itself`;
  const rest = names.length - shown.length;
  const others = rest > 0 ? ` and ${rest} others` : "";
  return `${shown.join(", ")}${others} refer to each other in a circle`;
}

interface Use {
  readonly name: string;
  readonly range: Range;
}

function isDeclared(name: string, context: Context, items: ReadonlyMap<string, unknown>): boolean {
  return items.has(name) || context.template.sections.Parameters.has(name) || pseudoNames.has(name);
}

const pseudoNames = new Set([
  "AWS::AccountId",
  "AWS::NoValue",
  "AWS::NotificationARNs",
  "AWS::Partition",
  "AWS::Region",
  "AWS::StackId",
  "AWS::StackName",
  "AWS::URLSuffix",
]);

function usesOf(item: Item, context: Context, evaluate: Evaluate): Use[] {
  const value = item.entry.value;
  const uses: Use[] = [];
  for (const part of bodies) {
    const written = memberOf(value, part);
    if (written) uses.push(...usesIn(written.value, item, context, evaluate));
  }
  const condition = memberOf(value, "Condition");
  if (condition) checkCondition(condition.value, { ...context, bindings: item.bindings }, evaluate);
  const depends = memberOf(value, "DependsOn")?.value;
  const inside = { ...context, bindings: item.bindings };
  for (const node of depends?.kind === "array" ? depends.items : depends ? [depends] : []) {
    const name = nameIn(node, inside, evaluate);
    if (name !== undefined) uses.push({ name, range: node.range });
  }
  return uses;
}

const bodies = ["Properties", "Metadata", "UpdatePolicy", "CreationPolicy"];

function usesIn(node: DataNode, item: Item, context: Context, evaluate: Evaluate): Use[] {
  const uses: Use[] = [];
  collect(node, { ...context, bindings: item.bindings }, evaluate, uses);
  return uses;
}

/** Depth is limited by the readers of the syntax. */
function collect(node: DataNode, context: Context, evaluate: Evaluate, uses: Use[]): void {
  if (context.budget.steps <= 0) return;
  charge(context, 1);
  const intrinsic = intrinsicOf(node);
  if (!intrinsic) {
    if (node.kind === "array")
      for (const each of node.items) collect(each, context, evaluate, uses);
    if (node.kind === "object")
      for (const entry of node.entries) member(entry, context, evaluate, uses);
    return;
  }
  const { name, argument } = intrinsic;
  const add = (used: string | undefined) => {
    if (used !== undefined && !context.bindings.has(used))
      uses.push({ name: used, range: argument.range });
  };
  switch (name) {
    case "Ref":
      add(nameIn(argument, context, evaluate));
      return;
    case "Fn::GetAtt": {
      const [first] = argument.kind === "array" ? argument.items : [argument];
      add(nameIn(first, context, evaluate)?.split(".", 1)[0]);
      return;
    }
    case "Fn::Sub":
      substituted(argument, context, evaluate, uses);
      return;
    case "Fn::If": {
      const [condition, then, otherwise] = argumentsOf(argument);
      if (!condition) return;
      const decided = checkCondition(condition, context, evaluate);
      if (then && decided !== "no") collect(then, context, evaluate, uses);
      if (otherwise && decided !== "yes") collect(otherwise, context, evaluate, uses);
      return;
    }
    default:
      if (argument.kind === "array" || argument.kind === "object")
        collect({ ...argument }, context, evaluate, uses);
  }
}

/** A loop inside an object is looked at where its values are made. */
function member(entry: EntryNode, context: Context, evaluate: Evaluate, uses: Use[]): void {
  if (!entry.key.startsWith("Fn::ForEach::")) collect(entry.value, context, evaluate, uses);
}

function substituted(argument: DataNode, context: Context, evaluate: Evaluate, uses: Use[]): void {
  const [text, names] = argument.kind === "array" ? argument.items : [argument];
  if (names?.kind === "object")
    for (const entry of names.entries) collect(entry.value, context, evaluate, uses);
  if (text?.kind !== "string") return;
  const parts = piecesOf(text, context.template);
  const whole = wholeOf(filled(parts, context.bindings).parts);
  for (let open = whole.indexOf("${"); open >= 0; open = whole.indexOf("${", open + 2)) {
    const close = whole.indexOf("}", open);
    if (close < 0) return;
    const used = whole.slice(open + 2, close).trim();
    const isOwn = names?.kind === "object" && names.entries.some(({ key }) => key === used);
    if (used === "" || used.startsWith("!") || isOwn || context.bindings.has(used)) continue;
    uses.push({ name: used.split(".", 1)[0] ?? used, range: text.range });
  }
}

function checkCondition(node: DataNode, context: Context, evaluate: Evaluate) {
  const decided = decision(node, context, evaluate);
  if (typeof decided === "string") return decided;
  const name = literalText(node);
  if (name === undefined || !context.template.sections.Conditions.has(name))
    report(context, node.range, `CloudFormation refuses this template: ${decided.refused}.`);
  return "unknown";
}

/** A caller that gives a value to no parameter is refused too. */
export function reportGiven(context: Context): void {
  const { Parameters } = context.template.sections;
  for (const [name, value] of context.given)
    if (!Parameters.has(name)) {
      const message = `CloudFormation refuses this call: the template has no parameter "${name}".`;
      context.problems.push({
        id: "analysis/not-analysed",
        file: value.at.file,
        range: value.at.range,
        message,
      });
    }
}

/** The first way found around each circle. */
function cyclesIn(uses: ReadonlyMap<string, readonly Use[]>): readonly (readonly string[])[] {
  const state = new Map<string, "open" | "done">();
  const cycles: string[][] = [];
  for (const start of uses.keys()) {
    if (state.has(start)) continue;
    const path: { readonly name: string; readonly next: Iterator<Use> }[] = [];
    const enter = (name: string) => {
      state.set(name, "open");
      path.push({ name, next: (uses.get(name) ?? [])[Symbol.iterator]() });
    };
    enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { value, done } = top.next.next();
      if (done) {
        state.set(top.name, "done");
        path.pop();
      } else if (uses.has(value.name)) {
        const seen = state.get(value.name);
        if (seen === undefined) enter(value.name);
        else if (seen === "open" && cycles.length < longestList) {
          const names = path.map((each) => each.name);
          cycles.push(names.slice(names.indexOf(value.name)));
        }
      }
    }
  }
  return cycles;
}

const longestList = 10;
