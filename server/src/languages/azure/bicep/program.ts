// A parsed file with its symbols and what has been worked out of them so far, for one variant of a unit.

import type { Budget } from "../../../expressions/evaluate.ts";
import type { Expression } from "../../../expressions/expression.ts";
import type { Place, Value } from "../../../expressions/value.ts";
import { unknown } from "../../../expressions/value.ts";
import type { Files } from "../../../model/unit.ts";
import type { Limits } from "../../../text/limits.ts";
import type { Problem } from "../../../text/problem.ts";
import type { Range } from "../../../text/range.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { cached } from "../../../text/source-file.ts";
import { newTemplateSession, type TemplateSession } from "../called-template.ts";
import { type DeploymentTarget, type Environment, ownEnvironment } from "../environment.ts";
import type { Instance } from "./instance.ts";
import type { Module } from "./module.ts";
import { parseBicep } from "./parse.ts";
import type {
  BicepTree,
  ExtensionStatement,
  FuncStatement,
  ImportedName,
  ImportStatement,
  ModuleStatement,
  ParamStatement,
  ResourceStatement,
  Statement,
  TypeStatement,
  VarStatement,
} from "./syntax.ts";
import { plainText } from "./syntax.ts";

/** What one reading of a unit shares: limits, and what it asks for and complains of. */
export interface Session {
  readonly files: Files;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly wants: Set<string>;
  readonly problems: Problem[];
  /** Files that others import from, by path. */
  readonly programs: Map<string, Program>;
  /** Modules by the instance that calls them. */
  readonly modules: Map<Instance, Module>;
  /** For JSON templates that are called as modules; of one budget with all else. */
  readonly json: TemplateSession;
}

export interface Program {
  readonly session: Session;
  readonly file: SourceFile;
  readonly tree: BicepTree;
  readonly symbols: ReadonlyMap<string, BicepSymbol>;
  readonly types: ReadonlyMap<string, TypeStatement>;
  /** Values of parameters that the variant gives. */
  readonly given: ReadonlyMap<string, Value>;
  /** What the file that a parameter file extends gives; its values are the members of `base`. */
  readonly base?: ReadonlyMap<string, Value>;
  readonly environment: Environment;
  /** Of a module: the call that it is read for. */
  readonly caller?: Instance;
  /** Of a module that is known without its code: where all of it is said to stand. */
  readonly home?: Place;
  readonly values: Memo;
  readonly instances: Map<string, readonly Instance[]>;
  /** Functions whose bodies are being evaluated: none may call itself. */
  readonly calls: Set<FuncStatement>;
}

export type BicepSymbol =
  | ParamStatement
  | VarStatement
  | ResourceStatement
  | ModuleStatement
  | FuncStatement
  | ExtensionStatement
  /** A name that an import brings; without `name` all of the other file. */
  | {
      readonly kind: "imported";
      readonly statement: ImportStatement;
      readonly name?: ImportedName;
    };

/** Values by the expression that they are of; "open" while one is being worked out. */
export type Memo = Map<Expression, Value | "open">;

export const treeOf = cached((file) => parseBicep(file.text));

export function newSession(files: Files, limits: Limits): Session {
  const json = newTemplateSession(files, limits);
  const { budget, wants, problems } = json;
  return { files, limits, budget, wants, problems, programs: new Map(), modules: new Map(), json };
}

/** What a file is read with where it is neither the template of a unit nor imported from. */
export interface Around {
  readonly base?: ReadonlyMap<string, Value>;
  readonly caller?: Instance;
  readonly environment?: Environment;
  readonly home?: Place;
}

