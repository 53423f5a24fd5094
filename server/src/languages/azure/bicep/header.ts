// Where a top-level statement begins: the lines at column 0 that close whatever half-typed text left open.

import { lineEnd } from "./token.ts";

/** One line's beginning; each form names what must follow, so that a property called `type` is none. */
const header =
  /(?:(?:resource|module|param|var|output|type|func|metadata|assert|test)[ \t]+[A-Za-z_]\w*[ \t]*(?:[=('"[{A-Za-z_\r\n]|$)|targetScope[ \t]*=|(?:using|extends|extension|provider|import)[ \t]+['{*A-Za-z])/y;

/** Lines that may stand between a decorator and what it decorates. */
const decoratorLines = 60;

/** Is there a statement, or a decorator of one, at this offset (which is the start of a line)? */
export function startsStatement(text: string, offset: number): boolean {
  header.lastIndex = offset;
  if (header.test(text)) return true;
  if (text.charCodeAt(offset) !== 64) return false;
  let line = offset;
  for (let count = 0; count < decoratorLines; count++) {
    const end = lineEnd(text, line);
    if (end >= text.length) return false;
    line = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
    header.lastIndex = line;
    if (header.test(text)) return true;
    if (!continues(text.charCodeAt(line))) return false;
  }
  return false;
}

/** A further decorator, the inside or the end of its argument, a comment, an empty line. */
function continues(code: number): boolean {
  return (
    code === 64 ||
    code === 32 ||
    code === 9 ||
    code === 93 ||
    code === 41 ||
    code === 125 ||
    code === 39 ||
    code === 47 ||
    code === 10 ||
    code === 13
  );
}
