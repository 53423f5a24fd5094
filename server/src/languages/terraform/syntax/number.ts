// The plain decimal form of a number as Terraform prints it: no exponent, no needless zeros.

/** Longer exponents stay as they are written. */
const longestExponent = 400;

export function plainDecimal(text: string): string {
  const exponentAt = text.search(/[eE]/);
  const mantissa = exponentAt < 0 ? text : text.slice(0, exponentAt);
  const exponent = exponentAt < 0 ? 0 : Number(text.slice(exponentAt + 1));
  if (!Number.isInteger(exponent) || Math.abs(exponent) > longestExponent) return text;
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const cut = point <= 0 ? 1 : point;
  return trimmed(padded.slice(0, cut), padded.slice(cut));
}

function trimmed(whole: string, fraction: string): string {
  let start = 0;
  while (start < whole.length - 1 && whole.charCodeAt(start) === 48) start++;
  let end = fraction.length;
  while (end > 0 && fraction.charCodeAt(end - 1) === 48) end--;
  return end === 0 ? whole.slice(start) : `${whole.slice(start)}.${fraction.slice(0, end)}`;
}
