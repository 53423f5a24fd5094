// Words for an action in a policy: which actions it means, at what access levels, on which resources.

import { askedAction } from "../analyses/access/asked.ts";
import type { Capability } from "../analyses/access/capabilities.ts";
import { actionNeeds, capabilities, escalationPaths } from "../analyses/access/capabilities.ts";
import type { ExpandedAction, FoundAction } from "../analyses/access/expanded-action.ts";
import { expandedAction } from "../analyses/access/expanded-action.ts";
import type { AccessLevel, IamActions, IamService } from "../analyses/access/iam-actions.ts";
import { accessLevels } from "../analyses/access/iam-actions.ts";
import { coversAction, coversAll, meetsConditions } from "../analyses/access/statement.ts";
import { reasonText } from "../expressions/reason.ts";
import type { Value } from "../expressions/value.ts";
import { effective, isText, shape } from "../expressions/value.ts";
import { amount, counted, few } from "./list-words.ts";
import type { WrittenAction } from "./policy-here.ts";

/** A place that a loop gives more values than this is told in number. */
const mostValues = 3;
/** Names of a level, or of resources, in one line. */
const mostNames = 4;

/** The first line says what it is; each of the others one thing about it. */
export function actionLines(
  written: readonly WrittenAction[],
  list: IamActions,
): readonly string[] {
  const once = new Map(written.map((each) => [`${each.not} ${textOf(each.value)}`, each]));
  const [first, ...others] = once.values();
  if (!first) return [];
  const lines = linesOf(first, list);
  const rest = others.slice(0, mostValues - 1).map((each) => linesOf(each, list)[0] ?? "");
  const more = others.length - rest.length;
  return [
    ...lines,
    ...rest.map((each) => `Here also ${each}`),
    ...(more > 0 ? [`and ${counted(more, "other value")}`] : []),
  ];
}

function linesOf(written: WrittenAction, list: IamActions): readonly string[] {
  const name = textOf(written.value);
  const expanded = expandedAction(written.value, list);
  switch (expanded.is) {
    case "everything":
      return [`${name}: ${everything(list)}`, ...levelsOf(list), ...placeLines(written, expanded)];
    case "unknown":
      return [
        `${name}: not known which action this is`,
        `${capital(reasonText(expanded.reason))}.`,
        ...placeLines(written, expanded),
      ];
    case "none":
      return [`${name}: no such action`, noneText(expanded)];
    case "actions":
      return [
        ...foundLines(name, expanded.found, expanded.atMost),
        // Whom a policy names is let in, and gains nothing by way of rights of its own.
        ...(written.statement.principals ? [] : powerLines(expanded)),
        ...placeLines(written, expanded),
      ];
  }
}

function everything(list: IamActions): string {
  const services = list.services();
  const all = services.reduce((sum, each) => sum + each.size(), 0);
  return `all ${amount(all)} actions of ${counted(services.length, "service")}`;
}

function levelsOf(list: IamActions): readonly string[] {
  const services = list.services();
  const levels = gravest.map((level): [AccessLevel, number] => [
    level,
    services.reduce((sum, each) => sum + each.count(level), 0),
  ]);
  return [levelsText(levels)];
}

const gravest = accessLevels.toReversed();

/** "Write 40, Read 12": what changes who may do what stands first. */
export function levelsText(levels: Iterable<readonly [AccessLevel, number]>): string {
  return [...levels]
    .filter(([, count]) => count > 0)
    .map(([level, count]) => `${levelNames[level]} ${amount(count)}`)
    .join(", ");
}

export const levelNames: Readonly<Record<AccessLevel, string>> = {
  list: "List",
  read: "Read",
  tagging: "Tagging",
  write: "Write",
  permissions: "Permissions management",
};

function noneText(none: Extract<ExpandedAction, { is: "none" }>): string {
  switch (none.why) {
    case "form":
      return "An action is written service:Name, and IAM knows none that this matches.";
    case "service":
      return `The list of IAM's actions has no service ${none.prefix}; unless it is newer than the list, this matches nothing.`;
    case "action":
      return `None of the ${amount(none.service.size())} actions of ${none.service.id} in the list matches; unless it is newer than the list, this does nothing.`;
  }
}

function foundLines(
  name: string,
  found: readonly FoundAction[],
  atMost: Parameters<typeof reasonText>[0] | undefined,
): readonly string[] {
  const [only, ...others] = found;
  const open = atMost ? [`Which of them is not known: ${reasonText(atMost)}.`] : [];
  if (only && others.length === 0 && !atMost) return singleLines(only);
  const services = new Set(found.map((each) => each.service));
  const [service] = services;
  const whose =
    service && services.size === 1
      ? shareText(found.length, service)
      : `${counted(found.length, "action")} of ${counted(services.size, "service")}`;
  const several = services.size > 1;
  const levels = gravest.flatMap((level) => {
    const those = found.filter((each) => each.action.level === level).toSorted(byWeight);
    const names = those.map((each) => (several ? idOf(each) : each.action.name));
    return those.length === 0
      ? []
      : [`${levelNames[level]} ${amount(those.length)}: ${few(names, mostNames)}`];
  });
  return [
    `${name}: ${atMost ? "at most " : ""}${whose}`,
    ...open,
    ...levels,
    ...resourceLines(found),
  ];
}