export function newProgram(
  file: SourceFile,
  session: Session,
  given: ReadonlyMap<string, Value>,
  { base, caller, environment, home }: Around = {},
): Program {
  const at: Place = { file: file.path, range: { start: 0, end: 0 } };
  const tree = treeOf(file);
  const { symbols, types } = namesOf(file);
  return {
    session,
    file,
    tree,
    symbols,
    types,
    given,
    ...(base && { base }),
    ...(caller && { caller }),
    ...(home && { home }),
    environment: environment ?? ownEnvironment(targetOf(tree.statements), at),
    values: new Map(),
    instances: new Map(),
    calls: new Set(),
  };
}

const namesOf = cached((file) => {
  const { statements } = treeOf(file);
  return { symbols: symbolsOf(statements), types: typesOf(statements) };
});

/** Says something once, however often it is met. */
export function say({ problems }: Session, problem: Problem): void {
  const { file, range, message } = problem;
  const isSaid = problems.some(
    (each) => each.message === message && each.file === file && each.range.start === range.start,
  );
  if (!isSaid) problems.push(problem);
}

/** A limit that is hit is never silent: what stands there is not read, or not all of it. */
export function sayLimit(
  { file, session }: Program,
  { range }: { readonly range: Range },
  what: string,
): void {
  const message = `A limit is reached, so this is not evaluated: ${what}.`;
  say(session, { id: "analysis/not-analysed", file: file.path, range, message, incomplete: true });
}

/** The first declaration of a name counts. */
function symbolsOf(statements: readonly Statement[]): ReadonlyMap<string, BicepSymbol> {
  const symbols = new Map<string, BicepSymbol>();
  const declare = (name: string | undefined, symbol: BicepSymbol): void => {
    if (name && !symbols.has(name)) symbols.set(name, symbol);
  };
  for (const statement of statements) {
    switch (statement.kind) {
      case "param":
      case "var":
      case "func":
        declare(statement.name.text, statement);
        break;
      case "resource":
      case "module":
        declare(statement.symbol.text, statement);
        break;
      case "extension":
        declare(
          statement.alias?.text ?? (statement.of.kind === "name" ? statement.of.name : undefined),
          statement,
        );
        break;
      case "import":
        declare(statement.all?.text, { kind: "imported", statement });
        for (const name of statement.names)
          declare(name.local.text, { kind: "imported", statement, name });
        break;
      default:
    }
  }
  return symbols;
}

export function isSecret({ decorators }: Statement): boolean {
  return decorators.some((each) => each.name === "secure");
}

function typesOf(statements: readonly Statement[]): ReadonlyMap<string, TypeStatement> {
  return new Map(
    statements.flatMap((each) => (each.kind === "type" ? [[each.name.text, each] as const] : [])),
  );
}

const targets: ReadonlyMap<string, DeploymentTarget> = new Map([
  ["resourceGroup", "resourceGroup"],
  ["subscription", "subscription"],
  ["managementGroup", "managementGroup"],
  ["tenant", "tenant"],
]);

export function targetOf(statements: readonly Statement[]): DeploymentTarget {
  const statement = statements.find((each) => each.kind === "targetScope");
  const name = statement?.kind === "targetScope" ? plainText(statement.value) : undefined;
  return targets.get(name ?? "") ?? "resourceGroup";
}

/** Works a value out once; a value that needs itself is unknown, and said to be so. */
export function once(
  memo: Memo,
  expression: Expression,
  name: string,
  program: Program,
  compute: () => Value,
): Value {
  const present = memo.get(expression);
  if (present === "open") {
    complainOfCycle(program, name, expression.range);
    return unknown({ kind: "cycle", name }, { file: program.file.path, range: expression.range });
  }
  if (present) return present;
  memo.set(expression, "open");
  const value = compute();
  memo.set(expression, value);
  return value;
}

export function complainOfCycle(program: Program, name: string, range: Range): void {
  const message = `"${name}" refers to itself, so its value is not known.`;
  const file = program.file.path;
  const problem: Problem = { id: "analysis/not-analysed", file, range, message };
  if (!program.session.problems.some((each) => each.file === file && each.message === message)) {
    program.session.problems.push(problem);
  }
}
