// What one reading of a unit shares: its files and limits, what it asks for and what it complains of.

import type { Budget } from "../../../expressions/evaluate.ts";
import type { Place } from "../../../expressions/value.ts";
import type { Files } from "../../../model/unit.ts";
import type { Limits } from "../../../text/limits.ts";
import type { Problem } from "../../../text/problem.ts";
import { type Ids, newIds } from "../declarations.ts";

export interface Session {
  readonly files: Files;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly problems: Problem[];
  readonly wants: Set<string>;
  readonly ids: Ids;
  /** Resources so far, of all templates. */
  found: number;
}

export function newSession(files: Files, limits: Limits): Session {
  return {
    files,
    limits,
    budget: { steps: limits.evaluationSteps, depth: 0 },
    problems: [],
    wants: new Set(),
    ids: newIds(),
    found: 0,
  };
}

/** Says something once, however often it is met. */
export function say(
  session: Session,
  at: Place,
  message: string,
  more: Partial<Problem> = {},
): void {
  const { problems } = session;
  const isSaid = problems.some(
    (each) =>
      each.message === message && each.file === at.file && each.range.start === at.range.start,
  );
  if (isSaid) return;
  problems.push({ id: "analysis/not-analysed", file: at.file, range: at.range, message, ...more });
}

export function sayCycle(session: Session, name: string, at: Place): void {
  say(session, at, `"${name}" refers to itself, so its value is not known.`);
}
