// `Fn::Sub`: a string with names in `${}`, each replaced by its value or left as a hole.

import type { Place, TextPart, Trail, Value } from "../../expressions/value.ts";
import { unknown } from "../../expressions/value.ts";
import type { DataNode, StringNode } from "../../syntax/node.ts";
import type { Range } from "../../text/range.ts";
import type { Context, Evaluate } from "./context.ts";
import { charge, placeIn } from "./context.ts";
import { partsOf, slicer, textFrom } from "./text.ts";

/** Looks a name up as `Ref` does, or as `Fn::GetAtt` if it has a dot. */
export type LookUp = (name: string, at: Place, context: Context) => Value;

export function substitute(
  argument: DataNode,
  at: Place,
  context: Context,
  evaluate: Evaluate,
  lookUp: LookUp,
): Value {
  const [text, names] = argument.kind === "array" ? argument.items : [argument];
  if (text?.kind !== "string") {
    const failed = text?.kind === "missing" || !text;
    return unknown(failed ? { kind: "missing" } : { kind: "function", name: "Fn::Sub" }, at);
  }
  const parts: TextPart[] = [];
  const via: Trail[] = [];
  let sensitive = false;
  for (const run of runsOf(text, at.file)) {
    if (run.is === "text") {
      parts.push(...run.parts);
      continue;
    }
    const place = placeIn(context, run);
    const own =
      names?.kind === "object"
        ? names.entries.findLast((each) => each.key === run.name)
        : undefined;
    const value = own ? evaluate(own.value, context) : lookUp(run.name, place, context);
    via.push(...value.via);
    if (value.sensitive) sensitive = true;
    parts.push(...partsOf(value, place));
  }
  charge(context, parts.length);
  const empty: TextPart[] = [{ text: "", file: at.file, range: text.range }];
  const value = textFrom(parts.length > 0 ? parts : empty, at, context.limits.text);
  return { ...value, via, ...(sensitive ? { sensitive: true as const } : {}) };
}

type Run =
  | { readonly is: "text"; readonly parts: readonly TextPart[] }
  | { readonly is: "name"; readonly name: string; readonly range: Range };

/** The text between the names, and the names. `${!x}` is the text `${x}`. */
function runsOf(node: StringNode, file: string): readonly Run[] {
  const { value } = node;
  const result: Run[] = [];
  const slice = slicer(node.pieces.map(({ text, range }) => ({ text, file, range })));
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
    if (!namePattern.test(name)) continue;
    text(start, open);
    const pieces = slice(open, close + 1);
    const range = {
      start: pieces[0]?.range.start ?? node.range.start,
      end: pieces.at(-1)?.range.end ?? node.range.end,
    };
    result.push({ is: "name", name, range });
    start = close + 1;
  }
  text(start, value.length);
  return result;
}

// What is no name stays as it is written, as in `${VAR:-default}` of a shell.
const namePattern = /^[A-Za-z0-9_.:]+$/;
