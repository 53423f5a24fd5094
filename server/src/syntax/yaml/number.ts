// Which plain scalars YAML 1.1 takes for numbers, and which number each of them is.

/**
 * The number in decimal; undefined for what is text. Digits behind a zero are octal, so an account
 * id such as 012345670123 is another number, while one that has an 8 or a 9 stays text.
 */
export function decimalOf(raw: string): string | undefined {
  const sign = raw.startsWith("-") ? "-" : "";
  const body = raw.startsWith("-") || raw.startsWith("+") ? raw.slice(1) : raw;
  const first = body.charCodeAt(0);
  const isDigit = first >= 0x30 && first <= 0x39;
  if (!isDigit && first !== 0x2e) return undefined;
  if (body.length > longest) return undefined;
  const digits = body.replaceAll("_", "");
  if (wholePattern.test(body)) return sign + digits;
  if (octalPattern.test(body)) return sign + inBase(digits, 8n);
  if (hexPattern.test(body)) return sign + BigInt(digits).toString();
  if (binaryPattern.test(body)) return sign + BigInt(digits).toString();
  if (base60Pattern.test(body)) return sign + inBase60(digits);
  if (floatPattern.test(body)) return sign + shortest(digits);
  const [whole = "", fraction = ""] = digits.split(".", 2);
  if (base60FloatPattern.test(body)) return `${sign}${inBase60(whole)}.${fraction || "0"}`;
  return undefined;
}

/** Longer digits are no number that anybody means. */
const longest = 64;

const wholePattern = /^(?:0|[1-9][0-9_]*)$/;
const octalPattern = /^0[0-7_]+$/;
const hexPattern = /^0x[0-9a-fA-F_]*[0-9a-fA-F][0-9a-fA-F_]*$/;
const binaryPattern = /^0b[01_]*[01][01_]*$/;
const base60Pattern = /^[1-9][0-9_]*(?::[0-5]?[0-9])+$/;
// A number with an exponent has a point and a sign: 1e3 is text.
const floatPattern = /^(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?$/;
const base60FloatPattern = /^[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/;

function inBase(digits: string, base: bigint): string {
  let result = 0n;
  for (const digit of digits) result = result * base + BigInt(digit);
  return result.toString();
}

function inBase60(text: string): string {
  let result = 0n;
  for (const part of text.split(":")) result = result * 60n + BigInt(part);
  return result.toString();
}

/** Readers keep floating-point numbers in binary, so that 1.10 comes back as 1.1. */
function shortest(digits: string): string {
  const value = Number(digits);
  const isPlain = value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7);
  if (!isPlain) return digits;
  const text = String(value);
  return text.includes(".") ? text : `${text}.0`;
}
