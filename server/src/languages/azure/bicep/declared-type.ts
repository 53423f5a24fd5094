// What the declared type of a parameter says of its value: that it may be null, and which parts are secret.

import type { Value } from "../../../expressions/value.ts";
import { isDict, isList, known } from "../../../expressions/value.ts";
import { importedProgram } from "./import.ts";
import { isSecret, type Program } from "./program.ts";
import type { TypeNode, TypeStatement } from "./syntax.ts";

/** Names that stand for other names; more is a cycle. */
const longestWay = 32;
/** Secrets that are looked for in types inside of types. */
const deepest = 16;

interface Seen {
  readonly type: TypeNode;
  /** The file that its names mean something in. */
  readonly program: Program;
  /** A name on the way was declared as secret, or as one that may be null. */
  readonly secret: boolean;
  readonly nullable: boolean;
}

export function mayBeNull(program: Program, type: TypeNode | undefined): boolean {
  return type !== undefined && behindNames(program, type).nullable;
}

/** The value with everything marked as sensitive that its type says is a secret. */
export function withSecrets(value: Value, program: Program, type: TypeNode | undefined): Value {
  return type ? marked(value, program, type, deepest) : value;
}

function marked(value: Value, program: Program, written: TypeNode, left: number): Value {
  if (left === 0) return value;
  const seen = behindNames(program, written);
  if (seen.secret) return secret(value);
  if (value.state !== "known" || value.value === null || typeof value.value !== "object") {
    return value;
  }
  const { type } = seen;
  const [first] = type.parts;
  if (isList(value.value) && type.kind === "array" && first) {
    const items = value.value.items.map((item) => marked(item, seen.program, first, left - 1));
    return known({ ...value.value, items }, value.at, value.via);
  }
  if (!isDict(value.value) || type.kind !== "object") return value;
  const entries = new Map(value.value.entries);
  for (const part of type.parts) {
    const name = part.name?.text;
    const entry = name === undefined ? undefined : entries.get(name);
    const [of] = part.parts;
    if (name === undefined || !entry || !of) continue;
    const isMarked = part.decorators?.some((each) => each.name === "secure");
    const inside = isMarked ? secret(entry.value) : marked(entry.value, seen.program, of, left - 1);
    if (inside !== entry.value) entries.set(name, { ...entry, value: inside });
  }
  return { ...value, value: { ...value.value, entries } };
}

function secret(value: Value): Value {
  return value.sensitive ? value : { ...value, sensitive: true };
}

/** Follows names and brackets to the type that they stand for. */
function behindNames(program: Program, written: TypeNode): Seen {
  let seen: Seen = { type: written, program, secret: false, nullable: false };
  for (let count = 0; count < longestWay; count++) {
    const next = step(seen);
    if (!next) break;
    seen = next;
  }
  return seen;
}

function step(seen: Seen): Seen | undefined {
  const { type } = seen;
  const [inner] = type.parts;
  switch (type.kind) {
    case "group":
      return inner && { ...seen, type: inner };
    case "nullable":
      return inner && { ...seen, type: inner, nullable: true };
    case "non-null":
      return inner && { ...behindNames(seen.program, inner), nullable: false };
    case "name":
      return named(seen, type.name?.text ?? "");
    case "member": {
      const alias =
        inner?.kind === "name" ? seen.program.symbols.get(inner.name?.text ?? "") : undefined;
      if (alias?.kind !== "imported" || alias.name) return undefined;
      const other = importedProgram(seen.program, alias.statement.from);
      return other && declared(seen, other, type.name?.text ?? "");
    }
    default:
      return undefined;
  }
}

function named(seen: Seen, name: string): Seen | undefined {
  const own = declared(seen, seen.program, name);
  if (own) return own;
  const symbol = seen.program.symbols.get(name);
  if (symbol?.kind !== "imported" || !symbol.name) return undefined;
  const other = importedProgram(seen.program, symbol.statement.from);
  return other && declared(seen, other, symbol.name.original);
}

function declared(seen: Seen, program: Program, name: string): Seen | undefined {
  const statement: TypeStatement | undefined = program.types.get(name);
  if (!statement) return undefined;
  return {
    ...seen,
    type: statement.type,
    program,
    secret: seen.secret || isSecret(statement),
  };
}
