// What could not be read or used, said at its place; never an exception.

import type { Range } from "./range.ts";

/** Ids of the reserved subject `analysis/`; they cannot be ignored. */
export type ProblemId =
  | "analysis/not-analysed"
  | "analysis/syntax-error"
  | "analysis/outside-the-workspace"
  | "analysis/ignore-without-reason"
  | "analysis/ignore-expired"
  | "analysis/ignore-unused"
  | "analysis/look-alike"
  | "analysis/policy-error"
  | "analysis/register-error";

export interface Problem {
  readonly id: ProblemId;
  readonly file: string;
  readonly range: Range;
  /** One sentence with a full stop; says what is the case. */
  readonly message: string;
  /** True when a part of a recognised template was not read: the scan is incomplete. */
  readonly incomplete?: boolean;
}

/** What several units say of one place is said once. */
export function distinctProblems(problems: readonly Problem[]): readonly Problem[] {
  const found = new Map<string, Problem>();
  for (const problem of problems) {
    const { id, file, range, message } = problem;
    const key = `${id} ${file} ${range.start} ${range.end} ${message}`;
    if (!found.has(key) || problem.incomplete) found.set(key, problem);
  }
  return [...found.values()];
}
