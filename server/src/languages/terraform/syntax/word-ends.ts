// Where lines, names and numbers end. Knows no tokens.

export const identifierStart = /[\p{ID_Start}_]/u;
const identifierContinue = /[\p{ID_Continue}_-]/u;

/** The end of the line that `offset` is in, before its line end. */
export function lineEnd(text: string, offset: number, limit: number): number {
  const newline = text.indexOf("\n", offset);
  if (newline < 0 || newline >= limit) return limit;
  return newline > offset && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
}

/** The end of the identifier at `offset`; `offset` itself where there is none. */
export function nameEnd(text: string, offset: number, limit: number): number {
  let end = offset;
  while (end < limit) {
    const code = text.charCodeAt(end);
    if (isLetter(code) || (end > offset && (isDigit(code) || code === 45))) {
      end++;
      continue;
    }
    if (code < 128) break;
    const character = String.fromCodePoint(text.codePointAt(end) ?? code);
    if (!(end === offset ? identifierStart : identifierContinue).test(character)) break;
    end += character.length;
  }
  return end;
}

/** Digits, points and exponents; `1.` does not take the point. */
export function numberEnd(text: string, start: number, limit: number): number {
  let end = start;
  for (;;) {
    while (end < limit && isDigit(text.charCodeAt(end))) end++;
    const code = end < limit ? text.charCodeAt(end) : 0;
    if (code === 46 && end + 1 < limit && isDigit(text.charCodeAt(end + 1))) {
      end++;
      continue;
    }
    // `1.e5` is a number as well.
    if (code === 46 && exponentAt(text, end + 1, limit)) {
      end++;
      continue;
    }
    if (code !== 101 && code !== 69) return end;
    const sign = text.charCodeAt(end + 1);
    const digits = sign === 43 || sign === 45 ? end + 2 : end + 1;
    if (digits >= limit || !isDigit(text.charCodeAt(digits))) return end;
    end = digits;
  }
}

function exponentAt(text: string, offset: number, limit: number): boolean {
  const code = offset < limit ? text.charCodeAt(offset) : 0;
  if (code !== 101 && code !== 69) return false;
  const sign = text.charCodeAt(offset + 1);
  const digits = sign === 43 || sign === 45 ? offset + 2 : offset + 1;
  return digits < limit && isDigit(text.charCodeAt(digits));
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
