// Words for what a policy document allows: how much of which services, with what power, behind which conditions.

import type { PolicySource } from "../analyses/access/attachments.ts";
import type { EscalationPath } from "../analyses/access/capabilities.ts";
import { escalationPaths } from "../analyses/access/capabilities.ts";
import type { EffectiveActions } from "../analyses/access/effective-actions.ts";
import { effectiveActions } from "../analyses/access/effective-actions.ts";
import type { IamActions, IamService } from "../analyses/access/iam-actions.ts";
import { accessLevels } from "../analyses/access/iam-actions.ts";
import type { Power } from "../analyses/access/power.ts";
import { powerOf } from "../analyses/access/power.ts";
import { coversAll } from "../analyses/access/statement.ts";
import { keyOf } from "../analyses/access/statement-words.ts";
import type { ManagedPolicyRow } from "../analyses/access/tables.ts";
import { literalValue } from "../analyses/access/tables.ts";
import { reasonText } from "../expressions/reason.ts";
import type { Reason, Value } from "../expressions/value.ts";
import { holeIn, wholeText } from "../expressions/value.ts";
import type { PolicyDocument, Statement } from "../model/document.ts";
import { readDocument } from "../model/document.ts";
import { levelsText, shareText } from "./action-words.ts";
import { capabilityWords, limitLines } from "./limit-words.ts";
import { amount, counted, few } from "./list-words.ts";
import type { ManagedHere, WrittenDocument } from "./policy-here.ts";

const mostServices = 6;
const mostKeys = 3;
const mostActions = 3;

/** Several documents stand at a place that a loop or a variant gives several values: the first is told of. */
export function documentLines(
  written: readonly WrittenDocument[],
  list: IamActions,
): readonly string[] {
  const once = new Map(written.map((each) => [identity(each), each]));
  const [first, ...others] = once.values();
  if (!first) return [];
  return [
    ...powerLines(first, list),
    ...(others.length > 0
      ? [`This place makes ${amount(once.size)} different policies; this is the first.`]
      : []),
  ];
}

/** `row` undefined: the table has no policy of the name. */
export function managedLines(
  name: string,
  row: ManagedPolicyRow | undefined,
  list: IamActions,
  limited: ManagedHere["limited"] = () => [],
): readonly string[] {
  if (!row)
    return [`${name}: what it allows is not known`, "msplint knows no policy of AWS of this name."];
  const document = readDocument(literalValue(row.document));
  const holders = document && !("unknown" in document) ? limited(document) : [];
  const whole =
    document && holders.length > 0 ? powerOf({ sources: [sourceOf(document)] }, undefined).has : [];
  return [`${name}, a policy of AWS`, ...managedPower(row, list), ...limitLines(holders, whole)];
}

function managedPower(row: ManagedPolicyRow, list: IamActions): readonly string[] {
  let lines = managed.get(row);
  if (!lines) {
    const document = readDocument(literalValue(row.document));
    const at = { file: "", range: { start: 0, end: 0 } };
    lines = document
      ? powerLines(
          { document, at, services: [], escalations: () => [], limited: () => [] },
          list,
          "of AWS",
        )
      : [];
    managed.set(row, lines);
  }
  return lines;
}

/** The longest name thousands of actions, and stay the same. */
const managed = new WeakMap<ManagedPolicyRow, readonly string[]>();

function identity({ document, at }: WrittenDocument): string {
  const place = `${at.file} ${at.range.start}`;
  return "unknown" in document ? `unknown ${place}` : (keyOf(document.statements) ?? place);
}

/** What AWS writes names actions that it has taken away again; nobody here can mend that. */
function powerLines(
  { document, services, escalations, limited }: WrittenDocument,
  list: IamActions,
  whose?: "of AWS",
): readonly string[] {
  if ("unknown" in document)
    return [`What this policy allows is not known: ${reasonText(document.unknown)}`];
  const { statements } = document;
  if (onlyDenies(document)) return denialLines(statements, list, services);
  const named = statements.some((each) => each.principals ?? each.notPrincipals);
  const actions = effectiveActions(statements, list, services);
  const power = named ? undefined : powerOfDocument(document);
  return [
    titleOf(document, actions, named),
    ...(power ? [capabilityText(power)] : []),
    ...(actions ? countLines(actions, list) : []),
    ...(power ? escalationLines([...power.met.escalations, ...escalations()]) : []),
    ...(power ? limitLines(limited(), power.certain.has) : []),
    ...conditionLines(statements, actions),
    ...unknownLines(document, actions),
    ...denyLines(statements, actions),
    ...(whose ? [] : missingLines(statements, list)),
  ].filter((each) => each !== "");
}

function onlyDenies({ statements, more }: PolicyDocument): boolean {
  return !more && statements.length > 0 && statements.every((each) => each.effect === "deny");
}

