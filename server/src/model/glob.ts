// Globs over paths with `/`: `*`, `**`, `?`. Linear in the length of the path for each pattern.

/** A test for "one of these patterns matches the path"; no pattern matches nothing. */
export function globs(patterns: readonly string[]): (path: string) => boolean {
  const compiled = patterns.map((pattern) => split(pattern));
  return (path) => {
    const parts = path.split("/");
    return compiled.some((pattern) => matchParts(pattern, parts));
  };
}

function split(pattern: string): readonly string[] {
  const trimmed = pattern.replace(/^\.?\//, "");
  const parts = (trimmed.endsWith("/") ? `${trimmed}**` : trimmed).split("/");
  // Neighbouring `**` mean one, so that patterns cannot multiply the work.
  return parts.filter((part, index) => part !== "**" || parts[index - 1] !== "**");
}

/** Greedy with one point to return to for each kind of star, as wildcard matching needs no more. */
function matchParts(pattern: readonly string[], parts: readonly string[]): boolean {
  let p = 0;
  let i = 0;
  let star = -1;
  let mark = 0;
  while (i < parts.length) {
    const part = pattern[p];
    if (part === "**") {
      star = p++;
      mark = i;
    } else if (part !== undefined && wildcard(part, parts[i] ?? "")) {
      p++;
      i++;
    } else if (star >= 0) {
      p = star + 1;
      i = ++mark;
    } else return false;
  }
  while (pattern[p] === "**") p++;
  return p === pattern.length;
}

/** `*` and `?` inside one name. */
export function wildcard(pattern: string, text: string): boolean {
  let p = 0;
  let i = 0;
  let star = -1;
  let mark = 0;
  while (i < text.length) {
    const character = pattern[p];
    if (character === "*") {
      star = p++;
      mark = i;
    } else if (character !== undefined && (character === "?" || character === text[i])) {
      p++;
      i++;
    } else if (star >= 0) {
      p = star + 1;
      i = ++mark;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
