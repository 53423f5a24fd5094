// What an escalation path may go through in a unit: its roles, users, groups and policies, and what each is worth.

import type { Truth } from "../../expressions/truth.ts";
import { all, any, anyOf } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { PolicyDocument } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Target } from "./arn-pattern.ts";
import { askedAction } from "./asked.ts";
import type { Attached, HolderNames } from "./attachments.ts";
import { attachedTo, groupNames, roleNames, userNames } from "./attachments.ts";
import { boundaryOf } from "./boundary.ts";
import { escalationPaths } from "./capabilities.ts";
import type { CarriedRole, Carrier, Way } from "./carriers.ts";
import { carriersOf } from "./carriers.ts";
import type { Decider } from "./decider.ts";
import { deciderOf } from "./decider.ts";
import { isDeployed } from "./deployed.ts";
import type { Directory } from "./directory.ts";
import { directoryOf } from "./directory.ts";
import type { Gain, Surroundings } from "./escalation.ts";
import { pathsOf, searchOf } from "./escalation.ts";
import { guardrailsOf } from "./guardrails.ts";
import { groupsOf } from "./holders.ts";
import { awsPrincipalParty } from "./parties.ts";
import { marked } from "./pattern.ts";
import { keysFor, keysOf, names } from "./references.ts";
import { coversAction, meetsConditions } from "./statement.ts";
import { managedPolicies } from "./tables.ts";
import { usePlace } from "./use-place.ts";

/** Made once for a unit; `of` gives what surrounds one holder. */
export interface Unit {
  readonly of: (holder: Resource | undefined, attached: Attached) => Surroundings;
}

interface Member {
  readonly kind: "role" | "user" | "group";
  readonly resource: Resource;
  readonly by: HolderNames;
  readonly target: Target;
}

export function unitOf(model: Model, context: AnalysisContext): Unit {
  const present = units.get(model);
  if (present?.context === context) return present.unit;
  const unit = makeUnit(model, directoryOf(model, context), context);
  units.set(model, { context, unit });
  return unit;
}

const units = new WeakMap<Model, { readonly context: AnalysisContext; readonly unit: Unit }>();

