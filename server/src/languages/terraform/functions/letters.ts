// Letters as Go's libraries see them, whose rules are not those of this machine: one character for one.

/** Characters whose capitals are several letters here and one in Go are left undecided. */
export function upperCase(text: string): string | undefined {
  return each(text, (character) => {
    const upper = character.toUpperCase();
    return oneCharacter(upper) ? upper : character;
  });
}

export function lowerCase(text: string): string | undefined {
  return each(text, (character) => {
    if (character === "\u0130") return "i";
    const lower = character.toLowerCase();
    return oneCharacter(lower) ? lower : character;
  });
}

/** The first letter of each word, where everything but letters, digits and `_` parts words. */
export function titleCase(text: string): string | undefined {
  let inWord = false;
  return each(text, (character) => {
    const starts = !inWord;
    inWord = !separates(character);
    if (!starts || !inWord) return character;
    const digraph = digraphs.find((each) => each.includes(character));
    if (digraph) return digraph.charAt(1);
    const upper = character.toUpperCase();
    return oneCharacter(upper) ? upper : character;
  });
}

export function trimSpace(text: string): string {
  const characters = Array.from(text);
  let start = 0;
  let end = characters.length;
  while (start < end && isSpace(characters[start] ?? "")) start++;
  while (end > start && isSpace(characters[end - 1] ?? "")) end--;
  return characters.slice(start, end).join("");
}

/** Capital, title and small form of the letters that have all three. */
const digraphs = [
  "\u01c4\u01c5\u01c6",
  "\u01c7\u01c8\u01c9",
  "\u01ca\u01cb\u01cc",
  "\u01f1\u01f2\u01f3",
];

/** Greek letters with an iota below have capitals that Go and this machine see differently. */
const iota = /[\u1f80-\u1fff]/;

function each(text: string, change: (character: string) => string): string | undefined {
  if (iota.test(text)) return undefined;
  let result = "";
  for (const character of text) result += change(character);
  return result;
}

function oneCharacter(text: string): boolean {
  return Array.from(text).length === 1;
}

const wordCharacter = /^[\p{L}\p{Nd}_]$/u;

function separates(character: string): boolean {
  if (wordCharacter.test(character)) return false;
  return character < "\u0080" || isSpace(character);
}

/** White space by Unicode's property, which counts U+0085 and not U+FEFF. */
const space = /^\p{White_Space}$/u;

function isSpace(character: string): boolean {
  return space.test(character);
}
