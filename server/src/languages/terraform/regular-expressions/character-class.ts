// Sets of characters: ranges, and what Unicode says of a character.

/** Letters of a range, both ends included. */
export type CodeRange = readonly [from: number, to: number];

export interface CharacterClass {
  readonly ranges: readonly CodeRange[];
  readonly others: readonly CharacterClass[];
  /** Unicode's property, asked of one character. */
  readonly property?: RegExp;
  readonly negated: boolean;
  readonly fold: boolean;
}

export function rangeClass(ranges: readonly CodeRange[], negated = false): CharacterClass {
  return { ranges, others: [], negated, fold: false };
}

export function holds(of: CharacterClass, code: number): boolean {
  if (code >= asciiEnd) return decides(of, code);
  let present = ascii.get(of);
  if (!present) {
    present = Array.from({ length: asciiEnd }, (_, each) => decides(of, each));
    ascii.set(of, present);
  }
  return present[code] ?? false;
}

/** Most text is ASCII: what a class says of its letters is worked out once. */
const ascii = new WeakMap<CharacterClass, readonly boolean[]>();
const asciiEnd = 128;

function decides(of: CharacterClass, code: number): boolean {
  const found = of.fold ? sameLetters(code).some((each) => within(of, each)) : within(of, code);
  return found !== of.negated;
}

function within(of: CharacterClass, code: number): boolean {
  for (const [from, to] of of.ranges) if (code >= from && code <= to) return true;
  if (of.property?.test(String.fromCodePoint(code))) return true;
  return of.others.some((other) => holds(other, code));
}

const digits: CodeRange = [48, 57];
const upper: CodeRange = [65, 90];
const lower: CodeRange = [97, 122];
const underscore: CodeRange = [95, 95];

const perl: ReadonlyMap<string, readonly CodeRange[]> = new Map([
  ["d", [digits]],
  [
    "s",
    [
      [9, 10],
      [12, 13],
      [32, 32],
    ],
  ],
  ["w", [digits, upper, lower, underscore]],
]);

/** `\d`, `\s`, `\w` and their opposites. */
export function perlClass(letter: string): CharacterClass | undefined {
  const small = letter.toLowerCase();
  const ranges = perl.get(small);
  return ranges && rangeClass(ranges, small !== letter);
}

const posix: ReadonlyMap<string, readonly CodeRange[]> = new Map([
  ["alnum", [digits, upper, lower]],
  ["alpha", [upper, lower]],
  ["ascii", [[0, 127]]],
  [
    "blank",
    [
      [9, 9],
      [32, 32],
    ],
  ],
  [
    "cntrl",
    [
      [0, 31],
      [127, 127],
    ],
  ],
  ["digit", [digits]],
  ["graph", [[33, 126]]],
  ["lower", [lower]],
  ["print", [[32, 126]]],
  [
    "punct",
    [
      [33, 47],
      [58, 64],
      [91, 96],
      [123, 126],
    ],
  ],
  [
    "space",
    [
      [9, 13],
      [32, 32],
    ],
  ],
  ["upper", [upper]],
  ["word", [digits, upper, lower, underscore]],
  ["xdigit", [digits, [65, 70], [97, 102]]],
]);

/** `alpha` of `[[:alpha:]]`, `^alpha` for its opposite. */
export function posixClass(name: string): CharacterClass | undefined {
  const negated = name.startsWith("^");
  const ranges = posix.get(negated ? name.slice(1) : name);
  return ranges && rangeClass(ranges, negated);
}

const categoryName = /^[A-Z][a-z]?$/;
const scriptName = /^[A-Z][A-Za-z_]{1,30}$/;
const properties = new Map<string, RegExp | undefined>();

/** A general category in its short form, or a script. */
export function unicodeClass(name: string, negated: boolean): CharacterClass | undefined {
  if (name === "Any") return rangeClass([[0, 0x10ffff]], negated);
  if (!properties.has(name)) properties.set(name, propertyOf(name));
  const property = properties.get(name);
  return property && { ranges: [], others: [], property, negated, fold: false };
}

function propertyOf(name: string): RegExp | undefined {
  const source = categoryName.test(name)
    ? `\\p{gc=${name}}`
    : scriptName.test(name)
      ? `\\p{sc=${name}}`
      : undefined;
  if (source === undefined) return undefined;
  try {
    return new RegExp(source, "u");
  } catch {
    return undefined;
  }
}

/** Letters that differ from others in more than their case. */
const further: ReadonlyMap<number, readonly number[]> = new Map([
  [0x6b, [0x212a]],
  [0x73, [0x17f]],
  [0xe5, [0x212b]],
  [0xdf, [0x1e9e]],
  [0x3c3, [0x3c2]],
  [0x3bc, [0xb5]],
  [0x3c9, [0x2126]],
]);

/** The letter that stands for all of its forms. */
export function foldedOf(code: number): number {
  // The Turkish letters are the same as no others.
  if (code === 0x130 || code === 0x131) return code;
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code;
  const upperCase = single(String.fromCodePoint(code).toUpperCase()) ?? code;
  return single(String.fromCodePoint(upperCase).toLowerCase()) ?? code;
}

function single(text: string): number | undefined {
  const code = text.codePointAt(0);
  return code !== undefined && text.length === (code > 0xffff ? 2 : 1) ? code : undefined;
}

function sameLetters(code: number): readonly number[] {
  const folded = foldedOf(code);
  const capital = single(String.fromCodePoint(folded).toUpperCase()) ?? folded;
  return [code, folded, capital, ...(further.get(folded) ?? [])];
}
