// Arithmetic as Terraform does it: binary fractions of 512 bits, written as the shortest decimal that gives them back.

/** `coefficient * 2 ** exponent`; the sign is apart because there is a negative zero. */
interface Wide {
  readonly negative: boolean;
  readonly coefficient: bigint;
  readonly exponent: number;
}

const precision = 512;
/** Beyond this decimal exponent nothing is computed. */
const widestExponent = 1_200;
const longestText = 2_400;

export type Arithmetic = "+" | "-" | "*" | "/" | "%";

/** The decimal text of the result, "NaN" where it is no number; undefined where it is out of reach. */
export function calculate(operator: Arithmetic, left: string, right: string): string | undefined {
  if (operator === "%" && isInfinite(left)) return "NaN";
  const small = smallResult(operator, left, right) ?? infiniteResult(operator, left, right);
  if (small !== undefined) return small;
  const a = parse(left);
  const b = parse(right);
  if (!a || !b) return undefined;
  switch (operator) {
    case "+":
      return write(add(a, b));
    case "-":
      return write(add(a, { ...b, negative: !b.negative }));
    case "*":
      return write(multiply(a, b));
    case "/":
      return write(divide(a, b));
    case "%":
      return remainder(a, b);
  }
}

/** What infinities and a division by zero give; only their sign counts. */
function infiniteResult(operator: Arithmetic, left: string, right: string): string | undefined {
  if (operator === "%" || !(isInfinite(left) || isInfinite(right) || operator === "/"))
    return undefined;
  const [a, b] = [signOf(left), signOf(right)];
  if (a === undefined || b === undefined) return undefined;
  if (operator === "/" && Number.isFinite(a) && Number.isFinite(b) && b !== 0) return undefined;
  const result =
    operator === "+" ? a + b : operator === "-" ? a - b : operator === "*" ? a * b : a / b;
  return Number.isNaN(result) ? "NaN" : infiniteText(result);
}

function isInfinite(text: string): boolean {
  return text === "+Inf" || text === "-Inf";
}

function infiniteText(result: number): string {
  if (Number.isFinite(result)) return Object.is(result, -0) ? "-0" : String(result);
  return result > 0 ? "+Inf" : "-Inf";
}

/** 1, -1, a zero or an infinity that stands for the number. */
function signOf(text: string): number | undefined {
  if (isInfinite(text))
    return text === "+Inf" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const number = parse(text);
  if (!number) return undefined;
  const sign = number.negative ? -1 : 1;
  return number.coefficient > 0n ? sign : number.negative ? -0 : 0;
}

/** The number in 53 bits. */
export function doubleOf(text: string): number | undefined {
  if (isInfinite(text))
    return text === "+Inf" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return isDecimal(text) ? Number(text) : undefined;
}

/** A number, as values hold it: one of 53 bits is written with fewer digits than it has, so that it is marked. */
export interface NumberText {
  readonly text: string;
  readonly double?: true;
}

/** Numbers of 53 bits alone give one of as many, but for their products, which are longer. */
export function calculateNumbers(
  operator: Arithmetic,
  a: NumberText,
  b: NumberText,
): NumberText | undefined {
  if (!a.double && !b.double) return wholeResult(calculate(operator, a.text, b.text));
  if (operator === "%") return undefined;
  const [x, y] = [Number(a.text), Number(b.text)];
  if (operator === "*" && a.double && b.double)
    return Number.isSafeInteger(x * y) && Number.isInteger(x) && Number.isInteger(y)
      ? { text: String(x * y) }
      : undefined;
  if (!a.double || !b.double || (operator === "/" && y === 0))
    return wholeResult(calculate(operator, exactText(a), exactText(b)));
  return decimalOfDouble(operator === "+" ? x + y : operator === "-" ? x - y : x / y);
}

function wholeResult(text: string | undefined): NumberText | undefined {
  return text === undefined ? undefined : { text };
}

