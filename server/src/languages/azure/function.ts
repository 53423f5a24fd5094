// What a function of ARM and Bicep gets and gives; the tables of functions are made of these.

import type { Scope } from "../../expressions/evaluate.ts";
import type { Place, Value } from "../../expressions/value.ts";
import type { Environment } from "./environment.ts";

export interface Call {
  /** As written, for messages. */
  readonly name: string;
  readonly at: Place;
  readonly count: number;
  /** Evaluates an argument when it is asked for. */
  readonly argument: (index: number) => Value;
  /** An argument that is a lambda, as a function; undefined if it is none. */
  readonly lambda: (index: number) => ((...values: readonly Value[]) => Value) | undefined;
  /** All arguments. */
  readonly all: () => readonly Value[];
  readonly scope: Scope;
  readonly environment: Environment;
}

export type AzureFunction = (call: Call) => Value;

/** Functions by their names in lower case: Azure ignores case here. */
export type FunctionTable = ReadonlyMap<string, AzureFunction>;
