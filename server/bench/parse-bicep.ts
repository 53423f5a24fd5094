// Measures the Bicep parser: files with a problem, speed, and agreement with the official parser's syntax baselines.
// Usage: tsx server/bench/parse-bicep.ts FOLDER [FOLDER-OF-BASELINES]

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Expression } from "../src/expressions/expression.ts";
import { parseBicep } from "../src/languages/azure/bicep/parse.ts";
import type { BicepTree, Body, Statement, TypeNode } from "../src/languages/azure/bicep/syntax.ts";
import type { Range } from "../src/text/range.ts";

function measureFiles(root: string): void {
  const texts = filesBelow(root)
    .filter((path) => /\.bicep(param)?$/.test(path) && !path.endsWith(".syntax.bicep"))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
  const size = texts.reduce((sum, { text }) => sum + text.length, 0);
  for (const { text } of texts) parseBicep(text);
  const start = performance.now();
  let worst = { path: "", time: 0 };
  let broken = 0;
  for (const { path, text } of texts) {
    const before = performance.now();
    const { problems } = parseBicep(text);
    const time = performance.now() - before;
    if (time > worst.time) worst = { path, time };
    const problem = problems[0];
    if (!problem) continue;
    broken++;
    const line = text.slice(0, problem.range.start).split("\n").length;
    console.log(`${path}:${line}: ${problem.message}`);
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(`${broken} of ${texts.length} files with a problem`);
  console.log(
    `${(size / 1e6 / seconds).toFixed(1)} MB/s warm; worst file ${worst.time.toFixed(1)} ms (${worst.path})`,
  );
}

function measureBaselines(root: string): void {
  const misses = new Map<string, number>();
  let same = 0;
  let all = 0;
  for (const path of filesBelow(root).filter((each) => each.endsWith("main.syntax.bicep"))) {
    const { text, nodes } = readBaseline(
      readFileSync(path, "utf8"),
      readFileSync(path.replace(".syntax", ""), "utf8"),
    );
    const ours = nodesOf(parseBicep(text), text);
    for (const { kind, range } of nodes) {
      all++;
      if (ours.has(key(kind, range))) {
        same++;
        continue;
      }
      misses.set(kind, (misses.get(kind) ?? 0) + 1);
      if (process.env["VERBOSE"]) {
        const line = text.slice(0, range.start).split("\n").length;
        console.log(
          `${path}:${line} ${kind} ${JSON.stringify(text.slice(range.start, range.end).slice(0, 80))}`,
        );
      }
    }
  }
  console.log(`${same} of ${all} nodes with the same range (${((100 * same) / all).toFixed(2)} %)`);
  for (const [kind, count] of [...misses].toSorted((a, b) => b[1] - a[1]))
    console.log(`  ${count} ${kind}`);
}

const annotation = /^\/\/@\[(\d+):(\d+)\) [^A-Z]*([A-Za-z]+)(\(?)/;

/** Source lines, each followed by the nodes that begin on it; columns count from the line's start. */
function readBaseline(
  baseline: string,
  source: string,
): { text: string; nodes: { kind: string; range: Range }[] } {
  const starts = [source.startsWith("\ufeff") ? 1 : 0];
  for (let at = 0; at < source.length; at++) {
    if (source[at] === "\n" || (source[at] === "\r" && source[at + 1] !== "\n"))
      starts.push(at + 1);
  }
  const nodes: { kind: string; range: Range }[] = [];
  let line = -1;
  for (const each of baseline.split("\n")) {
    const match = annotation.exec(each);
    if (!match) {
      line++;
      continue;
    }
    const [, from, to, name, token] = match;
    const kind = name?.replace(/Syntax$/, "") ?? "";
    if (token === "(" || kind === "SkippedTrivia" || kind === "Program") continue;
    const base = starts[line] ?? 0;
    nodes.push({ kind, range: { start: base + Number(from), end: base + Number(to) } });
  }
  return { text: source, nodes };
}

function key(kind: string, { start, end }: Range): string {
  return `${kind}:${start}:${end}`;
}

/** Our nodes under the official names; a node that has two official names stands under both. */
function nodesOf(tree: BicepTree, text: string): Set<string> {
  const seen = new Set<string>();
  const add = (range: Range, ...kinds: string[]): void => {
    for (const kind of kinds) seen.add(key(kind, range));
  };
  for (const group of tree.groups) add(group, "ParenthesizedExpression", "VariableBlock");
  for (const { range } of tree.locals) add(range, "LocalVariable", "Identifier");
  for (const statement of tree.statements) visitStatement(statement);
  return seen;

  function visitStatement(statement: Statement): void {
    const outer = {
      start: statement.decorators[0]?.range.start ?? statement.range.start,
      end: statement.range.end,
    };
    for (const decorator of statement.decorators) {
      add(decorator.range, "Decorator");
      visit(decorator.expression);
    }
    switch (statement.kind) {
      case "param":
        add(outer, "ParameterDeclaration", "ParameterAssignment");
        add(statement.name.range, "Identifier");
        if (statement.type) visitType(statement.type);
        if (statement.value) {
          const sign = text.lastIndexOf("=", statement.value.range.start);
          add({ start: sign, end: statement.range.end }, "ParameterDefaultValue");
          visit(statement.value);
        }
        return;
      case "var":
      case "output":
        add(outer, statement.kind === "var" ? "VariableDeclaration" : "OutputDeclaration");
        add(statement.name.range, "Identifier");
        if (statement.type) visitType(statement.type);
        visit(statement.value);
        return;
      case "resource":
      case "module":
      case "test":
        add(
          outer,
          { resource: "ResourceDeclaration", module: "ModuleDeclaration", test: "TestDeclaration" }[
            statement.kind
          ],
        );
        add(statement.symbol.range, "Identifier");
        visit(statement.kind === "resource" ? statement.type : statement.path);
        visitBody(statement.body);
        return;
      case "type":
        add(outer, "TypeDeclaration");
        add(statement.name.range, "Identifier");
        visitType(statement.type);
        return;
      case "func":
        add(outer, "FunctionDeclaration");
        add(statement.name.range, "Identifier");
        add(statement.list, "TypedVariableBlock");
        add(statement.lambda, "TypedLambda");
        for (const parameter of statement.parameters) {
          add(parameter.range, "TypedLocalVariable");
          add(parameter.name.range, "Identifier");
          visitType(parameter.type);
        }
        visitType(statement.result);
        visit(statement.body);
        return;
      case "import":
        add(outer, "CompileTimeImportDeclaration");
        for (const clause of statement.clauses) {
          add(clause, "CompileTimeImportFromClause", "ImportedSymbolsList", "WildcardImport");
        }
        for (const name of statement.names)
          add(name.range, "ImportedSymbolsListItem", "Identifier");
        for (const name of statement.names) {
          add(
            { start: name.range.start, end: name.range.start + name.original.length },
            "Identifier",
          );
          add(name.local.range, "Identifier");
          aliasBefore(name.local.range);
        }
        if (statement.all) {
          add(statement.all.range, "Identifier");
          aliasBefore(statement.all.range);
        }
        visit(statement.from);
        return;
      case "extension":
        add(outer, "ExtensionDeclaration");
        for (const clause of statement.clauses) add(clause, "ExtensionWithClause", "AliasAsClause");
        if (statement.alias) add(statement.alias.range, "Identifier");
        if (statement.config) visit(statement.config);
        visit(statement.of);
        return;
      case "partial":
        add(outer, "MissingDeclaration");
        return;
      default:
        add(
          outer,
          {
            targetScope: "TargetScope",
            using: "UsingDeclaration",
            extends: "ExtendsDeclaration",
            metadata: "MetadataDeclaration",
            assert: "AssertDeclaration",
          }[statement.kind],
        );
        if (statement.name) add(statement.name.range, "Identifier");
        visit(statement.value);
    }
  }

  function aliasBefore(name: Range): void {
    const word = text.lastIndexOf("as", name.start);
    add({ start: word, end: name.end }, "AliasAsClause");
  }

  function visitBody(body: Body): void {
    if (body.condition) {
      add(body.condition.range, "IfCondition");
      visit(body.condition.of);
    }
    if (body.loop) {
      add(body.loop.range, "For");
      visit(body.loop.collection);
    }
    visit(body.object.kind === "none" ? body.object.value : body.object);
    for (const nested of body.nested) visitStatement(nested);
  }

  function visitType(type: TypeNode): void {
    const outer = {
      start: type.decorators?.[0]?.range.start ?? type.range.start,
      end: type.range.end,
    };
    for (const decorator of type.decorators ?? []) {
      add(decorator.range, "Decorator");
      visit(decorator.expression);
    }
    add(outer, ...(typeNames[type.kind] ?? []));
    if (type.name) add(type.name.range, "Identifier", "String");
    if (type.kind === "array") for (const part of type.parts) add(part.range, "ArrayTypeMember");
    if (type.literal) visit(type.literal);
    for (const part of type.parts) visitType(part);
  }

  /** An item with the parentheses around it, for which the shared tree has no node. */
  function bracketed(range: Range): Range {
    return (
      tree.groups.find(
        (group) =>
          /^\(\s*$/.test(text.slice(group.start, range.start)) &&
          /^\s*\)$/.test(text.slice(range.end, group.end)),
      ) ?? range
    );
  }

  function visit(node: Expression): void {
    switch (node.kind) {
      case "literal":
        add(node.range, "IntegerLiteral", "BooleanLiteral", "NullLiteral");
        return;
      case "template":
        add(node.range, node.form === "plain" ? "Identifier" : "String");
        for (const part of node.parts) if ("kind" in part) visit(part);
        return;
      case "list":
        add(node.range, "Array");
        for (const item of node.items) {
          add(bracketed(item.range), "ArrayItem");
          visit(item);
        }
        return;
      case "dict":
        add(node.range, "Object");
        for (const entry of node.entries) {
          if (entry.kind === "spread") {
            visit(entry);
            continue;
          }
          add(entry.range, "ObjectProperty");
          visit(entry.key);
          visit(entry.value);
        }
        return;
      case "spread":
        add(node.range, "SpreadExpression");
        visit(node.of);
        return;
      case "name":
        add(node.range, "VariableAccess", "Identifier");
        return;
      case "member":
        add(node.range, node.access === "nested" ? "ResourceAccess" : "PropertyAccess");
        add(node.nameRange, "Identifier");
        visit(node.of);
        return;
      case "index":
        add(node.range, "ArrayAccess");
        visit(node.of);
        visit(node.index);
        return;
      case "call": {
        add(node.range, "FunctionCall", "InstanceFunctionCall", "ArrayAccess");
        add(node.nameRange, "Identifier");
        const dot = node.name.indexOf(".");
        if (dot > 0) {
          add(
            { start: node.nameRange.start, end: node.nameRange.start + dot },
            "Identifier",
            "VariableAccess",
          );
          add(
            { start: node.nameRange.end - (node.name.length - dot - 1), end: node.nameRange.end },
            "Identifier",
          );
        }
        for (const argument of node.arguments) {
          add(bracketed(argument.range), "FunctionArgument");
          visit(argument);
        }
        return;
      }
      case "unary":
        add(node.range, node.operator === "postfix!" ? "NonNullAssertion" : "UnaryOperation");
        visit(node.operand);
        return;
      case "binary":
        add(node.range, "BinaryOperation");
        visit(node.left);
        visit(node.right);
        return;
      case "conditional":
        add(node.range, "TernaryOperation");
        visit(node.condition);
        visit(node.then);
        visit(node.otherwise);
        return;
      case "for":
        add(node.range, "For");
        visit(node.collection);
        visit(node.value);
        return;
      case "lambda":
        add(node.range, "Lambda");
        visit(node.body);
        return;
      default:
        add(node.range, "SkippedTrivia");
    }
  }
}

/** The official names of the forms of types. */
const typeNames: Readonly<Record<TypeNode["kind"], readonly string[]>> = {
  name: ["TypeVariableAccess"],
  literal: ["StringTypeLiteral", "IntegerTypeLiteral", "BooleanTypeLiteral", "NullTypeLiteral"],
  unary: ["UnaryTypeOperation"],
  object: ["ObjectType"],
  property: ["ObjectTypeProperty"],
  rest: ["ObjectTypeAdditionalProperties"],
  tuple: ["TupleType"],
  item: ["TupleTypeItem"],
  array: ["ArrayType"],
  union: ["UnionType"],
  branch: ["UnionTypeMember"],
  nullable: ["NullableType"],
  "non-null": ["NonNullableType"],
  member: ["TypePropertyAccess"],
  "any-property": ["TypeAdditionalPropertiesAccess"],
  "any-item": ["TypeItemsAccess"],
  index: ["TypeArrayAccess"],
  group: ["ParenthesizedType"],
  generic: ["ParameterizedTypeInstantiation", "InstanceParameterizedTypeInstantiation"],
  argument: ["ParameterizedTypeArgument"],
  resource: ["ResourceType"],
  missing: [],
};

function filesBelow(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const path = join(root, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const [folder, baselines] = process.argv.slice(2);
if (folder) measureFiles(folder);
if (baselines) measureBaselines(baselines);
