// Reads a table of policies/data/: one JSON record a line, the first of which says where it comes from.

/** The records; a table ships with msplint, so a broken line is a broken installation. */
export function readTable(text: string): readonly unknown[] {
  return text
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
}
