// The resources that a Bicep file writes, one for each statement, and the values at their JSON pointers.

import { evaluate, type Scope, withLocals } from "../../src/expressions/evaluate.ts";
import type { Expression, ForExpression } from "../../src/expressions/expression.ts";
import type { Place, TextPart, Value } from "../../src/expressions/value.ts";
import { member, textValue, unknown } from "../../src/expressions/value.ts";
import {
  bodyScope,
  type Instance,
  instancesOf,
  memberValue,
  openInstance,
  typeOf,
} from "../../src/languages/azure/bicep/instance.ts";
import type { Program } from "../../src/languages/azure/bicep/program.ts";
import { readUnit } from "../../src/languages/azure/bicep/read.ts";
import { nameSegments } from "../../src/languages/azure/bicep/resource-name.ts";
import type { ModuleStatement, ResourceStatement } from "../../src/languages/azure/bicep/syntax.ts";
import { plainText } from "../../src/languages/azure/bicep/syntax.ts";
import { defaultLimits } from "../../src/text/limits.ts";
import type { Shown } from "./bicep-literal.ts";

export interface Written {
  /** `parent::child`. */
  readonly path: string;
  readonly type: string;
  readonly version: string | undefined;
  /** Of all segments, `${?}` for what is not known. */
  readonly name: string;
  /** Known pieces of the name. */
  readonly pattern: readonly string[];
  readonly existing: boolean;
  readonly conditional: boolean;
  readonly looped: boolean;
  readonly isModule: boolean;
  /** What the type is of: `az`, or what stands before its colon. */
  readonly extension: string;
  /** The reader declares it, or its loop has no turn. */
  readonly declared: boolean;
  readonly instance: Instance;
}

export function writtenResources(program: Program): readonly Written[] {
  const unit = { id: "", language: "bicep" as const, files: [program.file.path], variants: [] };
  const reading = readUnit(unit, { values: [] }, program.session.files, defaultLimits);
  const declared = new Set(
    reading.declarations.map(({ at }) => `${at.file}:${at.range.start}-${at.range.end}`),
  );
  const result: Written[] = [];
  for (const statement of program.tree.statements) {
    if (statement.kind === "resource" || statement.kind === "module")
      collect(program, statement, undefined, "", declared, result);
  }
  return result;
}

function collect(
  program: Program,
  statement: ResourceStatement | ModuleStatement,
  container: Instance | undefined,
  prefix: string,
  declared: ReadonlySet<string>,
  result: Written[],
): void {
  const { loop, condition } = statement.body;
  const instances = instancesOf(program, statement, container);
  const instance =
    instances[0] ??
    (loop && openInstance(program, statement, container, loop, { kind: "missing" }, undefined));
  if (!instance) return;
  const path = prefix + statement.symbol.text;
  const isModule = statement.kind === "module";
  const { type, version } = typeOf(instance);
  const { range } = statement;
  const at: Place = { file: program.file.path, range };
  const parts = isModule ? nameOfModule(instance, at) : nameSegments(instance, at);
  result.push({
    path,
    type: isModule ? "Microsoft.Resources/deployments" : type,
    version,
    name: parts.map(textOf).join("/"),
    pattern: parts.flatMap((each) => each.flatMap((part) => ("hole" in part ? [] : [part.text]))),
    existing: statement.kind === "resource" && statement.existing,
    conditional: condition !== undefined || loop?.condition !== undefined,
    looped: loop !== undefined,
    isModule,
    extension: extensionOf(statement),
    declared: instances.length === 0 || declared.has(`${at.file}:${range.start}-${range.end}`),
    instance,
  });
  for (const nested of statement.body.nested)
    collect(program, nested, instance, `${path}::`, declared, result);
}

function extensionOf(statement: ResourceStatement | ModuleStatement): string {
  const type = statement.kind === "resource" ? (plainText(statement.type) ?? "") : "";
  const colon = type.indexOf(":");
  return colon < 0 ? "az" : type.slice(0, colon);
}

function nameOfModule(instance: Instance, at: Place): readonly (readonly TextPart[])[] {
  const name = member(bodyValue(instance), "name") ?? textValue("", at);
  return name.state === "known" && typeof name.value === "object" && name.value?.type === "text"
    ? [name.value.parts]
    : [[{ hole: { kind: "missing" }, ...at }]];
}

function textOf(parts: readonly TextPart[]): string {
  return parts.map((part) => ("hole" in part ? "${?}" : part.text)).join("");
}

interface Position {
  readonly value?: Value | undefined;
  readonly expression?: Expression | undefined;
  readonly scope: Scope;
}

