// What evaluation of one variant of a template can see, and what it has worked out so far.

import type { Truth } from "../../expressions/truth.ts";
import type { Place, Value } from "../../expressions/value.ts";
import type { DataNode } from "../../syntax/node.ts";
import type { Limits } from "../../text/limits.ts";
import type { Problem } from "../../text/problem.ts";
import type { Range } from "../../text/range.ts";
import type { GivenValue } from "./parameter-file.ts";
import type { Template } from "./template.ts";

export interface Context {
  readonly template: Template;
  readonly given: ReadonlyMap<string, GivenValue>;
  readonly limits: Limits;
  readonly budget: Budget;
  /** Parameters and conditions are worked out once; "deciding" marks one that is under way. */
  readonly parameters: Map<string, Value>;
  readonly conditions: Map<string, Truth | "deciding">;
  readonly problems: Problem[];
}

/** Counts down over the whole variant, so that no input makes evaluation endless. */
export interface Budget {
  steps: number;
  depth: number;
}

/** Evaluates a node; passed along so that the functions need not import the dispatcher. */
export type Evaluate = (node: DataNode, context: Context) => Value;

export function newContext(
  template: Template,
  given: ReadonlyMap<string, GivenValue>,
  limits: Limits,
): Context {
  return {
    template,
    given,
    limits,
    budget: { steps: limits.evaluationSteps, depth: 0 },
    parameters: new Map(),
    conditions: new Map(),
    problems: [],
  };
}

/** Counts work that one step multiplies, such as each item of a long list. */
export function charge(context: Context, amount: number): void {
  context.budget.steps -= amount;
}

export function placeIn(context: Context, node: { readonly range: Range }): Place {
  return { file: context.template.file, range: node.range };
}
