// Which escalation paths some policies leave open, on which resources; knows no trust and no capability.

import type { Truth } from "../../expressions/truth.ts";
import { all, any } from "../../expressions/truth.ts";
import type { Target } from "./arn-pattern.ts";
import { anyOfType, overlap } from "./arn-pattern.ts";
import type { EscalationPath } from "./capabilities.ts";
import { actionNeeds, escalationPaths } from "./capabilities.ts";
import type { Request } from "./conditions.ts";
import type { Decider } from "./decider.ts";

/** Resources of the unit that a path may go through. */
export interface Surroundings {
  /** The holder of the policies, where it is a user or a role of the unit. */
  readonly self?: Target;
  /** Roles, users, groups and policies of the unit, each with what is gained by taking it over. */
  readonly gains: readonly Gain[];
}

export interface Gain extends Target {
  readonly kind: "role" | "user" | "group" | "policy";
  /** Does whoever has it gain something? */
  readonly worth: Truth;
  /** Services that may take on the role. */
  readonly services: readonly string[];
  /** May the holder assume the role? */
  readonly assumable: Truth;
}

export const nowhere: Surroundings = { gains: [] };

/** The truth of each path, in the order of the table. */
export function pathsOf(decider: Decider, around: Surroundings = nowhere): readonly Truth[] {
  return escalationPaths.map((path) => {
    const likely = all(path.required.map((each) => decider.somewhere(each)));
    return likely === "no" && !mayBeConditional(path) ? "no" : openness(path, decider, around);
  });
}

/** A role that can be passed to some services alone is passed nowhere for certain, until one is asked for. */
function mayBeConditional(path: EscalationPath): boolean {
  return path.passedTo.length > 0;
}

function openness(path: EscalationPath, decider: Decider, around: Surroundings): Truth {
  switch (path.category) {
    case "new-passrole":
      return path.passedTo.length > 0
        ? any(path.passedTo.map((service) => throughNew(path, service, decider, around)))
        : throughExisting(path, decider);
    case "existing-passrole":
      return throughExisting(path, decider);
    case "principal-access":
    case "self-escalation":
      return throughIdentity(path, decider, around);
  }
}

/** The role is passed to something that is made for it, by whatever name. */
function throughNew(
  path: EscalationPath,
  service: string,
  decider: Decider,
  around: Surroundings,
): Truth {
  const keys: Request = (key) => (key === "iam:passedtoservice" ? [service] : undefined);
  const role = any([
    decider.on("iam:PassRole", anyOfType(roleType), keys),
    ...around.gains
      .filter((each) => each.kind === "role" && each.services.includes(service))
      .map((each) => all([each.worth, decider.on("iam:PassRole", each, keys)])),
  ]);
  if (role === "no") return "no";
  const others = path.required.filter((each) => each !== "iam:PassRole");
  return all([role, ...others.map((each) => made(each, decider)), together(others, decider)]);
}

const roleType = "arn:*:iam::*:role/*";

/** A name that can be chosen is enough; one that may be taken already is not for certain. */
function made(action: string, decider: Decider): Truth {
  const needs = needsOf(action);
  if (needs.length === 0) return decider.everywhere(action);
  return all(
    needs.map((types) =>
      any(
        types.map((type): Truth => {
          const onAny = decider.on(action, anyOfType(type));
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

/** Something that has a role already is made to act with it: any that there may be. */
function throughExisting(path: EscalationPath, decider: Decider): Truth {
  return all(
    path.required.map((action) => {
      const needs = needsOf(action);
      if (needs.length === 0) return decider.everywhere(action);
      return all(needs.map((types) => any(types.map((type) => onExisting(action, type, decider)))));
    }),
  );
}

function onExisting(action: string, type: string, decider: Decider): Truth {
  const onAny = decider.on(action, anyOfType(type));
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
function throughIdentity(
  path: EscalationPath,
  decider: Decider,
  { self, gains }: Surroundings,
): Truth {
  const generic = all(path.required.map((action) => onGeneric(action, decider)));
  if (generic === "yes") return "yes";
  const found: Truth[] = [generic];
  if (self && path.category === "self-escalation") found.push(onTarget(path, self, decider));
  for (const gain of gains) {
    if (!path.required.every((action) => kindsOf(action).includes(gain.kind))) continue;
    found.push(all([worthOf(path, gain), onTarget(path, gain, decider)]));
  }
  return any(found);
}

function onGeneric(action: string, decider: Decider): Truth {
  const needs = needsOf(action);
  if (needs.length === 0) return decider.everywhere(action);
  return all(needs.map((types) => any(types.map((type) => decider.on(action, anyOfType(type))))));
}

function onTarget(path: EscalationPath, target: Target, decider: Decider): Truth {
  const keys: Request = (key) =>
    key === "aws:username" ? [target.arn.slice(target.arn.lastIndexOf("/") + 1)] : undefined;
  return all(path.required.map((action) => decider.on(action, target, keys)));
}

/** Whoever can change what a role allows needs nothing of it beforehand. */
function worthOf(path: EscalationPath, gain: Gain): Truth {
  const changes = path.required.some((each) => changing.test(each));
  const assumes = path.required.includes("sts:AssumeRole");
  const trusts = path.required.includes("iam:UpdateAssumeRolePolicy");
  const reach: Truth = assumes && !trusts ? gain.assumable : "yes";
  if (path.category === "self-escalation") return gain.kind === "policy" ? gain.worth : "no";
  return all([reach, changes ? "yes" : gain.worth]);
}

const changing = /^iam:(?:Attach|Put)(?:Role|User|Group)Policy$/;

function kindsOf(action: string): readonly string[] {
  return needsOf(action)
    .flat()
    .map((type) => /:(role|user|group|policy)\/\*$/.exec(type)?.[1] ?? "");
}

function needsOf(action: string): readonly (readonly string[])[] {
  return actionNeeds.get(action.toLowerCase()) ?? [];
}
