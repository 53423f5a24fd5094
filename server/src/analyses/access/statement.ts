// What one statement of a policy says of a request: its action, its resource, its conditions. Knows no caller.

import type { Truth } from "../../expressions/truth.ts";
import { all, allOf, any, not, truth } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import type { Elements, Statement } from "../../model/document.ts";
import { wildcard } from "../../model/glob.ts";
import { coversName } from "./action-names.ts";
import type { AskedAction } from "./asked.ts";
import { askedAction } from "./asked.ts";
import type { Request } from "./conditions.ts";
import { meets } from "./conditions.ts";
import { coversEveryResource, hasHole, marked, widest } from "./pattern.ts";
import { comparable, expanded } from "./policy-variables.ts";

export function coversAction(statement: Statement, action: AskedAction): Truth {
  if (statement.actions) return coversName(statement.actions, action);
  return statement.notActions ? not(coversName(statement.notActions, action)) : "no";
}

/** A trust policy has no resource: it speaks of its own role. */
export function coversResource(statement: Statement, resource: string, request: Request): Truth {
  const { resources, notResources, variables } = statement;
  if (resources) return anyMatches(resources, resource, request, variables);
  // What a variable without a value leaves out is not documented.
  return notResources
    ? not(anyMatches(notResources, resource, request, variables, "unknown"))
    : "yes";
}

export function meetsConditions(statement: Statement, request: Request): Truth {
  const met = allOf(statement.conditions, (each) => meets(each, request, statement.variables));
  return met === "yes" && statement.moreConditions ? "unknown" : met;
}

/** Is the statement for every resource? */
export function coversAll(statement: Statement): Truth {
  if (statement.resources) return everything(statement.resources);
  return statement.notResources ? not(everything(statement.notResources)) : "no";
}

function anyMatches(
  { values, more }: Elements,
  resource: string,
  request: Request,
  variables: Truth,
  withoutValue: Truth = "no",
): Truth {
  const found = any(
    values.map((each) => matches(each, resource, request, variables, withoutValue)),
  );
  return found === "no" && more ? "unknown" : found;
}

function matches(
  value: Value,
  resource: string,
  request: Request,
  variables: Truth,
  withoutValue: Truth,
): Truth {
  const written = marked(value);
  if (written === undefined) return "unknown";
  const filled = expanded(written, request, variables);
  if (filled === undefined) return withoutValue;
  if (coversEveryResource(value) === "yes") return "yes";
  const pattern = completed(filled);
  const text = comparable(resource, pattern);
  if (!hasHole(pattern)) return truth(wildcard(pattern, text));
  return wildcard(widest(pattern), text) ? "unknown" : "no";
}

/** What is left out at the end of an ARN is a wildcard (IAM guide, Resource). */
function completed(pattern: string): string {
  if (!pattern.startsWith("arn:") || hasHole(pattern)) return pattern;
  const missing = 6 - pattern.split(":").length;
  return missing > 0 ? `${pattern}${":*".repeat(missing)}` : pattern;
}

function everything(elements: Elements): Truth {
  let found = everythings.get(elements);
  if (found === undefined) {
    const some = any(elements.values.map(coversEveryResource));
    found = some === "no" && elements.more ? "unknown" : some;
    everythings.set(elements, found);
  }
  return found;
}

/** A statement's resources are asked about for every action. */
const everythings = new WeakMap<Elements, Truth>();

/** Does the statement speak of the request at all? */
export function speaksOf(
  statement: Statement,
  action: string,
  resource: string,
  request: Request,
): Truth {
  const acts = coversAction(statement, askedAction(action));
  if (acts === "no") return "no";
  const located = coversResource(statement, resource, request);
  if (located === "no") return "no";
  return all([acts, located, meetsConditions(statement, request)]);
}
