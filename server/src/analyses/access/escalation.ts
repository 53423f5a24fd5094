// Which escalation paths some policies leave open, on which resources; knows no trust and no capability.

import type { Truth } from "../../expressions/truth.ts";
import { all, any, anyOf } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { textValue, wholeText } from "../../expressions/value.ts";
import type { Statement } from "../../model/document.ts";
import { once } from "../../text/once.ts";
import type { Target } from "./arn-pattern.ts";
import { overlap } from "./arn-pattern.ts";
import type { EscalationPath } from "./capabilities.ts";
import { actionNeeds, escalationPaths } from "./capabilities.ts";
import type { Way } from "./carriers.ts";
import { isCarrierType } from "./carriers.ts";
import type { Request } from "./conditions.ts";
import type { Decider } from "./decider.ts";
import { refersTo } from "./references.ts";

/** What a path may go through in the unit. */
export interface Surroundings {
  /** The holder, its groups and its policies. */
  readonly selves: readonly Target[];
  /** The roles, users and groups of the unit that one of the patterns may mean. */
  readonly gains: (patterns: readonly Value[]) => readonly Gain[];
  /** What of this type there is in the unit, and runs with a role. */
  readonly ways: (type: string) => readonly Way[];
}

export interface Gain extends Target {
  readonly kind: "role" | "user" | "group";
  /** Does whoever has it gain something? Asked with whether it can be had for certain. */
  readonly worth: (had: Truth) => Truth;
  /** Services that may take on the role. */
  readonly services: () => readonly string[];
  /** May the holder assume the role? */
  readonly assumable: () => Truth;
}

export const nowhere: Surroundings = { selves: [], gains: () => [], ways: () => [] };

/** One search for paths: many of them begin alike. */
export interface Search {
  readonly decider: Decider;
  readonly selves: readonly Target[];
  /** What in the unit the action may be for. */
  readonly gains: (action: string) => readonly Gain[];
  /** What of this type there is in the unit, and runs with a role. */
  readonly ways: (type: string) => readonly Way[];
  /** May a role be passed to the service that is worth it? */
  readonly passes: (service: string) => Truth;
  /** Is it certain of a role in view? */
  readonly passesInView: (service: string) => boolean;
}

export function searchOf(decider: Decider, around: Surroundings = nowhere): Search {
  const gains = kept((action: string) => gainsOf(action, decider, around));
  const inView = once(() => around.gains([anyRole]));
  return {
    decider,
    selves: around.selves,
    gains,
    ways: kept(around.ways),
    passes: kept((service) => passesRole(service, decider, gains("iam:PassRole"))),
    passesInView: kept((service) =>
      rolesPassed(service, decider, inView()).some((truth) => truth() === "yes"),
    ),
  };
}

const roleType = "arn:*:iam::*:role/*";
const anyRole = textValue(roleType, { file: "", range: { start: 0, end: 0 } });

/** The truth of each path, in the order of the table. */
export function pathsOf(search: Search): readonly Truth[] {
  return escalationPaths.map((path) =>
    isGiven(path.required, search.decider) ? openness(path, search) : "no",
  );
}

/** Is each of the actions allowed on anything? Most policies give no path all that it takes. */
export function isGiven(actions: readonly string[], decider: Decider): boolean {
  return actions.every((each) => decider.allowing(each).length > 0);
}

/** The same answers, each worked out once. */
function kept<T>(work: (question: string) => T): (question: string) => T {
  const answers = new Map<string, T>();
  return (question) => {
    let answer = answers.get(question);
    if (answer === undefined) {
      answer = work(question);
      answers.set(question, answer);
    }
    return answer;
  };
}

export function openness(path: EscalationPath, search: Search): Truth {
  switch (path.category) {
    case "new-passrole":
      return path.passedTo.length > 0
        ? anyOf(path.passedTo, (service) => throughNew(path, service, search))
        : throughExisting(path, search);
    case "existing-passrole":
      return throughExisting(path, search);
    case "principal-access":
    case "self-escalation":
      return throughIdentity(path, search);
  }
}

/** The role is passed to something that is made for it, by whatever name. */
function throughNew(path: EscalationPath, service: string, { decider, passes }: Search): Truth {
  const role = passes(service);
  if (role === "no") return "no";
  const others = path.required.filter((each) => each !== "iam:PassRole");
  return all([role, ...others.map((each) => made(each, decider)), together(others, decider)]);
}

/** Any role there may be, or one of the unit. */
function passesRole(service: string, decider: Decider, gains: readonly Gain[]): Truth {
  const every = decider.onType("iam:PassRole", roleType, passedTo(service));
  if (every === "yes") return every;
  return any([every, ...rolesPassed(service, decider, gains).map((truth) => truth())]);
}

