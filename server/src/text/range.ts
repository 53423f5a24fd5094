// Positions in a text: offsets inside, lines and columns at the edges. Knows no language.

/** Half-open span of UTF-16 offsets: `start` included, `end` excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Zero-based line and UTF-16 column, as the Language Server Protocol counts them. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** One replacement in one file; offsets are those of the text before any edit. */
export interface Edit {
  readonly file: string;
  readonly range: Range;
  readonly text: string;
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/**
 * Moves every range of a tree, each once, because the text before it has become longer or shorter.
 * The only place where a range changes: whoever holds a node of the tree holds it where it stands now.
 */
export function moveRanges(tree: object, by: number): void {
  const seen = new Set<object>();
  const waiting: object[] = [tree];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node) || Object.isFrozen(node)) continue;
    seen.add(node);
    if (isRange(node)) {
      node.start += by;
      node.end += by;
      continue;
    }
    for (const child of Object.values(node) as readonly unknown[])
      if (typeof child === "object" && child !== null) waiting.push(child);
  }
}

function isRange(node: object): node is { start: number; end: number } {
  return "start" in node && typeof node.start === "number" && "end" in node;
}

/** A range of a text that no later version takes over: what is made of it needs not move either. */
export function fixed(start: number, end: number): Range {
  return Object.freeze({ start, end });
}

/** Says of all ranges of a tree that they never move. */
export function fixRanges(tree: object): void {
  const waiting: object[] = [tree];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isRange(node)) Object.freeze(node);
    else
      for (const child of Object.values(node) as readonly unknown[])
        if (typeof child === "object" && child !== null) waiting.push(child);
  }
}

/** A part of a range, in offsets from its start; it moves when the range does. */
export function partOf(range: Range, from: number, to: number): Range {
  if (Object.isFrozen(range)) return fixed(range.start + from, range.start + to);
  return {
    get start() {
      return range.start + from;
    },
    get end() {
      return range.start + to;
    },
  };
}

/** From the start of one range to the end of another, wherever they move. */
export function spanning(first: Range, last: Range): Range {
  if (Object.isFrozen(first) && Object.isFrozen(last)) return fixed(first.start, last.end);
  return {
    get start() {
      return first.start;
    },
    get end() {
      return last.end;
    },
  };
}

export function sameRange(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Offsets of line starts; `\n`, `\r\n` and a lone `\r` end a line, as in the protocol. */
export class LineIndex {
  private readonly starts: readonly number[];
  private readonly text: string;

  constructor(text: string) {
    this.starts = lineStarts(text);
    this.text = text;
  }

  get lineCount(): number {
    return this.starts.length;
  }

  at(offset: number): LineColumn {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: clamped - (this.starts[low] ?? 0) };
  }

  /** The offset of a position; lines and columns past the end are clamped. */
  offset(position: LineColumn): number {
    if (position.line < 0) return 0;
    if (position.line >= this.starts.length) return this.text.length;
    const start = this.starts[position.line] ?? 0;
    return Math.min(start + Math.max(0, position.column), this.lineEnd(position.line));
  }

  lineStart(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** Offset of the end of a line, before its line end. */
  lineEnd(line: number): number {
    let end = this.starts[line + 1] ?? this.text.length;
    if (line + 1 < this.starts.length) {
      if (this.text.charCodeAt(end - 1) === 10) end--;
      if (this.text.charCodeAt(end - 1) === 13) end--;
    }
    return end;
  }
}

/** A search of the text takes a small part of the time that a loop over it takes. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1))
      starts.push(end + 1);
    return starts;
  }
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) starts.push(offset + 1);
  }
  return starts;
}

/** The text after the edits; edits of one file only, none overlapping. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].toSorted(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
  let result = "";
  let offset = 0;
  for (const edit of ordered) {
    result += text.slice(offset, edit.range.start) + edit.text;
    offset = edit.range.end;
  }
  return result + text.slice(offset);
}