function makeUnit(model: Model, directory: Directory, context: AnalysisContext): Unit {
  const members: readonly Member[] = [
    ...membersOf(model, "role", "aws.iam.role", roleNames),
    ...membersOf(model, "user", "aws.iam.user", userNames),
    ...membersOf(model, "group", "aws.iam.group", groupNames),
  ];
  const byKey = new Map<string, Member[]>();
  for (const member of members) {
    for (const key of keysFor(member.resource, "name")) {
      const those = byKey.get(key);
      if (those) those.push(member);
      else byKey.set(key, [member]);
    }
  }
  const nodes = new Map<Resource, Node>();
  /** What a member may do by itself, and whom it leads to; worked out once, so that circles cost nothing. */
  const nodeOf = (member: Member): Node => {
    const { resource } = member;
    let node = nodes.get(resource);
    if (!node) {
      const leads = new Map<Member, Truth>();
      const attached = attachedTo(resource, model, managed, member.by);
      const around = of(resource, attached, (other, had) => {
        leads.set(other, any([leads.get(other) ?? "no", had]));
        return "no";
      });
      const decider = deciderFor(resource, attached, model, context);
      node = { itself: isWorth(decider, around, attached), leads };
      nodes.set(resource, node);
    }
    return node;
  };
  const worths = new Map<Resource, Truth>();
  /** What a role leads to in turn counts. */
  const worthOf = (member: Member): Truth => {
    const known = worths.get(member.resource);
    if (known) return known;
    const reached = new Map<Member, Truth>([[member, "yes"]]);
    let result: Truth = "no";
    for (const [each, way] of reached) {
      const { itself, leads } = nodeOf(each);
      result = any([result, all([way, worths.get(each.resource) ?? itself])]);
      if (result === "yes") break;
      for (const [other, had] of leads) {
        const further = all([way, had]);
        if (!reached.has(other) && reached.size < longestChain) reached.set(other, further);
        else if (!reached.has(other)) result = any([result, "unknown"]);
      }
    }
    worths.set(member.resource, result);
    if (result === "no") for (const each of reached.keys()) worths.set(each.resource, "no");
    return result;
  };
  const managed = () => managedPolicies(context.tables);
  const gainOf = (member: Member, holder: Resource | undefined, worth: Worth): Gain => {
    const trust = () => (member.kind === "role" ? trustOf(member.resource) : undefined);
    return {
      ...member.target,
      kind: member.kind,
      worth: (had) => worth(member, had),
      services: () => servicesOf(trust()),
      assumable: () => assumable(trust(), holder, directory),
      policies: () => policiesOf(attachedTo(member.resource, model, managed, member.by)),
    };
  };
  const carriers = carriersOf(model);
  const byResource = new Map(members.map((each) => [each.resource, each]));
  const wayOf = (carrier: Carrier, holder: Resource | undefined, worth: Worth): Way => {
    const worthOfRole = ({ resource }: CarriedRole, had: Truth): Truth => {
      const member = resource && byResource.get(resource);
      if (!member) return "unknown";
      if (resource === holder) return "no";
      const gained = worth(member, had);
      // What is only looked up may have policies that are not in view.
      return gained === "no" && !isDeployed(resource, model) ? "unknown" : gained;
    };
    const worthiest = () =>
      carrier.roles.find((each) => worthOfRole(each, "yes") === "yes") ?? carrier.roles[0];
    return {
      ...carrier,
      carrier,
      worth: (had) => any(carrier.roles.map((each) => worthOfRole(each, had))),
      words: () => {
        const { called, resource } = worthiest() ?? {};
        const attached = resource && attachedTo(resource, model, managed);
        const decider = attached && deciderFor(resource, attached, model, context);
        const all = decider?.everywhere(anyAction) === "yes";
        const role = called === undefined ? "its role" : `role ${called}`;
        return `${carrier.name}, which runs as ${role}, ${all ? "an administrator" : "which leads to administrator"}`;
      },
      place: () => {
        const use = worthiest()?.use;
        return use ? usePlace(use, carrier.resource.at) : carrier.resource.at;
      },
    };
  };
  const of = (holder: Resource | undefined, attached: Attached, worth: Worth): Surroundings => ({
    selves: selvesOf(holder, attached, model),
    gains: (values) => {
      const found = new Set<Member>();
      for (const value of values) {
        const written = marked(value);
        if (written === "*" || (written !== undefined && otherService.test(written))) continue;
        const wild = written !== undefined && /[*?]/.test(written);
        for (const member of wild ? members : keysOf(value).flatMap((key) => byKey.get(key) ?? []))
          if (member.resource !== holder && found.size < mostGains) found.add(member);
      }
      return [...found].map((member) => gainOf(member, holder, worth));
    },
    ways: (type) => {
      const those = carriers(type);
      return those.length === 0 ? [] : those.map((carrier) => wayOf(carrier, holder, worth));
    },
  });
  return { of: (holder, attached) => of(holder, attached, worthOf) };
}

/** An ARN of another service than IAM. */
const otherService = /^arn:[^:]*:(?!iam:)[a-z0-9-]+:/;

/** What is gained with a member; `had` says whether it can be had for certain. */
type Worth = (member: Member, had: Truth) => Truth;

interface Node {
  /** An administrator, or able to become one without anybody of the unit. */
  readonly itself: Truth;
  readonly leads: ReadonlyMap<Member, Truth>;
}

/** Chains through more members than this are not followed, and are not known. */
const longestChain = 256;
/** A pattern may be for thousands of roles; the first few decide, or none does for certain. */
const mostGains = 64;

function membersOf(
  model: Model,
  kind: Member["kind"],
  of: string,
  by: HolderNames,
): readonly Member[] {
  return ofKind(model, of)
    .filter((each) => each.exists !== "no")
    .map((resource) => ({ kind, resource, by, target: targetOf(kind, resource) }));
}

function deciderFor(
  holder: Resource,
  attached: Attached,
  model: Model,
  context: AnalysisContext,
): Decider {
  const written = attached.sources.flatMap(({ document }) =>
    "unknown" in document ? [] : document.statements,
  );
  const { denies } = guardrailsOf(holder, model, context);
  const statements = denies.length === 0 ? written : [...denies, ...written];
  const boundary = boundaryOf(holder, model, context);
  return deciderOf(
    statements,
    boundary === undefined ? undefined : "unknown" in boundary ? "unknown" : boundary.statements,
  );
}

