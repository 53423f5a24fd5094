// Where an escalation path is written: the statements that give its actions. Does not decide whether it is open.

import type { Place, Reason, Trail, Value } from "../../expressions/value.ts";
import { isText, known, shape, textValue } from "../../expressions/value.ts";
import type { Statement } from "../../model/document.ts";
import type { AskedAction } from "./asked.ts";
import type { PolicySource } from "./attachments.ts";
import type { EscalationPath } from "./capabilities.ts";
import type { Way } from "./carriers.ts";
import type { PathPlan } from "./path-plans.ts";
import { covers, coversEverything } from "./pattern.ts";
import { samePlace } from "./same-place.ts";
import { coversAction } from "./statement.ts";

/** One open path, at the first action that makes it; the way names the others. */
export interface Opening {
  readonly id: string;
  readonly at: Place;
  readonly via: readonly Trail[];
  /** The actions that make it, as a reader names it. */
  readonly actions: readonly string[];
  readonly needs: Need;
  /** All of it comes from policies that AWS keeps for the roles of its services. */
  readonly ofService: boolean;
  /** What of the unit it goes through, as a sentence calls it, and where that has its role. */
  readonly through?: { readonly words: string; readonly at: Place };
}

/** What must be there for the path to lead anywhere: nothing more, a role to pass, something that has a role, a role that trusts. */
type Need = "nothing" | "role" | "holder" | "trust";

/** `passes` says that a powerful role to pass is in view; `way` is something in view that has one. */
export function openingOf(
  { path, required }: PathPlan,
  sources: readonly PolicySource[],
  passes: boolean,
  way?: Way,
): Opening {
  let first: Where | undefined;
  let ofService = true;
  const steps: Trail[] = [];
  for (const action of required) {
    const where = whereAllowed(action, sources);
    if (!where) continue;
    first ??= where;
    ofService &&= where.ofService;
    if (where !== first && !samePlace(where.at, first.at))
      steps.push({ kind: "document", at: where.at, label: action.name });
  }
  const at = first?.at ?? sources[0]?.at ?? { file: "", range: { start: 0, end: 0 } };
  const through = way && { words: way.words(), at: way.place() };
  const last: readonly Trail[] = through
    ? [{ kind: "reference", at: through.at, label: through.words }]
    : [];
  return {
    id: path.id,
    at,
    via: [...(first?.via ?? []), ...steps, ...last],
    actions: path.required,
    ofService: first !== undefined && ofService,
    needs: passes || through ? "nothing" : needOf(path),
    ...(through ? { through } : {}),
  };
}

/** What an identity may change it can always reach; what runs with a role must be there first. */
function needOf({ category, passedTo, required }: EscalationPath): Need {
  if (required.every((each) => each === "sts:AssumeRole")) return "trust";
  switch (category) {
    case "new-passrole":
      return passedTo.length > 0 ? "role" : "holder";
    case "existing-passrole":
      return "holder";
    case "principal-access":
    case "self-escalation":
      return "nothing";
  }
}

/** The ways to more rights as attributes: the ids, each path at its own place, and how a sentence says it. */
export function openingValues(
  openings: readonly Opening[],
  at: Place,
  via: readonly Trail[],
  more: Reason | undefined,
): Record<
  | "escalations"
  | "escalation-can"
  | "escalation-if"
  | "escalation-by"
  | "escalation-paths"
  | "escalation-through",
  Value
> {
  const [first] = openings;
  const ordered = easiestFirst(openings);
  const [easiest] = ordered;
  const need = leastNeed(openings);
  const place = first?.at ?? at;
  const way = first?.via ?? via;
  const items = openings.map((each) => textValue(each.id, each.at, each.via));
  return {
    escalations: known({ type: "list", items, ...(more ? { more } : {}) }, place, way),
    // What has to be there as well is not in view.
    "escalation-can": textValue(need === "nothing" ? "can" : "could", place),
    "escalation-if": textValue(conditions[need], place),
    "escalation-by": textValue(
      easiest?.through ? `, by way of ${easiest.through.words}` : "",
      place,
    ),
    "escalation-paths": textValue(pathWords(ordered), place),
    "escalation-through": throughValue(openings, place),
  };
}

/** Each thing once, however many paths go through it. */
function throughValue(openings: readonly Opening[], place: Place): Value {
  const things = new Map(
    openings.flatMap(({ through }) => (through ? [[through.words, through.at]] : [])),
  );
  return known(
    { type: "list", items: [...things].map(([words, where]) => textValue(words, where)) },
    place,
  );
}

const conditions: Readonly<Record<Need, string>> = {
  nothing: "",
  role: ", if there is a powerful role that it can pass",
  holder: ", if something that it can change runs with a powerful role",
  trust: ", if a powerful role lets it in",
};

const needs: readonly Need[] = ["nothing", "role", "holder", "trust"];

function leastNeed(openings: readonly Opening[]): Need {
  return needs.find((need) => openings.some((each) => each.needs === need)) ?? "nothing";
}

/** Those that need least and take the fewest actions come first. */
function easiestFirst(openings: readonly Opening[]): readonly Opening[] {
  return openings.toSorted(
    (a, b) =>
      needs.indexOf(a.needs) - needs.indexOf(b.needs) || a.actions.length - b.actions.length,
  );
}

/** One way more is named, not counted; what takes all of another way and more is no other. */
function pathWords(openings: readonly Opening[]): string {
  const [first, ...rest] = openings.filter(
    ({ actions }, index) =>
      !openings
        .slice(0, index)
        .some((each) => each.actions.every((action) => actions.includes(action))),
  );
  if (!first) return "none";
  const [second] = rest;
  if (second && rest.length === 1) {
    const both = `${actionWords(first)}, or ${actionWords(second)}`;
    if (both.length <= longestWords) return both;
  }
  return rest.length === 0 ? actionWords(first) : `${actionWords(first)}, and ${rest.length} more`;
}

/** What a sentence has room for. */
const longestWords = 110;

function actionWords({ id, actions }: Opening): string {
  const last = actions.at(-1) ?? "";
  const before = actions.slice(0, -1).join(", ");
  return `${before === "" ? last : `${before} and ${last}`} (${id})`;
}

interface Where {
  readonly at: Place;
  readonly via: readonly Trail[];
  readonly ofService: boolean;
}

function whereAllowed(action: AskedAction, sources: readonly PolicySource[]): Where | undefined {
  for (const source of sources) {
    const { document, kind, at, via } = source;
    if ("unknown" in document) continue;
    const giving = document.statements.find(
      (each) => each.effect === "allow" && coversAction(each, action) === "yes",
    );
    // The text of a managed policy stands nowhere; its attachment does.
    if (giving) {
      const place = kind === "aws-managed" ? at : grantPlace(giving, action.name);
      return { at: place, via, ofService: isOfService(source) };
    }
  }
  return undefined;
}

function isOfService({ kind, arn }: PolicySource): boolean {
  return (
    kind === "aws-managed" &&
    arn?.state === "known" &&
    isText(arn.value) &&
    shape(arn.value).includes(":policy/service-role/")
  );
}

/** The narrowest of the actions that give the right. */
export function grantPlace(statement: Statement, action: string): Place {
  const giving = (statement.actions?.values ?? []).filter(
    (each) => covers(each, action, true) === "yes",
  );
  const narrow = giving.find((each) => coversEverything(each) !== "yes") ?? giving[0];
  return narrow?.at ?? statement.actions?.at ?? statement.notActions?.at ?? statement.at;
}
