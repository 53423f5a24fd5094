// The files of the workspace that a pattern with `*`, `**`, `?`, `[…]` and `{…}` fits.

import type { Context } from "../context.ts";
import type { Reader } from "../reader.ts";
import { find } from "../regular-expressions/match.ts";
import type { Program } from "../regular-expressions/program.ts";
import { compiled } from "../regular-expressions/program.ts";
import type { Traced } from "../trace.ts";
import { kindOf, namesIn } from "./workspace-files.ts";

type Segment = "**" | Program;

interface Walk {
  readonly context: Context;
  readonly found: Set<string>;
  left: number;
  /** A listing that is not in view. */
  open: boolean;
}

type Globbed = readonly string[] | "unknown" | "limit" | undefined;

/** What was found in one reading; every instance of a module searches for the same. */
const searches = new WeakMap<Reader, Map<string, Traced<Globbed>>>();

/** Paths relative to the workspace; "unknown" while a listing is not in view. */
export function globbed(context: Context, pattern: string, limit: number): Globbed {
  const { reader } = context;
  const known = searches.get(reader) ?? new Map<string, Traced<Globbed>>();
  searches.set(reader, known);
  let found = known.get(pattern);
  if (!found) {
    found = reader.tracer.trace(() => search(context, pattern, limit));
    known.set(pattern, found);
  }
  return reader.tracer.use(found);
}

function search(context: Context, pattern: string, limit: number): Globbed {
  const segments: Segment[] = [];
  for (const part of pattern.split("/")) {
    const segment = part === "**" ? part : programOf(part);
    if (segment === undefined) return undefined;
    segments.push(segment);
  }
  const walk: Walk = { context, found: new Set(), left: limit * 4, open: false };
  // The plain folders in front need no search.
  const parts = pattern.split("/");
  let plain = 0;
  while (plain < parts.length - 1 && !special.test(parts[plain] ?? "")) plain++;
  visit(walk, parts.slice(0, plain).join("/"), segments.slice(plain), 0);
  if (walk.left <= 0 || walk.found.size > limit) return "limit";
  return walk.open ? "unknown" : [...walk.found];
}

const special = /[*?[\]{}\\]/;

function visit(walk: Walk, folder: string, segments: readonly Segment[], depth: number): void {
  const [first, ...rest] = segments;
  if (first === undefined || walk.left <= 0 || depth > 100) return;
  const kind = kindOf(walk.context, folder);
  if (kind === undefined) walk.open = true;
  if (kind !== "folder") return;
  const names = namesIn(walk.context, folder);
  if (!names) {
    walk.open = true;
    return;
  }
  if (first === "**" && rest.length > 0) visit(walk, folder, rest, depth + 1);
  for (const name of names) {
    walk.left--;
    const bare = name.endsWith("/") ? name.slice(0, -1) : name;
    if (first !== "**" && !fits(first, bare)) continue;
    const path = folder === "" ? bare : `${folder}/${bare}`;
    if (name.endsWith("/")) visit(walk, path, first === "**" ? segments : rest, depth + 1);
    else if (rest.length === 0) walk.found.add(path);
  }
}

function fits(program: Program, name: string): boolean {
  const match = find(program, name, 0, { steps: 100_000 });
  return match !== undefined && match !== "limit";
}

/** One name's pattern as a regular expression; undefined: a bracket or a brace does not close. */
function programOf(part: string): Program | undefined {
  let source = "";
  let braces = 0;
  for (let index = 0; index < part.length; index++) {
    const character = part.charAt(index);
    if (character === "*") source += ".*";
    else if (character === "?") source += ".";
    else if (character === "\\" && index + 1 < part.length) source += quoted(part.charAt(++index));
    else if (character === "{") {
      braces++;
      source += "(?:";
    } else if (character === "}" && braces > 0) {
      braces--;
      source += ")";
    } else if (character === "," && braces > 0) source += "|";
    else if (character === "[") {
      const end = part.indexOf("]", index + 2);
      if (end < 0) return undefined;
      const inner = part.slice(index + 1, end);
      const negated = inner.startsWith("^") || inner.startsWith("!");
      const members = (negated ? inner.slice(1) : inner).replace(/[[\]\\&]/g, "\\$&");
      source += `[${negated ? "^" : ""}${members}]`;
      index = end;
    } else source += quoted(character);
  }
  if (braces > 0) return undefined;
  const program = compiled(`(?s)^(?:${source})$`);
  return "refused" in program ? undefined : program;
}

function quoted(character: string): string {
  return /[\w\s]/.test(character) || character.charCodeAt(0) > 127 ? character : `\\${character}`;
}