/** A guardrail gives nothing; what it denies is counted as if it were allowed. */
function denialLines(
  statements: readonly Statement[],
  list: IamActions,
  services: readonly string[],
): readonly string[] {
  const turned = statements.map((each) => ({ ...each, effect: "allow" as const }));
  const actions = effectiveActions(turned, list, services);
  const title = "Only denies";
  if (!actions) return [`${title} more than can be counted here`];
  const { allowed, everything } = actions;
  const [first, ...others] = actions.services;
  const what = everything
    ? "every action there is"
    : first && others.length === 0
      ? shareText(allowed, first.service)
      : `${counted(allowed, "action")} of ${counted(actions.services.length, "service")}`;
  const narrow = statements.some((each) => coversAll(each) !== "yes" && hasResource(each));
  return [
    allowed > 0
      ? `${title}: ${what}`
      : actions.unknown > 0
        ? `${title}; which actions is not known`
        : `${title}, and nothing that msplint knows of`,
    ...countLines(actions, list),
    ...(narrow ? ["Some of it on some resources"] : []),
    ...conditionLines(turned, actions),
    ...unknownLines({ statements: turned }, actions),
    ...missingLines(statements, list),
  ].filter((each) => each !== "");
}

function hasResource({ resources, notResources }: Statement): boolean {
  return (resources ?? notResources) !== undefined;
}

/** What it gives for certain, and what it gives where its conditions are met. */
interface DocumentPower {
  readonly certain: Power;
  readonly met: Power;
}

function powerOfDocument(document: PolicyDocument): DocumentPower {
  const { statements } = document;
  const certain = powerOf({ sources: [sourceOf(document)] }, undefined);
  if (!statements.some((each) => each.effect === "allow" && isConditional(each)))
    return { certain, met: certain };
  const bare = statements.map((each) => {
    const { moreConditions: _, ...rest } = each;
    return each.effect === "allow" ? { ...rest, conditions: [] } : each;
  });
  const source = sourceOf({ ...document, statements: bare });
  return { certain, met: powerOf({ sources: [source] }, undefined) };
}

function isConditional({ conditions, moreConditions }: Statement): boolean {
  return conditions.length > 0 || moreConditions !== undefined;
}

function sourceOf(document: PolicySource["document"]): PolicySource {
  const at = { file: "", range: { start: 0, end: 0 } };
  return { name: "", kind: "inline", document, at, via: [] };
}

function titleOf(
  document: PolicyDocument,
  actions: EffectiveActions | undefined,
  named: boolean,
): string {
  const who = named ? " to those whom it names" : "";
  if (!actions) return `Allows more than can be counted here${who}`;
  const { allowed, services, unknown, denied } = actions;
  if (actions.everything)
    return `Allows every action there is${who}: ${amount(allowed)} of ${counted(services.length, "service")}`;
  const [first] = services;
  if (first && services.length === 1) return `Allows ${shareText(allowed, first.service)}${who}`;
  if (allowed > 0)
    return `Allows ${counted(allowed, "action")} of ${counted(services.length, "service")}${who}`;
  if (unknown > 0 || document.more) return "What this policy allows is not known";
  if (!document.statements.some((each) => each.effect === "allow" || each.effect === "unknown"))
    return "Allows nothing: it has no Allow";
  return denied > 0
    ? "Allows nothing: a Deny takes all of it back"
    : "Allows nothing that msplint knows of: its actions do not exist, or take other resources";
}

function capabilityText({ certain, met }: DocumentPower): string {
  const open = met.more ? ", perhaps more" : "";
  const also = met.has.filter((each) => !certain.has.includes(each));
  if (certain.has.includes("administrator")) return "Power: administrator";
  if (certain.has.length + also.length === 0)
    return met.more ? "Power: not known" : "No sensitive power";
  const words = capabilityWords;
  if (also.length === 0) return `Power: ${words(certain.has)}${open}`;
  if (certain.has.length === 0) return `Power where conditions are met: ${words(also)}${open}`;
  return `Power: ${words(certain.has)}; where conditions are met also ${words(also)}${open}`;
}

function countLines(actions: EffectiveActions, list: IamActions): readonly string[] {
  const { levels, services } = actions;
  const byLevel = levelsText(
    accessLevels.toReversed().map((level) => [level, levels[level]] as const),
  );
  if (services.length < 2 || actions.everything) return [byLevel];
  const every = list.services();
  if (services.length * 2 < every.length) {
    const shares = services.map(({ service, allowed }) => partText(allowed, service));
    return [byLevel, few(shares, mostServices)];
  }
  // Of nearly everything, what is left out says more.
  const shares = new Map(services.map(({ service, allowed }) => [service, allowed]));
  const without = every
    .filter((each) => !shares.has(each) && !actions.open.includes(each))
    .map((each) => each.id);
  const parts = services
    .filter(({ service, allowed }) => allowed < service.size())
    .map(({ service, allowed }) => partText(allowed, service));
  return [
    byLevel,
    ...(without.length > 0 ? [`Nothing of ${few(without, mostServices)}`] : []),
    ...(parts.length > 0 ? [`Only ${few(parts, mostServices)}`] : []),
  ];
}

