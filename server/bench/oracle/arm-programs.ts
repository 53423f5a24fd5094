// Evaluates the programs of the ARM and Bicep rows as the readers do it, and shows the values as plain data.

import type { TextPart, Value } from "../../src/expressions/value.ts";
import { effective, known, member, textValue } from "../../src/expressions/value.ts";
import { arm } from "../../src/languages/azure/arm/index.ts";
import { outputValue } from "../../src/languages/azure/arm/outputs.ts";
import { openTemplate } from "../../src/languages/azure/arm/template.ts";
import { bicep } from "../../src/languages/azure/bicep/index.ts";
import { instancesOf, memberValue, typeOf } from "../../src/languages/azure/bicep/instance.ts";
import { givenValues, namedBy } from "../../src/languages/azure/bicep/parameters.ts";
import {
  newProgram,
  newSession,
  type Program,
  treeOf,
} from "../../src/languages/azure/bicep/program.ts";
import { evaluateIn } from "../../src/languages/azure/bicep/scope.ts";
import {
  type Environment,
  ownEnvironment,
  targetOfSchema,
} from "../../src/languages/azure/environment.ts";
import { jsonTree, stringAt } from "../../src/languages/azure/json-tree.ts";
import type { Language } from "../../src/languages/language.ts";
import { defaultLimits } from "../../src/text/limits.ts";
import type { SourceFile } from "../../src/text/source-file.ts";

export interface Row {
  readonly id: string;
  readonly language: "arm" | "bicep" | "bicepparam";
  readonly program: string | Readonly<Record<string, string>>;
  readonly output: string | null;
  readonly value?: unknown;
  readonly state?: "symbolic" | "unknown" | "error";
  readonly context?: Context;
  readonly environment?: unknown;
  readonly absent?: readonly string[];
  readonly keys?: readonly string[];
  readonly doubt?: string;
}

interface Context {
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  readonly cloud?: string;
  readonly deploymentLocation?: string;
}

export interface Answer {
  /** Plain data with `{?…}` for what is not known, and a member `…` where there may be others. */
  readonly value?: unknown;
  readonly refused: boolean;
  /** Parameters that a parameter file gives. */
  readonly given?: readonly string[];
}

export function answerOf(row: Row): Answer {
  return row.language === "arm" ? armAnswer(row) : bicepAnswer(row);
}

const alone = "main.bicepparam";
const nowhere = { start: 0, end: 0 };
const zero = "00000000-0000-0000-0000-000000000000";

function environmentOf(row: Row, target: Environment["target"], file: string): Environment {
  const at = { file, range: nowhere };
  const own = ownEnvironment(target, at);
  if (!row.context || row.context.cloud !== undefined) return own;
  const { subscriptionId = zero, resourceGroup = "DummyResourceGroup" } = row.context;
  return {
    ...own,
    subscription: textValue(subscriptionId, at),
    resourceGroup: textValue(resourceGroup, at),
    managementGroup: textValue(zero, at),
  };
}

function armAnswer(row: Row): Answer {
  const file = { path: "main.json", text: typeof row.program === "string" ? row.program : "" };
  const { root } = jsonTree(file);
  const target = targetOfSchema(stringAt(root, "$schema") ?? "");
  const template = openTemplate({
    file: file.path,
    root,
    environment: environmentOf(row, target, file.path),
    given: new Map(),
    limits: defaultLimits,
    budget: { steps: defaultLimits.evaluationSteps, depth: 0 },
    cycle: () => {},
  });
  const name = row.output ?? "";
  const value = name.startsWith("resources[")
    ? atPath(declared(arm, file.path, [file]), name)
    : outputValue(root, name, template.scope);
  return answer(value, []);
}

/** The body of the first thing that is declared and is there, by the language's whole reading. */
function declared(
  language: Language,
  path: string,
  files: readonly SourceFile[],
): Value | undefined {
  const map = new Map(files.map((each) => [each.path, each]));
  const unit = { id: path, language: language.id, files: [path], variants: [] };
  const found = language
    .read(unit, { values: [] }, map, defaultLimits)
    .declarations.find(({ existing, type }) => !existing && type !== "module");
  return found && withType(found.body, found.type, found.apiVersion);
}

function withType(body: Value, type: string, version: string | undefined): Value {
  if (body.state !== "known" || typeof body.value !== "object" || body.value?.type !== "dict")
    return body;
  const entry = (text: string) => ({ key: body.at, value: textValue(text, body.at) });
  const entries = new Map([...body.value.entries, ["type", entry(type)] as const]);
  if (version !== undefined) entries.set("apiVersion", entry(version));
  return known({ ...body.value, entries }, body.at);
}

function atPath(body: Value | undefined, path: string): Value | undefined {
  return path
    .split(".")
    .slice(1)
    .reduce<Value | undefined>((value, name) => member(value, name), body);
}