/** For each role that the service may take on: can it be passed, and is that worth it? */
function rolesPassed(
  service: string,
  decider: Decider,
  gains: readonly Gain[],
): readonly (() => Truth)[] {
  const keys = passedTo(service);
  return gains
    .filter((each) => each.kind === "role" && each.services().includes(service))
    .map((each) => () => both(decider.on("iam:PassRole", each, keys), each.worth));
}

function passedTo(service: string): Request {
  return (key) => (key === "iam:passedtoservice" ? [service] : undefined);
}

/** A role in view is worth it, and the path may pass it. */
export function passesRoleInView(path: EscalationPath, { passesInView }: Search): boolean {
  return path.passedTo.some(passesInView);
}

/** A name that can be chosen is enough; one that may be taken already is not for certain. */
function made(action: string, decider: Decider): Truth {
  const needs = needsOf(action);
  if (needs.length === 0) return decider.everywhere(action);
  return all(
    needs.map((types) =>
      any(
        types.map((type): Truth => {
          const onAny = decider.onType(action, type);
          if (onAny === "yes") return "yes";
          const patterns = decider.patterns(action, type);
          if (patterns.length === 0) return onAny;
          const free = !makes.test(action) || patterns.some((each) => /[*?]/.test(nameOf(each)));
          return free ? "yes" : "unknown";
        }),
      ),
    ),
  );
}

const makes = /:(?:Create|Register)/;

function nameOf(pattern: string): string {
  return pattern.slice(pattern.indexOf(":") + 1);
}

/** What is made must be what is then used. */
function together(actions: readonly string[], decider: Decider): Truth {
  for (const [index, first] of actions.entries()) {
    for (const second of actions.slice(index + 1)) {
      const shared = needsOf(first)
        .flat()
        .filter((type) => needsOf(second).flat().includes(type));
      for (const type of shared) {
        const left = decider.patterns(first, type);
        const right = decider.patterns(second, type);
        if (left.length === 0 || right.length === 0) continue;
        if (!left.some((one) => right.some((other) => overlap(one, other)))) return "no";
      }
    }
  }
  return "yes";
}

/** Something that has a role already is made to act with it: any that there may be, or one of the unit. */
function throughExisting(path: EscalationPath, search: Search): Truth {
  const { decider } = search;
  const generic = all(path.required.map((action) => onAnyExisting(action, decider)));
  if (generic === "yes") return "yes";
  const ways = waysOf(path, search);
  if (ways.length === 0) return generic;
  const found = any(
    ways.slice(0, mostWays).map(([type, way]) => both(onWay(path, type, way, decider), way.worth)),
  );
  if (ways.length > mostWays) return any([found, generic, "unknown"]);
  return namesWaysAlone(path, ways, decider) ? found : any([found, generic]);
}

/** Thousands of functions may run with one role; the first few decide, or none does for certain. */
const mostWays = 64;

/** Something of the unit that has a powerful role, and that the path may change. */
export function wayInView(path: EscalationPath, search: Search): Way | undefined {
  if (path.category !== "existing-passrole" && path.passedTo.length > 0) return undefined;
  const found = waysOf(path, search)
    .slice(0, mostWays)
    .find(([type, way]) => both(onWay(path, type, way, search.decider), way.worth) === "yes");
  return found?.[1];
}

type TypedWay = readonly [type: string, way: Way];

function waysOf({ required }: EscalationPath, { ways }: Search): readonly TypedWay[] {
  const types = new Set(required.flatMap(needsOf).flat().filter(isCarrierType));
  return [...types].flatMap((type) => ways(type).map((way): TypedWay => [type, way]));
}

function onWay(path: EscalationPath, type: string, way: Way, decider: Decider): Truth {
  return all(
    path.required.map((action) => {
      const needs = needsOf(action);
      if (needs.length === 0) return decider.everywhere(action);
      return all(
        needs.map((types) =>
          types.includes(type)
            ? decider.on(action, way)
            : any(types.map((other) => onExisting(action, other, decider))),
        ),
      );
    }),
  );
}

/** Is one of the actions allowed on nothing but what the unit has? Then nothing else counts. */
function namesWaysAlone(
  path: EscalationPath,
  ways: readonly TypedWay[],
  decider: Decider,
): boolean {
  return path.required.some((action) => {
    const taken = needsOf(action).flat();
    const those = ways.filter(([type]) => taken.includes(type));
    return (
      those.length > 0 &&
      taken.filter((type) => type !== those[0]?.[0]).length === 0 &&
      decider.allowing(action).every((each) => names(each, those))
    );
  });
}

