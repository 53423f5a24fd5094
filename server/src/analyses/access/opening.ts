// Where an escalation path is written: the statements that give its actions. Does not decide whether it is open.

import type { Place, Reason, Trail, Value } from "../../expressions/value.ts";
import { known, textValue } from "../../expressions/value.ts";
import type { Statement } from "../../model/document.ts";
import type { PolicySource } from "./attachments.ts";
import type { EscalationPath } from "./capabilities.ts";
import { covers, coversEverything } from "./pattern.ts";
import { coversAction } from "./statement.ts";

/** One open path, at the first action that makes it; the way names the others. */
export interface Opening {
  readonly id: string;
  readonly at: Place;
  readonly via: readonly Trail[];
}

export function openingOf(path: EscalationPath, sources: readonly PolicySource[]): Opening {
  const found = path.required.flatMap((action) => {
    const where = whereAllowed(action, sources);
    return where ? [{ action, ...where }] : [];
  });
  const [first, ...others] = found;
  const at = first?.at ?? sources[0]?.at ?? { file: "", range: { start: 0, end: 0 } };
  const steps = others
    .filter((each) => !samePlace(each.at, at))
    .map(({ action, at: where }): Trail => ({ kind: "document", at: where, label: action }));
  return { id: path.id, at, via: [...(first?.via ?? []), ...steps] };
}

/** The list of an attribute, each path at its own place. */
export function openingsValue(
  openings: readonly Opening[],
  at: Place,
  via: readonly Trail[],
  more: Reason | undefined,
): Value {
  const [first] = openings;
  const items = openings.map((each) => textValue(each.id, each.at, each.via));
  return known(
    { type: "list", items, ...(more ? { more } : {}) },
    first?.at ?? at,
    first?.via ?? via,
  );
}

function whereAllowed(
  action: string,
  sources: readonly PolicySource[],
): { readonly at: Place; readonly via: readonly Trail[] } | undefined {
  for (const { document, kind, at, via } of sources) {
    if ("unknown" in document) continue;
    const giving = document.statements.find(
      (each) => each.effect === "allow" && coversAction(each, action) === "yes",
    );
    // The text of a managed policy stands nowhere; its attachment does.
    if (giving) return { at: kind === "aws-managed" ? at : grantPlace(giving, action), via };
  }
  return undefined;
}

/** The narrowest of the actions that give the right. */
export function grantPlace(statement: Statement, action: string): Place {
  const giving = (statement.actions?.values ?? []).filter(
    (each) => covers(each, action, true) === "yes",
  );
  const narrow = giving.find((each) => coversEverything(each) !== "yes") ?? giving[0];
  return narrow?.at ?? statement.actions?.at ?? statement.notActions?.at ?? statement.at;
}

function samePlace(a: Place, b: Place): boolean {
  return a.file === b.file && a.range.start === b.range.start && a.range.end === b.range.end;
}
