// Blanks out broken YAML, keeping every offset, so that what is around it can still be read.

import type { CST } from "yaml";
import { endOfLine, nextLine } from "./layout.ts";
import type { Span } from "./tokens.ts";
import { spans } from "./tokens.ts";

export interface YamlError {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Texts with what may cause the first error replaced by blanks of equal length, the likeliest
 * first. Line ends stay. An error shows on a line or below it: where one line is indented wrongly,
 * the reader may only stumble over its neighbour.
 */
export function* repairs(
  text: string,
  tokens: readonly CST.Token[],
  error: YamlError,
): Generator<string> {
  const begin = lineBegin(text, error.start);
  const opener = openerOf(text, tokens, error);
  const inside = opener && blankToLineEnd(text, opener.start);
  if (inside !== undefined) {
    yield inside;
    return;
  }
  // An error may be placed on the empty lines in front of its line.
  const line = blankToLineEnd(text, begin);
  if (line !== undefined) yield line;
  if (opener) return;
  const above = contentLineAbove(text, begin);
  const below = contentLineBelow(text, begin);
  for (const neighbour of line === undefined ? [below, above] : [above, below]) {
    const blank = neighbour === undefined ? undefined : blankToLineEnd(text, neighbour);
    if (blank !== undefined) yield blank;
  }
}

/** The quote or bracket around the error that is not closed, or closed lines too late. */
function openerOf(text: string, tokens: readonly CST.Token[], error: YamlError): Span | undefined {
  const { quoted, flow } = spans(tokens);
  const around = (span: Span): boolean => covers(span, error.start);
  return (
    quoted.findLast((span) => around(span) && (!span.closed || severalLines(text, span))) ??
    flow.findLast((span) => around(span) && (!span.closed || error.code === "BAD_INDENT"))
  );
}

function covers(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function severalLines(text: string, span: Span): boolean {
  const lineEnd = text.indexOf("\n", span.start);
  return lineEnd >= 0 && lineEnd < span.end;
}

function lineBegin(text: string, offset: number): number {
  return text.lastIndexOf("\n", Math.min(offset, text.length) - 1) + 1;
}

function contentLineAbove(text: string, begin: number): number | undefined {
  for (let start = begin; start > 0; ) {
    start = lineBegin(text, start - 1);
    if (text.slice(start, endOfLine(text, start)).trim() !== "") return start;
  }
  return undefined;
}

function contentLineBelow(text: string, begin: number): number | undefined {
  for (let start = nextLine(text, begin); start < text.length; start = nextLine(text, start)) {
    if (text.slice(start, endOfLine(text, start)).trim() !== "") return start;
  }
  return undefined;
}

function blankToLineEnd(text: string, start: number): string | undefined {
  const end = endOfLine(text, start);
  if (text.slice(start, end).trim() === "") return undefined;
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}
