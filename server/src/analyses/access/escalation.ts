// Which escalation paths some policies leave open, on which resources; knows no trust and no capability.

import type { Truth } from "../../expressions/truth.ts";
import { all, allOf, any, anyOf } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { textValue, wholeText } from "../../expressions/value.ts";
import type { Statement } from "../../model/document.ts";
import { once } from "../../text/once.ts";
import type { Target } from "./arn-pattern.ts";
import { overlap } from "./arn-pattern.ts";
import type { AskedAction, AskedType } from "./asked.ts";
import { askedAction, askedType, ownName } from "./asked.ts";
import { trustedAs } from "./capabilities.ts";
import type { Way } from "./carriers.ts";
import type { Request } from "./conditions.ts";
import type { Decider } from "./decider.ts";
import type { PathPlan } from "./path-plans.ts";
import { pathPlans, typesOf } from "./path-plans.ts";
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
  /** The managed policies of the unit that are attached to it. */
  readonly policies: () => readonly Target[];
}

export const nowhere: Surroundings = { selves: [], gains: () => [], ways: () => [] };

/** One search for paths: many of them begin alike. */
export interface Search {
  readonly decider: Decider;
  readonly selves: readonly Target[];
  /** What in the unit the action may be for. */
  readonly gains: (action: AskedAction) => readonly Gain[];
  /** What of this type there is in the unit, and runs with a role. */
  readonly ways: (type: AskedType) => readonly Way[];
  /** May a role be passed to the service that is worth it? */
  readonly passes: (service: string) => Truth;
  /** Is it certain of a role in view? */
  readonly passesInView: (service: string) => boolean;
}

export function searchOf(decider: Decider, around: Surroundings = nowhere): Search {
  const gains = kept((action: AskedAction) => gainsOf(action, decider, around));
  const inView = once(() => around.gains([anyRole]));
  return {
    decider,
    selves: around.selves,
    gains,
    ways: kept(({ type }: AskedType) => around.ways(type)),
    passes: kept((service: string) => passesRole(service, decider, gains(passRole))),
    passesInView: kept((service: string) =>
      rolesPassed(service, decider, inView()).some((truth) => truth() === "yes"),
    ),
  };
}

const passRole = askedAction("iam:PassRole");
const roleType = askedType("arn:*:iam::*:role/*");
const anyRole = textValue(roleType.type, { file: "", range: { start: 0, end: 0 } });

/** The truth of each path, in the order of the table. */
export function pathsOf(search: Search): readonly Truth[] {
  return pathPlans.map((plan) => (isGiven(plan, search.decider) ? openness(plan, search) : "no"));
}

/** Is each of the actions allowed on anything? Most policies give no path all that it takes. */
export function isGiven({ requiredSet }: PathPlan, decider: Decider): boolean {
  return decider.mayAllowAll(requiredSet);
}

/** The same answers, each worked out once. */
function kept<Q, T>(work: (question: Q) => T): (question: Q) => T {
  let answers: Map<Q, T> | undefined;
  return (question) => {
    answers ??= new Map();
    let answer = answers.get(question);
    if (answer === undefined) {
      answer = work(question);
      answers.set(question, answer);
    }
    return answer;
  };
}

export function openness(plan: PathPlan, search: Search): Truth {
  if (search.decider.areSure(plan.requiredSet)) return "yes";
  const { category, passedTo } = plan.path;
  switch (category) {
    case "new-passrole":
      return passedTo.length > 0
        ? anyOf(passedTo, (service) => throughNew(plan, service, search))
        : throughExisting(plan, search);
    case "existing-passrole":
      return throughExisting(plan, search);
    case "principal-access":
    case "self-escalation":
      return throughIdentity(plan, search);
  }
}

/** The role is passed to something that is made for it, by whatever name. */
function throughNew(plan: PathPlan, service: string, { decider, passes }: Search): Truth {
  const role = passes(service);
  if (role === "no") return "no";
  return all([role, allOf(plan.others, (each) => made(each, decider)), together(plan, decider)]);
}

