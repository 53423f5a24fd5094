// Puts the flat tokens of a template into its tree: directives nested, white space stripped. Reads no text.

import type {
  DirectiveExpression,
  Expression,
  TemplateExpression,
} from "../../../expressions/expression.ts";
import type { Piece } from "../../../syntax/node.ts";
import type { Range } from "../../../text/range.ts";

export type TemplateToken =
  | { readonly is: "text"; pieces: Piece[] }
  | { readonly is: "interpolation"; readonly expression: Expression }
  | { readonly is: "marker"; readonly marker: Marker; readonly range: Range };

/** What a `%{ }` says. */
export type Marker =
  | { readonly is: "if"; readonly condition: Expression }
  | {
      readonly is: "for";
      readonly keyName?: string;
      readonly valueName: string;
      readonly collection: Expression;
    }
  | { readonly is: "else" | "endif" | "endfor" | "unknown" };

type Part = Piece | Expression;

interface Frame {
  readonly marker: Marker;
  readonly range: Range;
  readonly parts: Part[];
  /** The parts before `else`. */
  then?: readonly Part[];
}

/** The tree of a template; a directive that is not closed ends where the template ends. */
export function nest(
  tokens: readonly TemplateToken[],
  whole: Range,
  depthLimit: number,
  problem: (at: Range, message: string) => void,
): readonly Part[] {
  const stack: Frame[] = [{ marker: { is: "unknown" }, range: whole, parts: [] }];
  for (const token of tokens) {
    const top = stack[stack.length - 1];
    if (!top) break;
    if (token.is === "text") for (const piece of token.pieces) addPiece(top.parts, piece);
    else if (token.is === "interpolation") top.parts.push(token.expression);
    else if (token.marker.is === "if" || token.marker.is === "for") {
      if (stack.length > depthLimit)
        problem(token.range, `This is nested more than ${depthLimit} levels deep.`);
      else stack.push({ marker: token.marker, range: token.range, parts: [] });
    } else if (token.marker.is === "else" && top.marker.is === "if" && !top.then)
      top.then = top.parts.splice(0);
    else if (
      (token.marker.is === "endif" && top.marker.is === "if") ||
      (token.marker.is === "endfor" && top.marker.is === "for")
    ) {
      closeFrame(stack, token.range.end);
    } else problem(token.range, "This template directive has nothing to end.");
  }
  while (stack.length > 1) {
    const top = stack[stack.length - 1];
    if (top) problem(top.range, "This template directive has no end.");
    closeFrame(stack, whole.end);
  }
  return stack[0]?.parts ?? [];
}

/** Runs that follow each other in the source are one. */
function addPiece(parts: Part[], piece: Piece): void {
  const last = parts[parts.length - 1];
  if (
    last &&
    !("kind" in last) &&
    last.range.end === piece.range.start &&
    isPlain(last) &&
    isPlain(piece)
  ) {
    parts[parts.length - 1] = {
      text: last.text + piece.text,
      range: { start: last.range.start, end: piece.range.end },
    };
  } else parts.push(piece);
}

function isPlain(piece: Piece): boolean {
  return piece.range.end - piece.range.start === piece.text.length;
}

function closeFrame(stack: Frame[], end: number): void {
  const frame = stack.pop();
  const outer = stack[stack.length - 1];
  if (!frame || !outer) return;
  const range = { start: frame.range.start, end };
  const body = (parts: readonly Part[]): TemplateExpression => ({
    kind: "template",
    range,
    form: "plain",
    parts,
  });
  const { marker } = frame;
  if (marker.is === "if") {
    const directive: DirectiveExpression["directive"] = frame.then
      ? {
          is: "if",
          condition: marker.condition,
          then: body(frame.then),
          otherwise: body(frame.parts),
        }
      : { is: "if", condition: marker.condition, then: body(frame.parts) };
    outer.parts.push({ kind: "directive", range, directive });
  } else if (marker.is === "for") {
    const names = marker.keyName === undefined ? {} : { keyName: marker.keyName };
    outer.parts.push({
      kind: "directive",
      range,
      directive: {
        is: "for",
        ...names,
        valueName: marker.valueName,
        collection: marker.collection,
        body: body(frame.parts),
      },
    });
  }
}

/** `~}`: the text behind loses the blanks it starts with. */
export function trimStart(token: TemplateToken): void {
  if (token.is !== "text") return;
  while (token.pieces.length > 0) {
    const first = token.pieces[0];
    if (!first) return;
    const kept = first.text.trimStart();
    if (kept === first.text) return;
    if (kept === "") token.pieces.shift();
    else {
      token.pieces[0] = shortened(first, first.text.length - kept.length, 0);
      return;
    }
  }
}

/** `${~`: the text before loses the blanks it ends with. */
export function trimEnd(token: TemplateToken): void {
  if (token.is !== "text") return;
  while (token.pieces.length > 0) {
    const last = token.pieces[token.pieces.length - 1];
    if (!last) return;
    const kept = last.text.trimEnd();
    if (kept === last.text) return;
    token.pieces.pop();
    if (kept !== "") {
      token.pieces.push(shortened(last, 0, last.text.length - kept.length));
      return;
    }
  }
}

/** `<<-`: every line loses the indentation that all lines have. A blank line has none of its own. */
export function stripIndentation(tokens: readonly TemplateToken[]): void {
  let least = Number.POSITIVE_INFINITY;
  let atLineStart = true;
  const indented: (TemplateToken & { is: "text" })[] = [];
  for (const token of tokens) {
    const text = token.is === "text" ? token.pieces.map((piece) => piece.text).join("") : "";
    if (atLineStart) {
      atLineStart = false;
      const trimmed = text.trimStart();
      const blank = token.is === "text" && trimmed === "" && text.endsWith("\n");
      if (!blank) {
        least = Math.min(least, text.length - trimmed.length);
        if (token.is === "text") indented.push(token);
      }
    }
    if (text.endsWith("\n")) atLineStart = true;
  }
  if (least === 0 || least === Number.POSITIVE_INFINITY) return;
  for (const token of indented) {
    const first = token.pieces[0];
    if (!first) continue;
    if (first.text.length <= least) token.pieces.shift();
    else token.pieces[0] = shortened(first, least, 0);
  }
}

/** A piece without its first and last characters; one that is an escape stays whole. */
function shortened(piece: Piece, front: number, back: number): Piece {
  const text = piece.text.slice(front, piece.text.length - back);
  return {
    text,
    range: isPlain(piece)
      ? { start: piece.range.start + front, end: piece.range.end - back }
      : piece.range,
  };
}
