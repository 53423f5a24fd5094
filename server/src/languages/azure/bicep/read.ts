// From a unit and one of its variants to declarations: what is deployed, with its values as far as they are known.

import type { Place, Value } from "../../../expressions/value.ts";
import { isDict, known, unknown } from "../../../expressions/value.ts";
import type { Declaration, IsRead } from "../../../model/declaration.ts";
import { declarationAt } from "../../../model/foreign.ts";
import { tellingName } from "../../../model/telling-name.ts";
import type { Files, Unit, Variant } from "../../../model/unit.ts";
import type { Limits } from "../../../text/limits.ts";
import type { Reading } from "../../language.ts";
import { notRead } from "../declarations.ts";
import { limitsHit } from "../limits-hit.ts";
import { existsIn, type Instance, instancesOf, typeOf, writtenBody } from "./instance.ts";
import { isKnownFile } from "./known-module.ts";
import { moduleOf } from "./module.ts";
import { outputValues } from "./module-output.ts";
import { givenValues } from "./parameters.ts";
import { newProgram, newSession, type Program, type Session, say, treeOf } from "./program.ts";
import { parentOf, scopeValue } from "./resource-name.ts";
import type { ModuleStatement, ResourceStatement } from "./syntax.ts";

/** Loops inside of loops multiply; beyond this nothing more is declared. */
const mostDeclarations = 20_000;

export function readUnit(
  unit: Unit,
  variant: Variant,
  files: Files,
  limits: Limits,
  isRead: IsRead = () => true,
): Reading {
  const session = newSession(files, limits);
  const [first] = unit.files;
  const file = first === undefined ? undefined : files.get(first);
  const declarations: Declaration[] = [];
  const handedOut: Value[] = [];
  if (file) {
    const declared = treeOf(file).statements.flatMap((each) =>
      each.kind === "param" ? [each.name.text] : [],
    );
    const program = newProgram(file, session, givenValues(variant.values, declared, session));
    const ids = new Map<string, number>();
    declareAll({ session, isRead, declarations, handedOut, ids, full: false }, program);
    handedOut.push(...outputValues(program));
    for (const each of limitsHit(declarations, limits.depth)) say(session, each);
  }
  return { declarations, handedOut, problems: session.problems, wants: [...session.wants] };
}

interface Reader {
  readonly session: Session;
  readonly isRead: IsRead;
  readonly declarations: Declaration[];
  /** What the outputs and the modules that are not read are given. */
  readonly handedOut: Value[];
  /** How often each id was wanted. */
  readonly ids: Map<string, number>;
  full: boolean;
}

function declareAll(reader: Reader, program: Program): void {
  for (const statement of program.tree.statements) {
    if (statement.kind === "resource" || statement.kind === "module")
      declare(reader, program, statement, undefined);
  }
}

function declare(
  reader: Reader,
  program: Program,
  statement: ResourceStatement | ModuleStatement,
  container: Instance | undefined,
): void {
  for (const instance of instancesOf(program, statement, container)) {
    if (reader.declarations.length >= mostDeclarations) {
      complain(reader, program, statement);
      return;
    }
    const declaration = declarationOf(reader, instance);
    if (declaration) reader.declarations.push(placed(declaration, program));
    for (const nested of statement.body.nested) declare(reader, program, nested, instance);
    if (statement.kind === "module" && declaration?.exists !== "no")
      declareModule(reader, instance);
  }
}

/** What comes out of a module that is known without its code stands at its call. */
function placed(declaration: Declaration, { home, caller }: Program): Declaration {
  if (!home || !caller) return declaration;
  const { text: name } = caller.statement.symbol;
  return { ...declarationAt(declaration, home, isKnownFile), name };
}

function declareModule(reader: Reader, instance: Instance): void {
  const module = moduleOf(instance);
  if ("program" in module) declareAll(reader, module.program);
  // Of a module that is known without its code only a part is in view.
  const isSeen = "template" in module || ("program" in module && !module.program.home);
  const given = isSeen ? undefined : writtenBody(instance);
  if (given) reader.handedOut.push(given);
  if (!("template" in module)) return;
  for (const declaration of module.template.declarations(existsIn(instance), reader.isRead))
    reader.declarations.push(declaration);
}

function complain(
  reader: Reader,
  program: Program,
  statement: ResourceStatement | ModuleStatement,
): void {
  if (reader.full) return;
  reader.full = true;
  say(reader.session, {
    id: "analysis/not-analysed",
    file: program.file.path,
    range: statement.symbol.range,
    message: `This template declares more than ${mostDeclarations} resources; the rest is not read.`,
    incomplete: true,
  });
}

/** Undefined for half-typed resources, which have no type yet. */
function declarationOf(reader: Reader, instance: Instance): Declaration | undefined {
  const { statement } = instance;
  const { type, version } = typeOf(instance);
  if (type === "") return undefined;
  const { caller, file } = instance.program;
  const { path } = file;
  const symbol = statement.symbol.text;
  const head = { start: statement.range.start, end: statement.symbol.range.end };
  const at: Place = { file: path, range: statement.range, head };
  const parent = parentOf(instance);
  return {
    id: unique(reader.ids, instance.id),
    language: "bicep",
    dialect: "arm",
    type,
    name: caller ? tellingName(symbol, type, `${caller.statement.symbol.text}.${symbol}`) : symbol,
    at,
    body: reader.isRead("arm", type) ? bodyOf(instance, path) : notRead(at),
    exists: existsIn(instance),
    ...(statement.kind === "resource" && statement.existing && { existing: true }),
    scope: scopeValue(instance, at),
    ...(parent && { parent: parent.id }),
    ...(version !== undefined && { apiVersion: version }),
  };
}

/** A symbol that is declared twice is an error that the compiler shows; both are read. */
function unique(ids: Map<string, number>, id: string): string {
  const count = (ids.get(id) ?? 0) + 1;
  ids.set(id, count);
  return count === 1 ? id : `${id}#${count}`;
}

/** The written object; of an object that is not there (yet), one of which nothing is known. */
function bodyOf(instance: Instance, file: string): Value {
  const { object } = instance.statement.body;
  const at: Place = { file, range: object.range };
  const open = (reason: Value): Value =>
    known(
      {
        type: "dict",
        entries: new Map(),
        more: reason.state === "unknown" ? reason.reason : { kind: "missing" },
      },
      at,
    );
  const value = writtenBody(instance);
  if (!value) return open(unknown({ kind: "missing" }, at));
  return value.state === "known" && value.value !== null && isDict(value.value)
    ? value
    : open(value);
}