function bicepAnswer(row: Row): Answer {
  const programs = typeof row.program === "string" ? { "main.bicep": row.program } : row.program;
  const files = Object.entries(programs).map(([path, text]) => ({ path, text }));
  const session = newSession(new Map(files.map((each) => [each.path, each])), defaultLimits);
  const main = session.files.get("main.bicep") ?? { path: "main.bicep", text: "" };
  const problems = () => [
    ...files.flatMap((each) => bicep.check(each)),
    ...session.problems.map((each) => each),
  ];
  if (row.language === "bicepparam") {
    const unit = bicep.units(session.files).find((each) => each.id === main.path);
    const values = unit?.variants.find((each) => each.name === alone)?.values;
    // A file that is `using none` gives whatever it names.
    const declaring = session.files.has(main.path) ? [main] : files;
    const statements = declaring.flatMap((each) => treeOf(each).statements);
    const names = statements.flatMap((each) => (each.kind === "param" ? [each.name.text] : []));
    const extended = namedBy("extends", files.find((each) => each.path === alone) ?? main);
    const given = givenValues(
      values ?? (extended === undefined ? [alone] : [extended, alone]),
      names,
      session,
    );
    return {
      ...answer(row.output === null ? undefined : given.get(row.output), problems()),
      given: [...given.keys()].filter((each) => names.includes(each)),
    };
  }
  const own = newProgram(main, session, new Map());
  const environment = environmentOf(row, own.environment.target, main.path);
  const program = newProgram(main, session, new Map(), { environment });
  if (row.output === null) {
    const values = program.tree.statements.flatMap((each) =>
      each.kind === "var" || each.kind === "output"
        ? [evaluateIn(program, each.value)]
        : [firstBody(program)],
    );
    const refused = values.some((each) => each !== undefined && isRefused(each));
    return { refused: refused || problems().length > 0 };
  }
  const output = program.tree.statements.find(
    (each) => each.kind === "output" && each.name.text === row.output,
  );
  const value =
    output?.kind === "output"
      ? evaluateIn(program, output.value)
      : atPath(firstBody(program) ?? declared(bicep, main.path, files), row.output);
  return answer(value, problems());
}

/** The first resource of the file itself; undefined if modules come first. */
function firstBody(program: Program): Value | undefined {
  const first = program.tree.statements.find(
    (each) => each.kind === "module" || (each.kind === "resource" && !each.existing),
  );
  const instance =
    first?.kind === "resource" ? instancesOf(program, first, undefined)[0] : undefined;
  const object = instance?.statement.body.object;
  if (!instance || object?.kind !== "dict") return undefined;
  const { type, version } = typeOf(instance);
  return withType(memberValue(instance, object), type, version);
}

function answer(value: Value | undefined, problems: readonly unknown[]): Answer {
  const refused = problems.length > 0 || (value !== undefined && isRefused(value));
  return value === undefined ? { refused } : { value: plain(value), refused };
}

/** True if a part of the value is in error. */
function isRefused(value: Value): boolean {
  const decided = effective(value);
  if (decided.state === "unknown") return decided.reason.kind === "error";
  if (decided.state === "absent" || decided.value === null || typeof decided.value !== "object")
    return false;
  const content = decided.value;
  switch (content.type) {
    case "number":
      return false;
    case "text":
      return content.parts.some((part) => "hole" in part && part.hole.kind === "error");
    case "list":
      return content.more?.kind === "error" || content.items.some(isRefused);
    case "dict":
      return (
        content.more?.kind === "error" ||
        [...content.entries.values()].some((entry) => isRefused(entry.value))
      );
  }
}

function plain(value: Value): unknown {
  const decided = effective(value);
  if (decided.state === "unknown") return `{?${nameOf(decided.reason)}}`;
  if (decided.state === "absent") return "{?}";
  const content = decided.value;
  if (content === null || typeof content !== "object") return content;
  switch (content.type) {
    case "number":
      return Number(content.text);
    case "text":
      return content.parts.map(textOfPart).join("");
    case "list":
      return content.more ? { "…": content.items.map(plain) } : content.items.map(plain);
    case "dict": {
      const members = [...content.entries].map(([key, entry]) => [key, plain(entry.value)]);
      return Object.fromEntries(content.more ? [...members, ["…", true]] : members);
    }
  }
}

function textOfPart(part: TextPart): string {
  return "hole" in part ? `{?${nameOf(part.hole)}}` : part.text;
}

/** The names that symbolic values have for what the deployment's place decides. */
function nameOf(reason: Extract<Value, { state: "unknown" }>["reason"]): string {
  if (reason.kind === "own" && reason.what === "azure-subscription") return "subscriptionId";
  if (reason.kind === "own" && reason.what === "azure-resource-group") return "resourceGroupName";
  if (reason.kind === "own" && reason.what === "azure-tenant") return "tenantId";
  if (reason.kind === "data" && reason.name === "managementGroup().name")
    return "managementGroupName";
  return "kind" in reason ? reason.kind : "";
}
