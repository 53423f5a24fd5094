// Reads a table of policies/data/: one JSON record a line, the first of which says where it comes from.

/** Decoded when asked for: a table holds thousands of records, and a customer's code names a few. */
export interface Table {
  /** By a record's id or name, as it is written. */
  readonly get: (key: string) => unknown;
  /** The same in lower case, for names that the cloud compares without regard to case. */
  readonly getLower: (key: string) => unknown;
  readonly values: () => Iterable<unknown>;
}

/** A record begins with what it is looked up by. */
const keys = /^\{"(?:id|name)":"([^"\\]*)"(?:,"name":"([^"\\]*)")?/;

/** A table ships with msplint, so a broken line is a broken installation. */
export function readTable(text: string): Table {
  const places = new Map<string, number>();
  for (let start = next(text, 0); start < text.length; start = next(text, start)) {
    const [, first, second] = keys.exec(text.slice(start, start + 400)) ?? [];
    for (const key of [first, second]) if (key !== undefined) places.set(key, start);
  }
  let lower: ReadonlyMap<string, number> | undefined;
  const decoded = new Map<number, unknown>();
  const at = (start: number): unknown => {
    if (!decoded.has(start)) decoded.set(start, JSON.parse(text.slice(start, next(text, start))));
    return decoded.get(start);
  };
  const found = (start: number | undefined) => (start === undefined ? undefined : at(start));
  return {
    get: (key) => found(places.get(key)),
    getLower: (key) => {
      lower ??= new Map([...places].map(([name, start]) => [name.toLowerCase(), start]));
      return found(lower.get(key.toLowerCase()));
    },
    values: () => [...new Set(places.values())].map(at),
  };
}

function next(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end + 1;
}
