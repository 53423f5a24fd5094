// Blanks out broken YAML, keeping every offset, so that what is around it can still be read.

import type { CST } from "yaml";
import type { Span } from "./tokens.ts";
import { spans } from "./tokens.ts";

export interface YamlError {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The text with what causes the first error replaced by blanks of equal length; undefined where
 * nothing is left to blank. Line ends stay.
 */
export function blanked(text: string, tokens: readonly CST.Token[], error: YamlError): string | undefined {
  const { quoted, flow } = spans(tokens);
  const quote = findLast(quoted, (span) => covers(span, error.start) && (!span.closed || severalLines(text, span)));
  if (quote) return blankToLineEnd(text, quote.start) ?? blankLine(text, error.start);
  const bracket = findLast(flow, (span) => covers(span, error.start) && (!span.closed || error.code === "BAD_INDENT"));
  if (bracket) return blankToLineEnd(text, bracket.start) ?? blankLine(text, error.start);
  return blankLine(text, error.start);
}

function covers(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function severalLines(text: string, span: Span): boolean {
  const lineEnd = text.indexOf("\n", span.start);
  return lineEnd >= 0 && lineEnd < span.end;
}

function findLast(all: readonly Span[], test: (span: Span) => boolean): Span | undefined {
  for (let index = all.length - 1; index >= 0; index--) {
    const span = all[index];
    if (span && test(span)) return span;
  }
  return undefined;
}

function blankLine(text: string, offset: number): string | undefined {
  const within = Math.min(offset, text.length);
  return blankToLineEnd(text, text.lastIndexOf("\n", within - 1) + 1);
}

function blankToLineEnd(text: string, start: number): string | undefined {
  const lineFeed = text.indexOf("\n", start);
  let end = lineFeed < 0 ? text.length : lineFeed;
  if (end > start && text.charAt(end - 1) === "\r") end--;
  if (text.slice(start, end).trim() === "") return undefined;
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}