function partText(allowed: number, service: IamService): string {
  const size = service.size();
  return allowed === size
    ? `all ${amount(size)} of ${service.id}`
    : `${amount(allowed)} of ${amount(size)} of ${service.id}`;
}

function escalationLines(ids: readonly string[]): readonly string[] {
  const open = new Set(ids);
  const paths = escalationPaths.filter((each) => open.has(each.id));
  const [first] = paths;
  if (!first) return [];
  if (paths.length === 1) return [`Escalation path: ${requiredText(first)}`];
  return [`${counted(paths.length, "escalation path")}, such as ${requiredText(first)}`];
}

function requiredText({ required }: EscalationPath): string {
  const [first = "", ...others] = required;
  return others.length > 0 ? `${first} with ${others.join(" and ")}` : first;
}

function conditionLines(
  statements: readonly Statement[],
  actions: EffectiveActions | undefined,
): readonly string[] {
  const keys = keysOf(statements.filter((each) => each.effect === "allow"));
  const on = keys.length > 0 ? `conditions on ${few(keys, mostKeys)}` : "conditions";
  if (!actions) return keys.length > 0 ? [`Some of it under ${on}`] : [];
  const { conditional, allowed } = actions;
  if (conditional === 0) return [];
  return [
    conditional === allowed ? `All under ${on}` : `${amount(conditional)} of them only under ${on}`,
  ];
}

function keysOf(statements: readonly Statement[]): readonly string[] {
  return [...new Set(statements.flatMap((each) => each.conditions.map(({ key }) => key)))];
}

function unknownLines(
  document: PolicyDocument,
  actions: EffectiveActions | undefined,
): readonly string[] {
  const reason = document.more ?? firstUnknown(document.statements);
  const count = actions?.unknown ?? 0;
  const why = reason ? `: ${reasonText(reason)}` : "";
  if (document.more) return [`There may be other statements${why}`];
  return count > 0 ? [`Perhaps ${amount(count)} more${why}`] : [];
}

/** Why something that a statement speaks of is not known. */
function firstUnknown(statements: readonly Statement[]): Reason | undefined {
  for (const { actions, notActions, resources, notResources } of statements)
    for (const elements of [actions, notActions, resources, notResources]) {
      if (elements?.more) return elements.more;
      const open = elements?.values.find((each) => reasonOf(each) !== undefined);
      if (open) return reasonOf(open);
    }
  return undefined;
}

/** What the cloud or the environment decides is a name, and opens nothing. */
function reasonOf(value: Value): Reason | undefined {
  const reason = value.state === "unknown" ? value.reason : holeIn(value);
  return reason?.kind === "computed" || reason?.kind === "own" ? undefined : reason;
}

function denyLines(
  statements: readonly Statement[],
  actions: EffectiveActions | undefined,
): readonly string[] {
  const denies = statements.filter((each) => each.effect === "deny");
  if (denies.length === 0) return [];
  const lines: string[] = [];
  const taken = actions?.denied ?? 0;
  if (taken > 0) lines.push(`A Deny takes ${counted(taken, "action")} back`);
  const keys = keysOf(denies);
  if (keys.length > 0)
    lines.push(`A Deny under conditions on ${few(keys, mostKeys)} may take more back`);
  const narrow = denies.some((each) => each.conditions.length === 0 && coversAll(each) !== "yes");
  if (narrow) lines.push("A Deny takes actions back on some resources");
  return lines;
}

/** Names that no action has: most are misspelt, and give nothing. */
function missingLines(statements: readonly Statement[], list: IamActions): readonly string[] {
  const missing = new Set<string>();
  for (const { actions, notActions } of statements)
    for (const value of (actions ?? notActions)?.values ?? []) {
      const text = wholeText(value);
      if (text !== undefined && isMissing(text, list)) missing.add(text);
    }
  return missing.size === 0
    ? []
    : [`Not in the list of IAM's actions: ${few([...missing], mostActions)}`];
}

function isMissing(text: string, list: IamActions): boolean {
  const [, prefix, name] = /^([a-z0-9-]+):([a-z0-9]+)$/i.exec(text) ?? [];
  if (prefix === undefined || name === undefined) return false;
  return list.service(prefix.toLowerCase())?.indexOf(name.toLowerCase()) === undefined;
}
