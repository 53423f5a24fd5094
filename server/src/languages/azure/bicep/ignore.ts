// The comment that ignores a policy on the line below it.

import type { Edit, Range } from "../../../text/range.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { lineEndOf, lineIndent, lineStart } from "./layout.ts";
import { parseBicep } from "./parse.ts";
import { treeOf } from "./program.ts";

/** Undefined in JSON, and where the line above lies inside of a string over several lines. */
export function ignoreEdits(
  file: SourceFile,
  range: Range,
  { policy, until, reason }: { policy: string; until: string; reason: string },
): readonly Edit[] | undefined {
  if (file.path.endsWith(".json")) return undefined;
  const start = lineStart(file.text, range.start);
  if (isInsideString(file, start)) return undefined;
  const words = reason.replaceAll('"', "'").replaceAll(/[\r\n]+/g, " ");
  const comment = `// msplint:ignore ${policy} until=${until} reason="${words}"`;
  const text = `${lineIndent(file.text, range.start)}${comment}${lineEndOf(file.text)}`;
  return [{ file: file.path, range: { start, end: start }, text }];
}

/** Tried rather than searched: a comment that is put there must be one. */
function isInsideString(file: SourceFile, offset: number): boolean {
  const before = file.text.slice(0, offset);
  if (!before.includes("'''")) return false;
  const tried = parseBicep(`${before}//\n${file.text.slice(offset)}`);
  return tried.comments.length <= treeOf(file).comments.length;
}