const anyAction = askedAction("any-service:AnyAction");
const assumeRole = askedAction("sts:AssumeRole");

/** An administrator, or somebody who can become one. */
function isWorth(decider: Decider, around: Surroundings, attached: Attached): Truth {
  const unknown = attached.more || attached.sources.some((each) => "unknown" in each.document);
  const found = any([
    decider.everywhere(anyAction),
    ...pathsOf(searchOf(decider, around)).map(withoutLuck),
  ]);
  return found === "no" && unknown ? "unknown" : found;
}

/** Whether there is something to change that runs with a powerful role, nobody knows. */
function withoutLuck(open: Truth, index: number): Truth {
  const isLuck = escalationPaths[index]?.category === "existing-passrole";
  return isLuck && open === "yes" ? "unknown" : open;
}

function targetOf(kind: "role" | "user" | "group" | "policy", resource: Resource): Target {
  const name = wholeText(resource.attributes.get("name")) ?? `${resource.name}-of-the-unit`;
  const path = wholeText(resource.attributes.get("path")) ?? "/";
  const prefix = /^\/.*\/$/.test(path) ? path : "/";
  return { own: `iam:${kind}${prefix}${name}`, resource };
}

/** The holder itself, its groups and its policies: whoever may change these changes its own rights. */
function selvesOf(
  holder: Resource | undefined,
  attached: Attached,
  model: Model,
): readonly Target[] {
  if (!holder) return [];
  const kind = /^aws\.iam\.(role|user|group)$/.exec(holder.kind)?.[1];
  const groups = kind === "user" ? groupsOf(holder, model) : [];
  return [
    ...(kind === "role" || kind === "user" || kind === "group" ? [targetOf(kind, holder)] : []),
    // A group's policy is its members', and one that nothing holds may be any user's.
    ...(kind === "role" || kind === "user" ? [] : [someUser]),
    ...groups.map((each) => targetOf("group", each)),
    ...policiesOf(attached),
  ];
}

function policiesOf(attached: Attached): readonly Target[] {
  return attached.sources.flatMap(({ policy }) => (policy ? [targetOf("policy", policy)] : []));
}

/** The user that a policy variable speaks of, whose name no policy can have written. */
const someUser: Target = { own: "iam:user/whoever-has-the-policy" };

function trustOf(role: Resource): PolicyDocument | undefined {
  let present = trusts.get(role);
  if (!present) {
    const document = readDocument(role.attributes.get("trust"));
    present = document && !("unknown" in document) ? { document } : {};
    trusts.set(role, present);
  }
  return present.document;
}

/** Many holders may ask about one role. */
const trusts = new WeakMap<Resource, { readonly document?: PolicyDocument }>();

function servicesOf(trust: PolicyDocument | undefined): readonly string[] {
  return (trust?.statements ?? [])
    .filter((each) => each.effect === "allow")
    .flatMap((each) => each.principals?.items ?? [])
    .flatMap(({ type, value }) => (type === "Service" ? [wholeText(value) ?? ""] : []));
}

/** Does the trust let the holder in: by its name, by its account, or with everyone? */
function assumable(
  trust: PolicyDocument | undefined,
  holder: Resource | undefined,
  directory: Directory,
): Truth {
  if (!trust) return "unknown";
  return anyOf(trust.statements, (statement): Truth => {
    if (statement.effect !== "allow" || coversAction(statement, assumeRole) !== "yes") return "no";
    const met = meetsConditions(statement, () => undefined);
    const named = any(
      (statement.principals?.items ?? []).map(({ type, value }) =>
        type === "AWS" ? lets(value, holder, directory) : "no",
      ),
    );
    return named === "no" || met === "no" ? "no" : named === "yes" ? met : "unknown";
  });
}

function lets(principal: Value, holder: Resource | undefined, directory: Directory): Truth {
  const text = marked(principal);
  if (text === "*") return "yes";
  if (holder && names(principal, holder, "name") === "yes") return "yes";
  const party = awsPrincipalParty(principal, directory);
  if ("unknown" in party) return "unknown";
  // The account's root leaves it to the policies of its identities.
  const whole = text === undefined || /:root$|^\d{12}$|^\uf8ff$/.test(text);
  return party.kind === "own" && whole ? "yes" : "no";
}