export function decimalOfDouble(result: number): NumberText {
  if (!Number.isFinite(result)) return { text: infiniteText(result) };
  if (result === 0) return { text: Object.is(result, -0) ? "-0" : "0", double: true };
  const exact = wideOf(result);
  const text = write(exact, 53) ?? String(result);
  return { text, double: true };
}

/** All digits of a number, where its text is the short form of one of 53 bits. */
export function exactText(number: NumberText): string {
  return number.double ? exactDouble(Number(number.text)) : number.text;
}

function exactDouble(number: number): string {
  return number === 0 ? "0" : (write(wideOf(number)) ?? String(number));
}

function wideOf(number: number): Wide {
  let whole = Math.abs(number);
  let power = 0;
  while (!Number.isInteger(whole)) {
    whole *= 2;
    power++;
  }
  return { negative: number < 0, coefficient: BigInt(whole), exponent: -power };
}

/** Small whole numbers are the same here and there. */
function smallResult(operator: Arithmetic, left: string, right: string): string | undefined {
  if (!smallInteger.test(left) || !smallInteger.test(right)) return undefined;
  const [a, b] = [Number(left), Number(right)];
  const result = smallOf(operator, a, b);
  return result !== undefined && Number.isSafeInteger(result) && !Object.is(result, -0)
    ? String(result)
    : undefined;
}

function smallOf(operator: Arithmetic, a: number, b: number): number | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b !== 0 && a % b === 0 ? a / b : undefined;
    case "%":
      return b === 0 ? undefined : a % b;
  }
}

/** How much longer arithmetic with this number takes than other steps of evaluation. */
export function costOf(text: string): number {
  return smallInteger.test(text) ? 0 : 50 + Math.floor(text.length / 4);
}

export function negated(text: string): string | undefined {
  if (isInfinite(text)) return text === "+Inf" ? "-Inf" : "+Inf";
  const number = parse(text);
  return number && write({ ...number, negative: !number.negative });
}

