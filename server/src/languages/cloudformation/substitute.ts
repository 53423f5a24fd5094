// `Fn::Sub`: a string with names in `${}`, each replaced by its value or left as a hole.

import type { Place, TextPart, Trail, Value } from "../../expressions/value.ts";
import { isDict, isList, unknown } from "../../expressions/value.ts";
import type { DataNode } from "../../syntax/node.ts";
import type { Range } from "../../text/range.ts";
import type { Context, Evaluate } from "./context.ts";
import { charge, placeIn, refuse } from "./context.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { filled, partsOf, piecesOf, slicer, textFrom, wayOf, wholeOf } from "./text.ts";

/** Looks a name up as `Ref` does, or as `Fn::GetAtt` if it has a dot. */
export type LookUp = (name: string, at: Place, context: Context) => Value;

export function substitute(
  argument: DataNode,
  at: Place,
  context: Context,
  evaluate: Evaluate,
  lookUp: LookUp,
): Value {
  const [text, names, ...rest] = argument.kind === "array" ? argument.items : [argument];
  if (!text || text.kind === "missing") return unknown({ kind: "missing" }, at);
  if (text.kind !== "string" || intrinsicOf(text)) {
    const made = intrinsicOf(text) && evaluate(text, context);
    return made?.state === "unknown" && made.reason.kind === "function"
      ? { ...made, at }
      : refuse("Fn::Sub takes a string", at);
  }
  if (rest.length > 0 || (argument.kind === "array" && names?.kind !== "object"))
    return refuse("Fn::Sub takes a string, or a string and a map", at);
  const own = ownNames(names, at, context, evaluate);
  if ("refused" in own) return own.refused;
  const parts: TextPart[] = [];
  const via: Trail[] = [];
  let sensitive = false;
  const loops = filled(piecesOf(text, context.template), context.bindings);
  via.push(...loops.via);
  for (const run of runsOf(loops.parts, text.range)) {
    if (run.is === "text") {
      parts.push(...run.parts);
      continue;
    }
    const place = placeIn(context, run);
    const value = own.values.get(run.name) ?? lookUp(run.name, place, context);
    via.push(...wayOf(value));
    if (value.sensitive) sensitive = true;
    parts.push(...partsOf(value, place));
  }
  charge(context, parts.length);
  const empty: TextPart[] = [{ text: "", file: at.file, range: text.range }];
  const value = textFrom(parts.length > 0 ? parts : empty, at, context.limits.text);
  return { ...value, via, ...(sensitive ? { sensitive: true as const } : {}) };
}

type OwnNames = { readonly values: ReadonlyMap<string, Value> } | { readonly refused: Value };

/** The values of the map beside the string; each has to be a text, used or not. */
function ownNames(
  names: DataNode | undefined,
  at: Place,
  context: Context,
  evaluate: Evaluate,
): OwnNames {
  const values = new Map<string, Value>();
  if (names?.kind !== "object") return { values };
  if (names.entries.length === 0) return { refused: refuse("the map of Fn::Sub is empty", at) };
  for (const entry of names.entries) {
    const value = evaluate(entry.value, context);
    const content = value.state === "known" && typeof value.value === "object" ? value.value : null;
    const isStructure = content !== null && (isList(content) || isDict(content));
    if (isStructure || value.state === "absent")
      return { refused: refuse(`"${entry.key}" in the map of Fn::Sub is no text`, at) };
    values.set(entry.key, value);
  }
  return { values };
}

type Run =
  | { readonly is: "text"; readonly parts: readonly TextPart[] }
  | { readonly is: "name"; readonly name: string; readonly range: Range };

/** The text between the names, and the names. `${!x}` is the text `${x}`. */
function runsOf(parts: readonly TextPart[], whole: Range): readonly Run[] {
  const value = wholeOf(parts);
  const result: Run[] = [];
  const slice = slicer(parts);
  const text = (from: number, to: number): void => {
    result.push({ is: "text", parts: slice(from, to) });
  };
  let start = 0;
  for (let open = value.indexOf("${"); open >= 0; open = value.indexOf("${", open + 2)) {
    if (open < start) continue;
    const close = value.indexOf("}", open);
    if (close < 0) break;
    if (value.charAt(open + 2) === "!") {
      text(start, open + 2);
      start = open + 3;
      continue;
    }
    const name = value.slice(open + 2, close).trim();
    if (name === "") continue;
    text(start, open);
    const pieces = slice(open, close + 1);
    const range = {
      start: pieces[0]?.range.start ?? whole.start,
      end: pieces.at(-1)?.range.end ?? whole.end,
    };
    result.push({ is: "name", name, range });
    start = close + 1;
  }
  text(start, value.length);
  return result;
}
