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

function matchParts(pattern: readonly string[], parts: readonly string[]): boolean {
  return greedy(pattern, parts, "**", wildcard);
}

/** `*` and `?` inside one name. */
export function wildcard(pattern: string, text: string): boolean {
  const star = pattern.indexOf("*");
  // Most patterns have no wildcard, or one star at their end.
  if ((star === -1 || star === pattern.length - 1) && !pattern.includes("?"))
    return star === -1 ? pattern === text : text.startsWith(pattern.slice(0, -1));
  return greedy(pattern, text, "*", (wanted, character) => wanted === "?" || wanted === character);
}

/** Greedy with one point to return to, the last star: wildcard matching needs no more. */
function greedy(
  pattern: ArrayLike<string>,
  items: ArrayLike<string>,
  anything: string,
  fits: (wanted: string, item: string) => boolean,
): boolean {
  let p = 0;
  let i = 0;
  let star = -1;
  let mark = 0;
  while (i < items.length) {
    const wanted = pattern[p];
    if (wanted === anything) {
      star = p++;
      mark = i;
    } else if (wanted !== undefined && fits(wanted, items[i] ?? "")) {
      p++;
      i++;
    } else if (star >= 0) {
      p = star + 1;
      i = ++mark;
    } else return false;
  }
  while (pattern[p] === anything) p++;
  return p === pattern.length;
}
