// Writes plain data, maps included, as the text of a TypeScript expression.

export function sourceText(value: unknown): string {
  if (value instanceof Map)
    return `new Map([${[...value].map(([key, each]) => `[${sourceText(key)}, ${sourceText(each)}]`).join(", ")}])`;
  if (Array.isArray(value)) return `[${value.map(sourceText).join(", ")}]`;
  if (typeof value !== "object" || value === null)
    return value === undefined ? "undefined" : JSON.stringify(value);
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${members.map(([key, each]) => `${/^[a-zA-Z_]\w*$/.test(key) && key !== "__proto__" ? key : `[${JSON.stringify(key)}]`}: ${sourceText(each)}`).join(", ")}}`;
}
