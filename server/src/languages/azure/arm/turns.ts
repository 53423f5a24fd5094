// The turns of a resource's copy loop, each with the scope that its body is read in. Knows no resources.

import { type Scope, withLocals } from "../../../expressions/evaluate.ts";
import { numberOf, numeric } from "../../../expressions/operators.ts";
import type { Place, Reason, Value } from "../../../expressions/value.ts";
import { unknown } from "../../../expressions/value.ts";
import type { ObjectNode } from "../../../syntax/node.ts";
import { memberNode, objectAt, stringAt } from "../json-tree.ts";
import { dataValue, loopKey } from "./data-value.ts";
import { type Session, say } from "./session.ts";

export interface Turn {
  readonly scope: Scope;
  /** Its number; "*" for the one that stands for turns that are not known; absent where there is no loop. */
  readonly index?: number | "*";
}

export function turnsOf(node: ObjectNode, scope: Scope, session: Session): readonly Turn[] {
  const copy = objectAt(node, "copy");
  if (!copy) return [{ scope }];
  const name = stringAt(copy, "name") ?? "";
  const written = memberNode(copy, "count")?.value;
  const at: Place = { file: scope.file, range: written?.range ?? copy.range };
  const count = written ? dataValue(written, scope) : unknown({ kind: "missing" }, at);
  const turns = numberOf(count);
  const turn = (index: number | "*", value: Value): Turn => ({
    scope: withLocals(scope, [
      [loopKey(""), value],
      [loopKey(name), value],
    ]),
    index,
  });
  if (turns === undefined) {
    const reason: Reason =
      count.state === "unknown"
        ? count.reason
        : { kind: "error", message: "a loop's count is a whole number" };
    return [turn("*", unknown(reason, at, count.via))];
  }
  if (turns > session.limits.expansion) {
    const most = session.limits.expansion;
    say(session, at, `This loop has ${turns} turns; more than ${most} are not read one by one.`, {
      incomplete: true,
    });
    // It is said above, so it is no limit that is still to be said.
    return [turn("*", unknown({ kind: "unsupported", what: `a loop of ${turns} turns` }, at))];
  }
  return Array.from({ length: Math.max(turns, 0) }, (_, index) => turn(index, numeric(index, at)));
}
