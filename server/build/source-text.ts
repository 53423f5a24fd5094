// Writes plain data, maps included, as the text of an expression that makes it again with `decoded`.

/** As JSON in a string: Node reads that several times faster than the same data as an expression. */
export function sourceText(value: unknown): string {
  const maps: Path[] = [];
  const json = JSON.stringify(withoutMaps(value, [], maps));
  return `decoded(${JSON.stringify(json)}, ${JSON.stringify(maps)})`;
}

type Path = readonly (string | number)[];

/** A map as the list of its entries; `maps` gets where it stands, those inside it first. */
function withoutMaps(value: unknown, path: Path, maps: Path[]): unknown {
  if (value instanceof Map) {
    const entries = [...value].map(([key, each], index): unknown[] => [
      key,
      withoutMaps(each, [...path, index, 1], maps),
    ]);
    maps.push(path);
    return entries;
  }
  if (Array.isArray(value))
    return value.map((each, index) => withoutMaps(each, [...path, index], maps));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withoutMaps(each, [...path, key], maps)]),
  );
}
