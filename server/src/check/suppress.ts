// Which findings are accepted by an ignore, and what is wrong with the ignores themselves.

import type { WrittenIgnore } from "../languages/language.ts";
import { globs, wildcard } from "../model/glob.ts";
import type { RegisterIgnore } from "../model/register.ts";
import type { Problem, ProblemId } from "../text/problem.ts";
import type { Range } from "../text/range.ts";
import type { SourceFile } from "../text/source-file.ts";
import { lineIndex } from "../text/source-file.ts";
import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";

/** A finding that is not reported, and why. */
export interface Suppression {
  readonly finding: Finding;
  readonly by: {
    readonly file: string;
    readonly range: Range;
    readonly reason: string;
    readonly until?: string;
  };
}

export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppression[];
  readonly problems: readonly Problem[];
}

export interface SuppressContext {
  readonly today: string;
  readonly policies: readonly Policy[];
}

/** One ignore, wherever it was written. */
interface Ignore {
  readonly file: string;
  readonly range: Range;
  readonly policy: string;
  readonly until?: string;
  readonly reason?: string;
  readonly covers: (finding: Finding) => boolean;
}

export function suppress(
  findings: readonly Finding[],
  written: readonly WrittenIgnore[],
  registered: readonly RegisterIgnore[],
  context: SuppressContext,
): Suppressed {
  const problems: Problem[] = [];
  const formerly = new Map(context.policies.map((policy) => [policy.id, policy.formerly]));
  const holding: Ignore[] = [];
  for (const ignore of [...written.map(fromText), ...registered.map(fromRegister)]) {
    const wrong = whatIsWrong(ignore, context.today);
    if (wrong) problems.push({ ...wrong, file: ignore.file, range: ignore.range });
    else holding.push(ignore);
  }
  const used = new Set<Ignore>();
  const kept: Finding[] = [];
  const suppressed: Suppression[] = [];
  for (const finding of findings) {
    const ids = [finding.policy, ...(formerly.get(finding.policy) ?? [])];
    const by = holding.filter(
      (ignore) => ids.some((id) => wildcard(ignore.policy, id)) && ignore.covers(finding),
    );
    for (const ignore of by) used.add(ignore);
    const [first] = by;
    if (!first) kept.push(finding);
    else {
      const { file, range, reason = "", until } = first;
      suppressed.push({
        finding,
        by: { file, range, reason, ...(until === undefined ? {} : { until }) },
      });
    }
  }
  for (const ignore of holding) {
    if (used.has(ignore)) continue;
    problems.push({
      id: "analysis/ignore-unused",
      file: ignore.file,
      range: ignore.range,
      message: `Nothing is found here that "${ignore.policy}" could ignore.`,
    });
  }
  return { findings: kept, suppressed, problems };
}

/** The ignores of a file: in its comments, and in its language's own metadata. */
export function writtenIgnores(
  file: SourceFile,
  ofLanguage: readonly WrittenIgnore[],
  longTexts: () => readonly Range[] = () => [],
): readonly WrittenIgnore[] {
  return [...commentIgnores(file, longTexts), ...ofLanguage];
}

function whatIsWrong(
  ignore: Ignore,
  today: string,
): { id: ProblemId; message: string } | undefined {
  if (ignore.policy === "")
    return {
      id: "analysis/ignore-without-reason",
      message: "This ignore names no policy, so it does not hold.",
    };
  if (!ignore.reason?.trim()) {
    return {
      id: "analysis/ignore-without-reason",
      message: `This ignore of ${ignore.policy} gives no reason, so it does not hold; add reason="…".`,
    };
  }
  if (ignore.until === undefined) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(ignore.until)) {
    return {
      id: "analysis/ignore-expired",
      message: `"${ignore.until}" is no date of the form YYYY-MM-DD, so this ignore of ${ignore.policy} does not hold.`,
    };
  }
  if (ignore.until < today)
    return {
      id: "analysis/ignore-expired",
      message: `This ignore of ${ignore.policy} ended on ${ignore.until}, so it no longer holds.`,
    };
  return undefined;
}

function fromText({ covers, ...ignore }: WrittenIgnore): Ignore {
  return {
    ...ignore,
    covers: (finding) =>
      finding.file === ignore.file &&
      covers.start <= finding.range.start &&
      finding.range.start <= covers.end,
  };
}

function fromRegister({ at, path, ...ignore }: RegisterIgnore): Ignore {
  const matches = globs([path]);
  return {
    ...ignore,
    file: at.file,
    range: at.head ?? at.range,
    covers: (finding) => matches(finding.file),
  };
}

const mark = "msplint:ignore";

/** A comment's opening right before the mark, so that the words in a text or a key do not count. */
const opening = /(?:#|\/\/|\/\*)[ \t]*$/;

/**
 * On a line of its own a comment covers the next line that is none, with the text of several lines
 * that starts there, as no comment fits into one; at the end of a line, this one.
 */
function commentIgnores(
  file: SourceFile,
  longTexts: () => readonly Range[],
): readonly WrittenIgnore[] {
  const { text } = file;
  const ignores: WrittenIgnore[] = [];
  for (
    let found = text.indexOf(mark);
    found >= 0;
    found = text.indexOf(mark, found + mark.length)
  ) {
    const index = lineIndex(file);
    const { line } = index.at(found);
    const lineStart = index.lineStart(line);
    const before = opening.exec(text.slice(lineStart, found));
    if (!before) continue;
    const start = lineStart + before.index;
    const end = endOfComment(text, found, index.lineEnd(line));
    const alone = text.slice(lineStart, start).trim() === "";
    let last = line;
    if (alone)
      do last++;
      while (
        last < index.lineCount &&
        isIgnoreLine(text.slice(index.lineStart(last), index.lineEnd(last)))
      );
    const covered = Math.min(last, index.lineCount - 1);
    const from = index.lineStart(covered);
    const to = index.lineEnd(covered);
    const long = alone
      ? longTexts().find((each) => from <= each.start && each.start < to && to < each.end)
      : undefined;
    ignores.push({
      file: file.path,
      range: { start, end },
      covers: { start: lineStart, end: long ? long.end : to },
      ...parse(text.slice(found + mark.length, end)),
    });
  }
  return ignores;
}

function isIgnoreLine(line: string): boolean {
  const found = line.indexOf(mark);
  return found >= 0 && opening.exec(line.slice(0, found))?.index === line.search(/\S/);
}

function endOfComment(text: string, from: number, lineEnd: number): number {
  const close = text.indexOf("*/", from);
  let end = close >= 0 && close < lineEnd ? close : lineEnd;
  while (end > from && /\s/.test(text[end - 1] ?? "")) end--;
  return end;
}

/** `access/mfa-missing until=2027-03-31 reason="…"`; a reason in quotes may hold any words. */
function parse(words: string): { policy: string; until?: string; reason?: string } {
  const policy = /^[ \t]+([^\s="]+)(?=\s|$)/.exec(words)?.[1] ?? "";
  const until = /[ \t]until=("?)([^\s"]*)\1/.exec(words)?.[2];
  const reason =
    /[ \t]reason="([^"]*)"/.exec(words)?.[1] ?? /[ \t]reason=([^\s"]+)/.exec(words)?.[1];
  return {
    policy,
    ...(until === undefined ? {} : { until }),
    ...(reason === undefined ? {} : { reason }),
  };
}
