// A file as the core sees it: a path, a text, and what is worked out from the text once.

import { LineIndex } from "./range.ts";

/**
 * One version of one file. `path` is relative to the workspace, with `/`.
 * A changed file is a new object, so trees are cached by identity (see `cached`).
 */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Wraps a function of a file so that it runs once for each version of the file. */
export function cached<T>(compute: (file: SourceFile) => T): (file: SourceFile) => T {
  const results = new WeakMap<SourceFile, { value: T }>();
  return (file) => {
    let entry = results.get(file);
    if (!entry) {
      entry = { value: compute(file) };
      results.set(file, entry);
    }
    return entry.value;
  };
}

/** The version that each newest version took the place of, and none before it. */
const formers = new WeakMap<SourceFile, SourceFile>();

/** Says that a file is the next version of another, so that a reader can begin where they differ. */
export function succeed(file: SourceFile, former: SourceFile): void {
  formers.delete(former);
  formers.set(file, former);
}

export function formerOf(file: SourceFile): SourceFile | undefined {
  return formers.get(file);
}

export const lineIndex = cached((file) => new LineIndex(file.text));