/** "all 190 actions of …", "12 of the 190 actions of …" */
export function shareText(count: number, service: IamService): string {
  const size = service.size();
  const of = count === size ? `all ${amount(size)}` : `${amount(count)} of the ${amount(size)}`;
  return `${of} actions of ${service.id}`;
}

function singleLines(found: FoundAction): readonly string[] {
  const { service, action } = found;
  return [
    `${idOf(found)}: ${levelNames[action.level]}, of ${service.id}`,
    ...resourceLines([found]),
  ];
}

function powerLines({
  found,
  atMost,
}: Extract<ExpandedAction, { is: "actions" }>): readonly string[] {
  const [only, ...others] = found;
  return only && others.length === 0 && !atMost
    ? [...capabilityLines(found, "By itself it gives: "), ...pathLines(only)]
    : capabilityLines(found, "Among them what gives: ");
}

/** Those that capabilities and escalation paths are made of, then by name. */
function byWeight(a: FoundAction, b: FoundAction): number {
  const light = (each: FoundAction) => (actionNeeds.has(idOf(each).toLowerCase()) ? 0 : 1);
  return light(a) - light(b) || (idOf(a) < idOf(b) ? -1 : 1);
}

function idOf({ service, action }: FoundAction): string {
  return `${service.id}:${action.name}`;
}

function resourceLines(found: readonly FoundAction[]): readonly string[] {
  const names = new Set(found.flatMap(({ service, action }) => service.actsOn(action)));
  const without = found.filter((each) => each.action.on === "").length;
  if (names.size === 0) return ["Takes no resource: only Resource * gives it."];
  const rest = without > 0 ? `; ${counted(without, "takes", "take")} no resource but *` : "";
  return [`Acts on: ${few([...names], mostNames)}${rest}`];
}

function capabilityLines(found: readonly FoundAction[], before: string): readonly string[] {
  const ids = new Set(found.map((each) => idOf(each).toLowerCase()));
  const given = capabilities.filter(({ aws }) => aws && !aws.everywhere && gives(aws, ids));
  return given.length === 0
    ? []
    : [`${before}${given.map((each) => each.name.replaceAll("-", " ")).join(", ")}`];
}

function gives(aws: NonNullable<Capability["aws"]>, ids: ReadonlySet<string>): boolean {
  return aws.any.some((each) => ids.has(each.toLowerCase()));
}

function pathLines(found: FoundAction): readonly string[] {
  const id = idOf(found).toLowerCase();
  const paths = escalationPaths.filter((path) =>
    path.required.some((each) => each.toLowerCase() === id),
  );
  const alone = paths.some((path) => path.required.length === 1);
  const [first] = paths;
  if (!first) return [];
  if (alone) return ["An escalation path by itself, on the right resource."];
  const others = first.required.filter((each) => each.toLowerCase() !== id);
  return [
    `Part of ${counted(paths.length, "escalation path")}, such as with ${others.join(" and ")}`,
  ];
}

/** What the statement makes of it: Deny, NotAction, and another statement that takes it back. */
function placeLines(
  { not, statement, document }: WrittenAction,
  expanded: ExpandedAction,
): readonly string[] {
  const { effect } = statement;
  if (not)
    return [
      effect === "deny"
        ? "In NotAction of a Deny: everything but what is named there is denied."
        : "In NotAction: everything but what is named there is allowed.",
    ];
  if (effect === "deny") {
    const where =
      coversAll(statement) === "yes" || !hasResources(statement) ? "" : " on some resources";
    const when = statement.conditions.length > 0 ? " under conditions" : "";
    return [`Denied here${where}${when}.`];
  }
  if (effect !== "allow" || expanded.is !== "actions") return [];
  const denies = document.statements.filter(
    (each) =>
      each.effect === "deny" &&
      coversAll(each) === "yes" &&
      meetsConditions(each, () => undefined) === "yes",
  );
  const taken = expanded.found.filter((each) =>
    denies.some((deny) => coversAction(deny, askedAction(idOf(each))) === "yes"),
  ).length;
  if (taken === 0) return [];
  const { length } = expanded.found;
  const which = taken < length ? `${amount(taken)} of them` : length > 1 ? "all of them" : "it";
  return [`A Deny of the same policy takes ${which} back.`];
}

function hasResources({ resources, notResources }: WrittenAction["statement"]): boolean {
  return (resources ?? notResources) !== undefined;
}

function textOf(value: Value): string {
  const decided = effective(value);
  if (decided.state !== "known" || !isText(decided.value)) return "This action";
  return shape(decided.value);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
