// Lists and objects whose members are worked out when somebody looks at them. Knows not what from.

import type { Dict, Entry, List, Value } from "./value.ts";

export function laterDict(
  work: () => ReadonlyMap<string, Entry>,
  rest: Omit<Dict, "type" | "entries"> = {},
): Dict {
  let entries: ReadonlyMap<string, Entry> | undefined;
  return {
    type: "dict",
    ...rest,
    get entries() {
      entries ??= work();
      return entries;
    },
  };
}

export function laterList(
  work: () => readonly Value[],
  rest: Omit<List, "type" | "items"> = {},
): List {
  let items: readonly Value[] | undefined;
  return {
    type: "list",
    ...rest,
    get items() {
      items ??= work();
      return items;
    },
  };
}
