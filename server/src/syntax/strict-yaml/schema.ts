// Turns what a compiled schema says into problems at the place in the YAML; knows no particular schema.

import type { DataNode, DataTree, SyntaxProblem } from "../node.ts";
import { atPointer, placeOf, plain } from "./plain.ts";

/** What ajv's standalone functions have in common. */
export interface Validator {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
}

/** Syntax problems first; the schema is asked only about a tree that could be read. */
export function schemaProblems(tree: DataTree, validate: Validator): readonly SyntaxProblem[] {
  if (tree.problems.length > 0) return tree.problems;
  if (validate(plain(tree.root))) return [];
  const problems: SyntaxProblem[] = [];
  const seen = new Set<string>();
  for (const error of validate.errors ?? []) {
    // These only say that something below them is wrong, which has an error of its own.
    if (error.keyword === "if" || error.keyword === "propertyNames") continue;
    const problem = { range: rangeOf(tree.root, error), message: messageOf(error) };
    const key = `${problem.range.start} ${problem.message}`;
    if (!seen.has(key)) problems.push(problem);
    seen.add(key);
  }
  return problems;
}

function rangeOf(root: DataNode, error: SchemaError): SyntaxProblem["range"] {
  const found = atPointer(root, error.instancePath);
  const name = error.params["additionalProperty"] ?? error.propertyName;
  if (typeof name === "string" && found.node.kind === "object") {
    const entry = found.node.entries.find((each) => each.key === name);
    if (entry) return entry.keyRange;
  }
  return placeOf(found);
}

function messageOf(error: SchemaError): string {
  const { params } = error;
  const name =
    error.instancePath.split("/").at(-1)?.replaceAll("~1", "/").replaceAll("~0", "~") ?? "";
  const subject = name === "" ? "This" : /^\d+$/.test(name) ? "This item" : `"${name}"`;
  switch (error.keyword) {
    case "required":
      return `"${String(params["missingProperty"])}" is missing here.`;
    case "additionalProperties":
      return `There is no key "${String(params["additionalProperty"])}" here.`;
    case "enum":
      return `${subject} is one of ${(Array.isArray(params["allowedValues"]) ? params["allowedValues"] : []).map(String).join(", ")}.`;
    case "type":
      return `${subject} must be ${typeWords(params["type"])}.`;
    case "pattern":
      return error.propertyName === undefined
        ? `${subject} does not have the right form (${String(params["pattern"])}).`
        : `"${error.propertyName}" does not have the form of a name here.`;
    case "minItems":
    case "minProperties":
    case "minLength":
      return `${subject} is empty.`;
    case "maxLength":
      return `${subject} is longer than ${String(params["limit"])} characters.`;
    default:
      return `${subject} is wrong here.`;
  }
}

function typeWords(type: unknown): string {
  const words = (Array.isArray(type) ? type : [type]).map(String).filter((each) => each !== "null");
  return words
    .map((word) =>
      word === "object"
        ? "an object"
        : word === "array"
          ? "a list"
          : word === "integer"
            ? "a whole number"
            : `a ${word}`,
    )
    .join(" or ");
}
