// Conditions from YAML: the small set of operators, and whether the kind has the attributes they name.

import type { AttributeDefinition } from "../model/kind.ts";
import type { DataNode, EntryNode, SyntaxProblem } from "../syntax/node.ts";
import { plain } from "../syntax/strict-yaml/plain.ts";
import type { Condition, Test } from "./policy.ts";

/** The attributes that a name may mean; undefined where a kind does not say what is inside. */
export type Definitions = Readonly<Record<string, AttributeDefinition>> | undefined;

const operators: ReadonlySet<string> = new Set([
  "equals",
  "in",
  "matches",
  "less-than",
  "more-than",
  "contains",
  "absent",
  "some",
  "not",
]);
const combinators: ReadonlySet<string> = new Set(["all", "any", "none"]);

/** The node has passed the schema; what is wrong with the names goes to `problems`. */
export function readCondition(
  node: DataNode,
  definitions: Definitions,
  problems: SyntaxProblem[],
): Condition {
  if (node.kind !== "object") {
    problems.push({
      range: node.range,
      message: "A condition names attributes, each with a test.",
    });
    return { is: "all", of: [] };
  }
  const parts = node.entries.map((entry) => readEntry(entry, definitions, problems));
  const [only] = parts;
  return only && parts.length === 1 ? only : { is: "all", of: parts };
}

function readEntry(
  entry: EntryNode,
  definitions: Definitions,
  problems: SyntaxProblem[],
): Condition {
  const { key, value } = entry;
  if ((key === "all" || key === "any" || key === "none") && value.kind === "array") {
    return { is: key, of: value.items.map((item) => readCondition(item, definitions, problems)) };
  }
  const path = key.split(".");
  const found = definitionAt(path, definitions);
  if (found === "missing")
    problems.push({ range: entry.keyRange, message: `The kind has no attribute "${key}".` });
  const definition = found === "missing" ? undefined : found;
  return { is: "attribute", path, test: readTest(value, definition?.of, problems) };
}

/** "missing" where the kind says that there is no such attribute; undefined where it says nothing. */
export function definitionAt(
  path: readonly string[],
  definitions: Definitions,
): AttributeDefinition | "missing" | undefined {
  let inside = definitions;
  let found: AttributeDefinition | undefined;
  for (const name of path) {
    if (!inside) return undefined;
    found = Object.hasOwn(inside, name) ? inside[name] : undefined;
    if (!found) return "missing";
    inside = found.of;
  }
  return found;
}

function readTest(node: DataNode, inside: Definitions, problems: SyntaxProblem[]): Test {
  if (node.kind !== "object") {
    problems.push({
      range: node.range,
      message: 'A test is written as an operator and a value, such as { equals: "x" }.',
    });
    return { is: "every", of: [] };
  }
  const tests = node.entries.map((entry) => readOperator(entry, inside, problems));
  const [only] = tests;
  return only && tests.length === 1 ? only : { is: "every", of: tests };
}

function readOperator(
  { key, keyRange, value }: EntryNode,
  inside: Definitions,
  problems: SyntaxProblem[],
): Test {
  const data = plain(value);
  switch (key) {
    case "equals":
    case "contains":
      return { is: key, value: data };
    case "in":
      return { is: "in", values: Array.isArray(data) ? data : [data] };
    case "matches":
      return { is: "matches", pattern: value.kind === "string" ? value.value : "" };
    case "less-than":
    case "more-than":
      return { is: key, value: Number(data) };
    case "absent":
      return { is: "absent", value: data === true };
    case "not":
      return { is: "not", of: readTest(value, inside, problems) };
    case "some":
      return { is: "some", of: readItemCondition(value, inside, problems) };
    default:
      problems.push({
        range: keyRange,
        message: `There is no operator "${key}"; there are ${[...operators].join(", ")}.`,
      });
      return { is: "every", of: [] };
  }
}

/** Operators alone test the item itself; everything else is a condition on its members. */
function readItemCondition(
  node: DataNode,
  inside: Definitions,
  problems: SyntaxProblem[],
): Condition {
  const keys = node.kind === "object" ? node.entries.map((entry) => entry.key) : [];
  const direct =
    keys.length > 0 &&
    keys.every((key) => operators.has(key) && !(inside && Object.hasOwn(inside, key)));
  if (direct) return { is: "attribute", path: [""], test: readTest(node, inside, problems) };
  if (node.kind === "object") checkCombinators(node.entries, problems);
  return readCondition(node, inside, problems);
}

/** The schema does not look into `some`, so lists are checked here. */
function checkCombinators(entries: readonly EntryNode[], problems: SyntaxProblem[]): void {
  for (const entry of entries) {
    if (combinators.has(entry.key) && entry.value.kind !== "array") {
      problems.push({ range: entry.keyRange, message: `"${entry.key}" is a list of conditions.` });
    }
  }
}
