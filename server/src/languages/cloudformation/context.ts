// What evaluation of one variant of a template can see, and what it has worked out so far.

import type { Truth } from "../../expressions/truth.ts";
import type { Place, Reason, Value } from "../../expressions/value.ts";
import { unknown } from "../../expressions/value.ts";
import type { IsRead } from "../../model/declaration.ts";
import type { Files } from "../../model/unit.ts";
import type { DataNode, EntryNode } from "../../syntax/node.ts";
import type { Limits } from "../../text/limits.ts";
import type { Problem } from "../../text/problem.ts";
import type { Range } from "../../text/range.ts";
import type { SectionName, Template } from "./template.ts";

/** One resource, condition or output, with the loop variables that its text can see. */
export interface Item {
  readonly id: string;
  readonly entry: EntryNode;
  readonly bindings: Bindings;
  /** A loop over a collection that is not known: how many of these there are, nobody can see. */
  readonly unsure?: Reason;
}

export type Items = ReadonlyMap<string, Item>;

/** The values of loop variables, by name. */
export type Bindings = ReadonlyMap<string, Value>;

export interface Context {
  readonly template: Template;
  /** Values of parameters that stand in place of their defaults. */
  readonly given: ReadonlyMap<string, Value>;
  /** Pseudo parameters that are known: the caller of a template may say where it is deployed. */
  readonly environment: ReadonlyMap<string, Value>;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly bindings: Bindings;
  /** In conditions and in the collection of a loop, resources do not exist yet. */
  readonly stage: "conditions" | "loops" | "resources";
  /** Stands before the ids of declarations: the way to a nested stack. */
  readonly prefix: string;
  /** Whether the stack that this template is deployed as exists. */
  readonly exists: Truth;
  /** The files of the templates around this one, and its own. */
  readonly callers: readonly string[];
  readonly session: Session;
  /** The stacks that resources deploy, opened once. */
  readonly children: Map<string, { readonly context: Context } | { readonly reason: Reason }>;
  /** Each is worked out once; "deciding" marks one that is under way. */
  readonly items: Map<SectionName, Items | "deciding">;
  readonly parameters: Map<string, Value>;
  readonly conditions: Map<string, Truth | "deciding">;
  /** Conditions that the service refuses, with what it says. */
  readonly refusals: Map<string, { readonly refused: string }>;
  readonly names: Map<string, Value | "deciding">;
  readonly problems: Problem[];
}

/** Counts down over the whole unit, so that no input makes evaluation endless. */
export interface Budget {
  steps: number;
  depth: number;
}

/** Evaluates a node; passed along so that the functions need not import the dispatcher. */
export type Evaluate = (node: DataNode, context: Context) => Value;

/** One reading of a unit: what all its stacks share. */
export interface Session {
  readonly files: Files;
  readonly limits: Limits;
  readonly budget: Budget;
  /** Paths of templates that are not in view. */
  readonly wants: Set<string>;
  /** The bodies of what is not read stay unknown. */
  readonly isRead: IsRead;
  /** Every stack that was opened, the root first. */
  readonly opened: Context[];
}

export function newSession(
  limits: Limits,
  files: Files = new Map(),
  isRead: IsRead = () => true,
): Session {
  const budget = { steps: limits.evaluationSteps, depth: 0 };
  return { files, limits, budget, isRead, wants: new Set(), opened: [] };
}

export type Setting = Pick<Context, "template" | "session"> &
  Partial<Pick<Context, "given" | "environment" | "prefix" | "callers" | "exists">>;

export function newContext(setting: Setting): Context {
  const { session, template } = setting;
  const context: Context = {
    given: new Map(),
    environment: new Map(),
    prefix: "",
    callers: [template.file],
    exists: "yes",
    ...setting,
    limits: session.limits,
    budget: session.budget,
    bindings: new Map(),
    stage: "resources",
    items: new Map(),
    parameters: new Map(),
    conditions: new Map(),
    refusals: new Map(),
    names: new Map(),
    children: new Map(),
    problems: [],
  };
  session.opened.push(context);
  return context;
}

/** Counts work that one step multiplies, such as each item of a long list. */
export function charge(context: Context, amount: number): void {
  context.budget.steps -= amount;
}

export function placeIn(context: Context, node: { readonly range: Range }): Place {
  return { file: context.template.file, range: node.range };
}

/** What the service refuses is an error, not a value that somebody else knows. */
export function refuse(message: string, at: Place): Value {
  return unknown({ kind: "error", message }, at);
}

/** Says once that the service refuses something; it stands in nobody's way here. */
export function report(context: Context, range: Range, message: string): void {
  const { file } = context.template;
  const said = context.problems.some(
    (each) => each.range.start === range.start && each.message === message,
  );
  if (said || context.problems.length >= reportLimit) return;
  context.problems.push({ id: "analysis/not-analysed", file, range, message });
}

const reportLimit = 100;
