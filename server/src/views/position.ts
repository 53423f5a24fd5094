// Where a finding stands, as people and other programs count: from 1, in UTF-16, ends exclusive.

import type { Range } from "../text/range.ts";
import type { SourceFile } from "../text/source-file.ts";
import { lineIndex } from "../text/source-file.ts";

export interface Position {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function positionOf(file: SourceFile | undefined, range: Range): Position {
  if (!file) return { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const index = lineIndex(file);
  const start = index.at(range.start);
  const end = index.at(range.end);
  return {
    line: start.line + 1,
    column: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
  };
}
