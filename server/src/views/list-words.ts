// Lists and numbers in a line for people: a few items, and how many more there are.

/** "a, b, c and 4 more" */
export function few(items: readonly string[], most: number): string {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${amount(rest)} more` : shown.join(", ");
}

/** 22,091 */
export function amount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${amount(count)} ${count === 1 ? one : many}`;
}
