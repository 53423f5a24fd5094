// The members of an object that a function makes: keys that differ in case alone are one there, in its first spelling.

import type { Dict, Entry, Reason } from "../../expressions/value.ts";

export interface Members {
  readonly get: (key: string) => Entry | undefined;
  readonly set: (key: string, entry: Entry) => void;
  /** The object of all members; with a reason it may have others. */
  readonly dict: (more?: Reason) => Dict;
}

export function members(from: Iterable<readonly [string, Entry]> = []): Members {
  const entries = new Map<string, Entry>();
  const spellings = new Map<string, string>();
  const spelled = (key: string): string => {
    const folded = key.toLowerCase();
    const spelling = spellings.get(folded) ?? key;
    spellings.set(folded, spelling);
    return spelling;
  };
  const set = (key: string, entry: Entry): void => {
    entries.set(spelled(key), entry);
  };
  for (const [key, entry] of from) set(key, entry);
  return {
    get: (key) => entries.get(spellings.get(key.toLowerCase()) ?? key),
    set,
    dict: (more) => ({ type: "dict", entries, ...(more ? { more } : {}) }),
  };
}
