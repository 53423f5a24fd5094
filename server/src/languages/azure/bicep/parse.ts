// From the text of a .bicep or .bicepparam file to its tree; never throws, and keeps what it can of half-typed text.

import { defaultLimits } from "../../../text/limits.ts";
import { Cursor, type Mode } from "./cursor.ts";
import { parseStatement } from "./parse-statement.ts";
import type { BicepTree, Statement } from "./syntax.ts";

/**
 * First as if the text were right, so that no layout of a right text is complained of. Only where that fails,
 * once more with indentation as the guide to what was left open.
 */
export function parseBicep(text: string, depth: number = defaultLimits.depth): BicepTree {
  const strict = parseWith(text, "strict", depth);
  return strict.problems.length === 0 ? strict : parseWith(text, "guided", depth);
}

function parseWith(text: string, mode: Mode, depth: number): BicepTree {
  const cursor = new Cursor(text, mode, depth);
  const statements: Statement[] = [];
  for (;;) {
    cursor.skipNewlines();
    if (cursor.is("end")) break;
    const before = cursor.token.start;
    cursor.startMember();
    statements.push(parseStatement(cursor));
    if (!cursor.is("newline") && !cursor.is("end") && !cursor.atStatement()) {
      cursor.problem(cursor.here(), "Expected a new line.");
      if (cursor.is("}") || cursor.is("]") || cursor.is(")")) cursor.take();
      cursor.skipLine();
    }
    if (cursor.token.start === before) cursor.takeRoughly();
  }
  return {
    statements,
    problems: cursor.problems,
    comments: cursor.comments,
    groups: cursor.groups,
    locals: cursor.locals,
  };
}