/** Any role there may be, or one of the unit. */
function passesRole(service: string, decider: Decider, gains: readonly Gain[]): Truth {
  const every = decider.onType(passRole, roleType, passedTo(service));
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
  const trusted = trustedAs.get(service) ?? service;
  return gains
    .filter((each) => each.kind === "role" && each.services().includes(trusted))
    .map((each) => () => both(decider.on(passRole, each, keys), each.worth));
}

function passedTo(service: string): Request {
  return (key) => (key === "iam:passedtoservice" ? [service] : undefined);
}

/** A role in view is worth it, and the path may pass it. */
export function passesRoleInView({ path }: PathPlan, { passesInView }: Search): boolean {
  return path.passedTo.some(passesInView);
}

/** A name that can be chosen is enough; one that may be taken already is not for certain. */
function made(action: AskedAction, decider: Decider): Truth {
  return onEach(action, decider, (type) => {
    const onAny = decider.onType(action, type);
    if (onAny === "yes") return "yes";
    const patterns = decider.patterns(action, type);
    if (patterns.length === 0) return onAny;
    const free = !makes.test(action.name) || patterns.some((each) => /[*?]/.test(nameOf(each)));
    return free ? "yes" : "unknown";
  });
}

const makes = /:(?:Create|Register)/;

function nameOf(pattern: string): string {
  return pattern.slice(pattern.indexOf(":") + 1);
}

/** One type of each that the action needs, or everything where it takes no resource. */
function onEach(action: AskedAction, decider: Decider, on: (type: AskedType) => Truth): Truth {
  const { needs = [] } = action;
  return needs.length === 0
    ? decider.everywhere(action)
    : allOf(needs, (types) => anyOf(types, on));
}

/** What is made must be what is then used. */
function together(plan: PathPlan, decider: Decider): Truth {
  for (const [first, second, type] of plan.together) {
    const left = decider.patterns(first, type);
    const right = decider.patterns(second, type);
    if (left.length === 0 || right.length === 0) continue;
    if (!left.some((one) => right.some((other) => overlap(one, other)))) return "no";
  }
  return "yes";
}

/** Something that has a role already is made to act with it: any that there may be, or one of the unit. */
function throughExisting(plan: PathPlan, search: Search): Truth {
  const { decider } = search;
  const generic = allOf(plan.required, (action) => onAnyExisting(action, decider));
  if (generic === "yes") return "yes";
  const ways = waysOf(plan, search);
  if (ways.length === 0) return generic;
  const found = any(
    ways.slice(0, mostWays).map(([type, way]) => both(onWay(plan, type, way, decider), way.worth)),
  );
  if (ways.length > mostWays) return any([found, generic, "unknown"]);
  return namesWaysAlone(plan, ways, decider) ? found : any([found, generic]);
}

/** Thousands of functions may run with one role; the first few decide, or none does for certain. */
const mostWays = 64;

/** Something of the unit that has a powerful role, and that the path may change. */
export function wayInView(plan: PathPlan, search: Search): Way | undefined {
  const { category, passedTo } = plan.path;
  if (category !== "existing-passrole" && passedTo.length > 0) return undefined;
  const found = waysOf(plan, search)
    .slice(0, mostWays)
    .find(([type, way]) => both(onWay(plan, type, way, search.decider), way.worth) === "yes");
  return found?.[1];
}

type TypedWay = readonly [type: AskedType, way: Way];

function waysOf({ carriers }: PathPlan, { ways }: Search): readonly TypedWay[] {
  const found: TypedWay[] = [];
  carriers.forEach((type) => {
    ways(type).forEach((way) => found.push([type, way]));
  });
  return found;
}

function onWay({ required }: PathPlan, type: AskedType, way: Way, decider: Decider): Truth {
  return allOf(required, (action) => {
    const { needs = [] } = action;
    if (needs.length === 0) return decider.everywhere(action);
    return allOf(needs, (types) =>
      types.includes(type)
        ? decider.on(action, way)
        : anyOf(types, (other) => onExisting(action, other, decider)),
    );
  });
}

