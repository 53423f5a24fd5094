// A text while several changes are made to it; remembers what of it is the original. Knows no language.

import type { Range } from "../../../text/range.ts";

export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** A run of the original, or new text. */
type Run = { readonly from: number; readonly to: number } | { readonly text: string };

/** Invariant: the runs of the original are in order and do not overlap. */
export class Draft {
  readonly original: string;
  private runs: readonly Run[];

  constructor(original: string) {
    this.original = original;
    this.runs = [{ from: 0, to: original.length }];
  }

  get text(): string {
    return this.runs
      .map((run) => ("text" in run ? run.text : this.original.slice(run.from, run.to)))
      .join("");
  }

  /** Where a range of the original stands now; undefined if its first or last character is gone. */
  now(range: Range): Range | undefined {
    if (range.end <= range.start) {
      const start = this.position(range.start);
      return start === undefined ? undefined : { start, end: start };
    }
    const start = this.position(range.start);
    const last = this.position(range.end - 1);
    return start === undefined || last === undefined ? undefined : { start, end: last + 1 };
  }

  /** Makes edits that are given for the text as it is now. */
  apply(edits: readonly TextEdit[]): void {
    const ordered = [...edits].toSorted(
      (a, b) => b.range.start - a.range.start || b.range.end - a.range.end,
    );
    for (const edit of ordered)
      this.runs = [
        ...this.until(edit.range.start),
        { text: edit.text },
        ...this.from(edit.range.end),
      ];
  }

  /** The edits of the original that give the text. */
  edits(): readonly TextEdit[] {
    const found: TextEdit[] = [];
    let at = 0;
    let inserted = "";
    const flush = (until: number) => {
      if (inserted !== "" || until > at)
        found.push({ range: { start: at, end: until }, text: inserted });
      inserted = "";
    };
    for (const run of this.runs) {
      if ("text" in run) inserted += run.text;
      else {
        flush(run.from);
        at = run.to;
      }
    }
    flush(this.original.length);
    return found;
  }

  private position(offset: number): number | undefined {
    let before = 0;
    for (const run of this.runs) {
      if ("text" in run) before += run.text.length;
      else if (offset >= run.from && offset < run.to) return before + offset - run.from;
      else before += run.to - run.from;
    }
    return undefined;
  }

  private until(offset: number): Run[] {
    const kept: Run[] = [];
    let before = 0;
    for (const run of this.runs) {
      const length = lengthOf(run);
      const left = Math.min(length, offset - before);
      if (left > 0) kept.push(left === length ? run : part(run, 0, left));
      before += length;
      if (before >= offset) break;
    }
    return kept;
  }

  private from(offset: number): Run[] {
    const kept: Run[] = [];
    let before = 0;
    for (const run of this.runs) {
      const length = lengthOf(run);
      const skipped = Math.max(0, Math.min(length, offset - before));
      if (skipped < length) kept.push(skipped === 0 ? run : part(run, skipped, length));
      before += length;
    }
    return kept;
  }
}

function lengthOf(run: Run): number {
  return "text" in run ? run.text.length : run.to - run.from;
}

function part(run: Run, start: number, end: number): Run {
  return "text" in run
    ? { text: run.text.slice(start, end) }
    : { from: run.from + start, to: run.from + end };
}