function names(
  { effect, resources, conditions, moreConditions }: Statement,
  ways: readonly TypedWay[],
): boolean {
  if (effect !== "allow" || !resources || resources.more) return false;
  if (conditions.length > 0 || moreConditions) return false;
  return resources.values.every((value) => {
    const text = wholeText(value);
    return ways.some(
      ([, way]) =>
        refersTo(value, way.carrier.resource) ||
        (way.carrier.named && text !== undefined && thingIn(text) === thingIn(way.arn)),
    );
  });
}

/** Service and resource of an ARN. */
function thingIn(arn: string): string {
  const [, , service = "", , , ...resource] = arn.split(":");
  return `${service}:${resource.join(":")}`;
}

function onAnyExisting(action: string, decider: Decider): Truth {
  const needs = needsOf(action);
  if (needs.length === 0) return decider.everywhere(action);
  return all(needs.map((types) => any(types.map((type) => onExisting(action, type, decider)))));
}

function onExisting(action: string, type: string, decider: Decider): Truth {
  const onAny = decider.onType(action, type);
  if (onAny === "yes") return "yes";
  const patterns = decider.patterns(action, type);
  if (patterns.length === 0) return onAny;
  // A document that runs commands will do; so does a configuration that is made for the purpose.
  if (type.includes(":document/"))
    return patterns.some((each) => /[*?]/.test(nameOf(each)) || runs.test(each))
      ? "yes"
      : "unknown";
  if (type.includes(":notebook-instance-lifecycle-config/")) return "yes";
  return "unknown";
}

const runs =
  /document\/AWS-Run(?:ShellScript|PowerShellScript|RemoteScript|Document|AnsiblePlaybook)/;

/** An identity is taken over or changed: any there may be, oneself, or one of the unit. */
function throughIdentity(path: EscalationPath, { decider, selves, gains }: Search): Truth {
  const generic = all(path.required.map((action) => onGeneric(action, decider)));
  if (generic === "yes") return "yes";
  const found: Truth[] = [generic];
  if (path.category === "self-escalation")
    found.push(
      ...selves
        .filter((each) => takes(path, kindOfTarget(each)))
        .map((each) => onTarget(path, each, decider)),
    );
  const [first = ""] = path.required;
  for (const gain of gains(first)) {
    if (!takes(path, gain.kind)) continue;
    found.push(both(onTarget(path, gain, decider), (had) => worthOf(path, gain, had)));
  }
  return any(found);
}

function gainsOf(action: string, decider: Decider, around: Surroundings): readonly Gain[] {
  return around.gains(decider.allowing(action).flatMap((each) => each.resources?.values ?? []));
}

/** What is gained is only asked where it can be had. */
function both(had: Truth, worth: (had: Truth) => Truth): Truth {
  return had === "no" ? "no" : all([had, worth(had)]);
}

function onGeneric(action: string, decider: Decider): Truth {
  const needs = needsOf(action);
  if (needs.length === 0) return decider.everywhere(action);
  return all(needs.map((types) => any(types.map((type) => decider.onType(action, type)))));
}

function onTarget(path: EscalationPath, target: Target, decider: Decider): Truth {
  const keys: Request = (key) =>
    key === "aws:username" ? [target.arn.slice(target.arn.lastIndexOf("/") + 1)] : undefined;
  return all(path.required.map((action) => decider.on(action, target, keys)));
}

/** Whoever can change what a role allows needs nothing of it beforehand. */
function worthOf(path: EscalationPath, gain: Gain, had: Truth): Truth {
  if (path.category === "self-escalation")
    return path.required.includes("iam:AddUserToGroup") ? gain.worth(had) : "no";
  const changes = path.required.some((each) => changing.test(each));
  const assumes =
    path.required.includes("sts:AssumeRole") &&
    !path.required.includes("iam:UpdateAssumeRolePolicy");
  const reach = assumes ? gain.assumable() : "yes";
  return reach === "no" || changes ? reach : all([reach, gain.worth(all([had, reach]))]);
}

const changing = /^iam:(?:Attach|Put)(?:Role|User|Group)Policy$/;

/** Are all actions of the path on things of the kind? */
function takes(path: EscalationPath, kind: string): boolean {
  return path.required.every((action) => kindsOf(action).includes(kind));
}

function kindOfTarget({ arn }: Target): string {
  return /:(role|user|group|policy)\//.exec(arn)?.[1] ?? "";
}

function kindsOf(action: string): readonly string[] {
  return needsOf(action)
    .flat()
    .map((type) => /:(role|user|group|policy)\/\*$/.exec(type)?.[1] ?? "");
}

function needsOf(action: string): readonly (readonly string[])[] {
  return actionNeeds.get(action.toLowerCase()) ?? [];
}