/** Is one of the actions allowed on nothing but what the unit has? Then nothing else counts. */
function namesWaysAlone(
  { required }: PathPlan,
  ways: readonly TypedWay[],
  decider: Decider,
): boolean {
  return required.some((action) => {
    const taken = typesOf(action);
    const those = ways.filter(([type]) => taken.includes(type));
    return (
      those.length > 0 &&
      taken.every((type) => type === those[0]?.[0]) &&
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
        (way.carrier.named && text?.startsWith("arn:") && ownName(text) === way.own),
    );
  });
}

function onAnyExisting(action: AskedAction, decider: Decider): Truth {
  return onEach(action, decider, (type) => onExisting(action, type, decider));
}

function onExisting(action: AskedAction, type: AskedType, decider: Decider): Truth {
  const onAny = decider.onType(action, type);
  if (onAny === "yes") return "yes";
  const patterns = decider.patterns(action, type);
  if (patterns.length === 0) return onAny;
  // A document that runs commands will do; so does a configuration that is made for the purpose.
  if (type.type.includes(":document/"))
    return patterns.some((each) => /[*?]/.test(nameOf(each)) || runs.test(each))
      ? "yes"
      : "unknown";
  if (type.type.includes(":notebook-instance-lifecycle-config/")) return "yes";
  return "unknown";
}

const runs =
  /document\/AWS-Run(?:ShellScript|PowerShellScript|RemoteScript|Document|AnsiblePlaybook)/;

/** An identity is taken over or changed: any there may be, oneself, or one of the unit. */
function throughIdentity(plan: PathPlan, { decider, selves, gains }: Search): Truth {
  const generic = allOf(plan.required, (action) =>
    onEach(action, decider, (type) => decider.onType(action, type)),
  );
  if (generic === "yes") return "yes";
  const found: Truth[] = [generic];
  if (plan.path.category === "self-escalation")
    for (const each of selves)
      if (plan.kinds.has(kindOfTarget(each))) found.push(onTarget(plan, each, decider));
  const [first] = plan.required;
  found.push(...throughPolicy(plan, decider, gains));
  for (const gain of first ? gains(first) : []) {
    if (!plan.kinds.has(gain.kind)) continue;
    found.push(both(onTarget(plan, gain, decider), (had) => worthOf(plan, gain, had)));
  }
  return any(found);
}

function throughPolicy(
  { ofRole, assumes }: PathPlan,
  decider: Decider,
  gains: Search["gains"],
): readonly Truth[] {
  const [first] = ofRole?.taken ?? [];
  if (!ofRole || !first) return [];
  return gains(first)
    .filter(({ kind }) => kind === "role")
    .map((gain) => {
      const had = allOf(ofRole.taken, (action) => decider.on(action, gain));
      if (had === "no") return had;
      const policy = anyOf(gain.policies(), (each) =>
        allOf(ofRole.changed, (action) => decider.on(action, each)),
      );
      return policy === "no" ? policy : all([had, policy, assumes ? gain.assumable() : "yes"]);
    });
}

function gainsOf(action: AskedAction, decider: Decider, around: Surroundings): readonly Gain[] {
  return around.gains(decider.allowing(action).flatMap((each) => each.resources?.values ?? []));
}

/** What is gained is only asked where it can be had. */
function both(had: Truth, worth: (had: Truth) => Truth): Truth {
  return had === "no" ? "no" : all([had, worth(had)]);
}

function onTarget({ required }: PathPlan, target: Target, decider: Decider): Truth {
  const keys: Request = (key) =>
    key === "aws:username" ? [target.own.slice(target.own.lastIndexOf("/") + 1)] : undefined;
  return allOf(required, (action) => decider.on(action, target, keys));
}

/** Whoever can change what a role allows needs nothing of it beforehand. */
function worthOf(plan: PathPlan, gain: Gain, had: Truth): Truth {
  if (plan.path.category === "self-escalation") return plan.joinsGroup ? gain.worth(had) : "no";
  const reach = plan.assumes ? gain.assumable() : "yes";
  return reach === "no" || plan.changes ? reach : all([reach, gain.worth(all([had, reach]))]);
}

function kindOfTarget({ own }: Target): string {
  return /:(role|user|group|policy)\//.exec(own)?.[1] ?? "";
}