/** What the reader has at a JSON pointer of the compiled resource; undefined: nothing is written there. */
export function literalAt(
  written: Written,
  pointer: string,
  computed: readonly string[] = [],
): Value | Shown | undefined {
  const { instance } = written;
  const { object } = instance.statement.body;
  if (object.kind !== "dict") return undefined;
  if (pointer === "/extension") return { plain: written.extension };
  const compiled = pointer
    .slice(1)
    .split("/")
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"))
    // A key that begins with a bracket and is no expression.
    .map((segment) => (segment.startsWith("[[") ? segment.slice(1) : segment));
  const path = written.isModule ? writtenPath(compiled) : compiled;
  let position: Position = {
    value: bodyValue(instance),
    expression: object,
    scope: bodyScope(instance),
  };
  for (let index = 0; index < path.length; index++) {
    const segment = path[index] ?? "";
    const loop = segment === "copy" ? loopAt(position, Number(path[index + 1])) : undefined;
    if (loop && path[index + 2] === "name") return { plain: loop.name };
    if (loop) {
      position = inside(loop.of, position.scope);
      index += 2;
      continue;
    }
    const place = computed.indexOf(segment.replaceAll("/", "~1"));
    const next = place < 0 ? step(position, segment) : computedAt(position, place);
    if (!next) return undefined;
    position = next;
  }
  return position.value;
}

/** Parameters of a module stand in `params`, each without the object that the JSON has around its value. */
function writtenPath(path: readonly string[]): readonly string[] {
  const [first, second, name, ...rest] = path;
  if (first !== "properties") return path;
  if (second === "parameters") {
    if (name === undefined) return ["params"];
    return ["params", name, ...(rest[0] === "value" ? rest.slice(1) : rest)];
  }
  if (second === "extensionConfigs") {
    const configured = rest[1] === "value" ? [...rest.slice(0, 1), ...rest.slice(2)] : rest;
    return [second, ...(name === undefined ? [] : [name]), ...configured];
  }
  return path;
}

function bodyValue(instance: Instance): Value | undefined {
  const { object } = instance.statement.body;
  return object.kind === "dict" ? memberValue(instance, object) : undefined;
}

/** The n-th member of an object whose value is a loop. */
function loopAt(
  { expression }: Position,
  count: number,
): { readonly name: string; readonly of: ForExpression } | undefined {
  if (expression?.kind === "for") return { name: "value", of: expression };
  if (expression?.kind !== "dict") return undefined;
  const loops = expression.entries.flatMap((entry) => {
    if (entry.kind !== "entry" || entry.value.kind !== "for") return [];
    return [{ name: plainText(entry.key) ?? "", of: entry.value }];
  });
  return loops[count];
}

/** The body of a loop, whose turns are not known. */
function inside(loop: ForExpression, scope: Scope): Position {
  const item = unknown({ kind: "missing" }, { file: scope.file, range: loop.range });
  const names = [loop.valueName, ...(loop.keyName === undefined ? [] : [loop.keyName])];
  const inner = withLocals(
    scope,
    names.map((name) => [name, item] as const),
  );
  return { value: evaluate(loop.value, inner), expression: loop.value, scope: inner };
}

function step({ value, expression, scope }: Position, segment: string): Position | undefined {
  const next = expressionAt(expression, segment);
  const known = value?.state === "known" ? value.value : undefined;
  if (typeof known === "object" && known !== null) {
    if (known.type === "dict") {
      const entry = known.entries.get(segment) ?? folded(known.entries, segment);
      if (entry) return { value: entry.value, expression: next, scope };
    }
    if (known.type === "list" && /^\d+$/.test(segment)) {
      const item = known.items[Number(segment)];
      if (item) return { value: item, expression: next, scope };
    }
  }
  return next && { value: evaluate(next, scope), expression: next, scope };
}

/** Azure ignores the case of names. */
function folded<T>(entries: ReadonlyMap<string, T>, name: string): T | undefined {
  for (const [key, entry] of entries) if (key.toLowerCase() === name.toLowerCase()) return entry;
  return undefined;
}

/** The n-th member whose key is an expression. */
function computedAt({ expression, scope }: Position, count: number): Position | undefined {
  if (expression?.kind !== "dict") return undefined;
  const entries = expression.entries.flatMap((entry) =>
    entry.kind === "entry" && plainText(entry.key) === undefined ? [entry.value] : [],
  );
  const found = entries[count];
  return found && { value: evaluate(found, scope), expression: found, scope };
}

function expressionAt(expression: Expression | undefined, segment: string): Expression | undefined {
  if (expression?.kind === "dict") {
    for (const entry of expression.entries)
      if (entry.kind === "entry" && plainText(entry.key) === segment) return entry.value;
  }
  if (expression?.kind === "list") {
    const item = expression.items[Number(segment)];
    return item?.kind === "spread" ? undefined : item;
  }
  return undefined;
}