/** Less than, equal to or more than 0 as the first is against the second. */
export function compareNumbers(left: string, right: string): number | undefined {
  if (smallInteger.test(left) && smallInteger.test(right))
    return Math.sign(Number(left) - Number(right));
  if (isInfinite(left) || isInfinite(right)) {
    const [x, y] = [signOf(left), signOf(right)];
    return x === undefined || y === undefined ? undefined : x === y ? 0 : x < y ? -1 : 1;
  }
  const a = parse(left);
  const b = parse(right);
  if (!a || !b) return undefined;
  const difference = signed(add(a, { ...b, negative: !b.negative }));
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The number as Terraform writes it: plain decimal without needless digits. */
export function shortestDecimal(text: string): string | undefined {
  if (plainInteger.test(text) || isInfinite(text)) return text;
  const number = parse(text);
  return number && write(number);
}

/** Towards plus or minus infinity. */
export function wholeNumber(text: string, up: boolean): string | undefined {
  if (isInfinite(text)) return text;
  const number = parse(text);
  if (!number) return undefined;
  if (number.exponent >= 0) return write(number);
  const shift = BigInt(-number.exponent);
  const whole = number.coefficient >> shift;
  const rest = whole << shift !== number.coefficient;
  const away = rest && up !== number.negative ? 1n : 0n;
  const coefficient = whole + away;
  return write({ negative: number.negative && coefficient > 0n, coefficient, exponent: 0 });
}

const smallInteger = /^(?:0|-?[1-9]\d{0,14})$/;
const plainInteger = /^(?:0|-?[1-9]\d{0,99})$/;
/** All digits of the binary fraction, without zeros in front, and where its decimal point is. */
export interface Digits {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

export function exactDigits(text: string): Digits | undefined {
  const number = parse(text);
  if (!number) return undefined;
  const { negative, coefficient, exponent } = number;
  if (coefficient === 0n) return { negative, digits: "", point: 0 };
  if (exponent >= 0) {
    const digits = (coefficient << BigInt(exponent)).toString();
    return { negative, digits, point: digits.length };
  }
  const digits = (coefficient * 5n ** BigInt(-exponent)).toString();
  return { negative, digits, point: digits.length + exponent };
}

const decimalText = /^([+-]?)(\d+)?(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/** Decimal digits with a fraction and an exponent, as numbers are written; nothing else. */
export function isDecimal(text: string): boolean {
  const [, , whole = "", fraction = ""] = decimalText.exec(text) ?? [];
  return whole !== "" || fraction !== "";
}

/** The number that a text is read as: decimal, with a binary exponent, or infinite; undefined: it is none. */
export function numberOfText(text: string): { readonly decimal: string | undefined } | undefined {
  if (infinityText.test(text)) return { decimal: text.startsWith("-") ? "-Inf" : "+Inf" };
  const [, factor, power] = binaryText.exec(text) ?? [];
  if (factor === undefined || power === undefined)
    return isDecimal(text) ? { decimal: shortestDecimal(text) } : undefined;
  if (!isDecimal(factor)) return undefined;
  const number = parse(factor);
  return {
    decimal: number && write({ ...number, exponent: number.exponent + Number(power) }),
  };
}

const infinityText = /^[+-]?[Ii]nf$/;
const binaryText = /^([+-]?[\d.]+)p([+-]?\d{1,4})$/;

function parse(text: string): Wide | undefined {
  if (text.length > longestText || !isDecimal(text)) return undefined;
  const [, sign, whole = "", fraction = "", power = "0"] = decimalText.exec(text) ?? [];
  const exponent = Number(power) - fraction.length;
  if (Math.abs(exponent) > widestExponent + fraction.length) return undefined;
  const digits = BigInt(whole + fraction);
  const negative = sign === "-";
  return exponent >= 0
    ? reduced(round({ negative, coefficient: digits * 10n ** BigInt(exponent), exponent: 0 }))
    : reduced(ratio(negative, digits, 10n ** BigInt(-exponent), 0));
}

/** Without zero bits at the end, which would only make later numbers long. */
function reduced(number: Wide): Wide {
  if (number.coefficient === 0n) return number;
  const binary = number.coefficient.toString(2);
  const zeros = binary.length - 1 - binary.lastIndexOf("1");
  if (zeros === 0) return number;
  const { negative, coefficient, exponent } = number;
  return { negative, coefficient: coefficient >> BigInt(zeros), exponent: exponent + zeros };
}

function bits(value: bigint): number {
  const hex = value.toString(16);
  const first = Number.parseInt(hex.charAt(0), 16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(first));
}

/** To the nearest with 512 bits, halves to even; `inexact` says that something was cut off before. */
function round(number: Wide, inexact = false): Wide {
  const excess = bits(number.coefficient) - precision;
  if (excess <= 0) return number;
  const shift = BigInt(excess);
  const kept = number.coefficient >> shift;
  const rest = number.coefficient - (kept << shift);
  const half = 1n << (shift - 1n);
  const up = rest > half || (rest === half && (inexact || (kept & 1n) === 1n));
  return {
    negative: number.negative,
    coefficient: up ? kept + 1n : kept,
    exponent: number.exponent + excess,
  };
}

function ratio(negative: boolean, over: bigint, under: bigint, exponent: number): Wide {
  if (over === 0n) return { negative, coefficient: 0n, exponent: 0 };
  // Two more bits than are kept, so that the rest only says whether something is left.
  const shift = Math.max(0, precision + 2 + bits(under) - bits(over));
  const scaled = over << BigInt(shift);
  const coefficient = scaled / under;
  const inexact = coefficient * under !== scaled;
  return round({ negative, coefficient, exponent: exponent - shift }, inexact);
}

function signed(number: Wide): bigint {
  return number.negative ? -number.coefficient : number.coefficient;
}

function add(a: Wide, b: Wide): Wide {
  const exponent = Math.min(a.exponent, b.exponent);
  const sum =
    (signed(a) << BigInt(a.exponent - exponent)) + (signed(b) << BigInt(b.exponent - exponent));
  if (sum === 0n) return { negative: a.negative && b.negative, coefficient: 0n, exponent: 0 };
  return round({ negative: sum < 0n, coefficient: sum < 0n ? -sum : sum, exponent });
}

function multiply(a: Wide, b: Wide): Wide {
  return round({
    negative: a.negative !== b.negative,
    coefficient: a.coefficient * b.coefficient,
    exponent: a.exponent + b.exponent,
  });
}

function divide(a: Wide, b: Wide): Wide {
  return ratio(a.negative !== b.negative, a.coefficient, b.coefficient, a.exponent - b.exponent);
}

/** Terraform takes the whole part of the quotient; the remainder by zero is the number itself. */
function remainder(a: Wide, b: Wide): string | undefined {
  if (b.coefficient === 0n) return write(a);
  const quotient = divide(a, b);
  const shift = BigInt(Math.abs(quotient.exponent));
  const whole =
    quotient.exponent >= 0 ? quotient.coefficient << shift : quotient.coefficient >> shift;
  const product = multiply(b, { negative: quotient.negative, coefficient: whole, exponent: 0 });
  return write(add(a, { ...product, negative: !product.negative }));
}

/** The shortest decimal that is read as the number again, where so many bits are kept. */
function write(number: Wide, kept = precision): string | undefined {
  const sign = number.negative ? "-" : "";
  if (number.coefficient === 0n) return `${sign}0`;
  if (Math.abs(number.exponent) > 4 * widestExponent + precision) return undefined;
  const excess = kept - bits(number.coefficient);
  const coefficient = number.coefficient << BigInt(excess);
  const exponent = number.exponent - excess;
  // The number and the halfway points to its neighbours, all over one denominator: the value * 4. Below a power
  // of two the neighbour is nearer, which Go does not look at.
  const scale = exponent - 2;
  const [factor, tens] = scale >= 0 ? [1n << BigInt(scale), 0] : [5n ** BigInt(-scale), -scale];
  const exact = (coefficient * 4n * factor).toString();
  const lower = ((coefficient * 4n - 2n) * factor).toString();
  const upper = ((coefficient * 4n + 2n) * factor).toString();
  const even = (coefficient & 1n) === 0n;
  const width = upper.length;
  const digits = shortest(
    exact.padStart(width, "0"),
    lower.padStart(width, "0"),
    upper.padStart(width, "0"),
    even,
  );
  return sign + placed(digits, width - tens);
}

/** The fewest digits that lie between the halfway points, which count if the number is even. */
function shortest(exact: string, lower: string, upper: string, even: boolean): string {
  const within = (digits: string) => {
    const full = digits.padEnd(exact.length, "0");
    return even ? full >= lower && full <= upper : full > lower && full < upper;
  };
  for (let length = 1; length < exact.length; length++) {
    if (lower.slice(0, length) === upper.slice(0, length)) continue;
    const down = exact.slice(0, length);
    const up = (BigInt(down) + 1n).toString().padStart(length, "0");
    const fits = [within(down), up.length === length && within(up)];
    if (fits[0] && fits[1])
      return exact.slice(length) > `5${"0".repeat(exact.length - length - 1)}` ? up : down;
    if (fits[0]) return down;
    if (fits[1]) return up;
  }
  return exact;
}

/** Digits with the decimal point behind so many of them. */
function placed(digits: string, point: number): string {
  const padded = point < 0 ? "0".repeat(-point) + digits : digits.padEnd(point, "0");
  const at = Math.max(0, point);
  const whole = padded.slice(0, at).replace(/^0+/, "");
  let end = padded.length;
  while (end > at && padded.charCodeAt(end - 1) === 48) end--;
  const fraction = padded.slice(at, end);
  return `${whole === "" ? "0" : whole}${fraction === "" ? "" : `.${fraction}`}`;
}
