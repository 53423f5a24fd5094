// Grants through the policies of resources: who may use a bucket, a key, a queue, and behind which condition.

import type { Truth } from "../../expressions/truth.ts";
import { all, any } from "../../expressions/truth.ts";
import type { Place, Value } from "../../expressions/value.ts";
import {
  absent,
  effective,
  known,
  textValue,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Elements, Principal, Statement } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { bucketLimits } from "./buckets.ts";
import { capabilities } from "./capabilities.ts";
import { isDeployed } from "./deployed.ts";
import type { Directory } from "./directory.ts";
import { grant, listAt, someEnded } from "./grant.ts";
import { guardrailNames } from "./guardrails.ts";
import type { Trust } from "./guards.ts";
import { appliesTo, callerKind, isDenied, partyBehind } from "./named-party.ts";
import { isNeverMet } from "./never-met.ts";
import type { Party } from "./parties.ts";
import { anyone, own } from "./parties.ts";
import { anyCovers, marked, widest } from "./pattern.ts";
import type { PolicyKind } from "./policy-places.ts";
import { policyKinds } from "./policy-places.ts";
import { principalFlawValue } from "./principal-flaw.ts";
import { principalKind } from "./principal-kind.ts";
import type { ResourceControl } from "./resource-control.ts";
import { keepsOutsidersOut, noControl, resourceControlOf } from "./resource-control.ts";
import { resourceNarrowings } from "./resource-narrowings.ts";
import { accountTargets, actionTargets } from "./resource-policy-fixes.ts";
import { principalTargets } from "./role-fixes.ts";
import { sharedThing } from "./shared-thing.ts";
import { usePlace } from "./use-place.ts";

export function resourcePolicyGrants(
  model: Model,
  directory: Directory,
  context: AnalysisContext,
): readonly Resource[] {
  return policyKinds.flatMap((of) =>
    ofKind(model, of.kind).flatMap((resource): readonly Resource[] => {
      if (!isDeployed(resource, model)) return [];
      const read =
        readDocument(resource.attributes.get("policy")) ??
        readDocument(statementAlone(resource.attributes.get("statement")));
      if (!read) return [];
      const thing = sharedThing(resource, of.of, model);
      const shared: Shared = {
        resource,
        of,
        subject: `${of.noun} ${thing.name}`,
        cause: resource.id,
        inside: of.inside === true || isInside(resource),
        ...(of.resource === "bucket"
          ? bucketLimits(resource, thing.id, model)
          : { blocked: "no", website: "no" }),
      };
      if ("unknown" in read) {
        const at = resource.attributes.get("policy")?.at ?? resource.at;
        const nobody = { unknown: read.unknown };
        return [openGrant(shared, nobody, at, context)];
      }
      const control = resourceControlOf(resource, of.services, model, context);
      return statementGrants(shared, read.statements, directory, context, control);
    }),
  );
}

export interface Shared {
  readonly resource: Resource;
  readonly of: PolicyKind;
  readonly subject: string;
  readonly cause: string;
  readonly inside: boolean;
  /** The statement is written as attributes, not as a document. */
  readonly attributes?: true;
  /** The bucket turns away whoever is let in by a policy for everyone. */
  readonly blocked: Truth;
  readonly website: Truth;
}

/** A statement that is written without a document around it. */
function statementAlone(statement: Value | undefined): Value | undefined {
  if (!statement || effective(statement).state === "absent") return undefined;
  const { at } = statement;
  const entries = new Map([["Statement", { value: statement, key: at }]]);
  return known({ type: "dict", entries }, at);
}

/** A domain in a VPC, an access point for one. */
function isInside(resource: Resource): boolean {
  const vpc = resource.attributes.get("vpc");
  return vpc !== undefined && effective(vpc).state !== "absent";
}

export function statementGrants(
  shared: Shared,
  statements: readonly Statement[],
  directory: Directory,
  context: AnalysisContext,
  control: ResourceControl = noControl,
): readonly Resource[] {
  const made: Resource[] = [];
  for (const [index, statement] of statements.entries()) {
    if (statement.effect !== "allow" || isNeverMet(statement)) continue;
    const denies = [...statements, ...control.denies].filter(
      (each) => each.effect === "deny" && takesBack(each, statement),
    );
    for (const [number, principal] of principalsOf(statement).entries()) {
      const trust: Trust = {
        allow: statement,
        denies: denies.map((each) => ({
          statement: each,
          applies: appliesTo(each, principal.value),
        })),
      };
      if (isDenied(trust)) continue;
      const { party: named, by } = partyOf(principal, trust, denies, shared, directory);
      const limits = denies.filter((each) => control.denies.includes(each));
      const party = keepsOutsidersOut(limits, principal, named, directory) ? own : named;
      if (!("unknown" in party) && party.kind === "service") continue;
      const kind = by === undefined ? principalKind(principal, statement) : callerKind(by);
      made.push(
        statementGrant(
          { shared, trust, principal, party, kind, id: `${index}/${number}`, control },
          context,
        ),
      );
    }
  }
  return made;
}

interface SharedWay {
  readonly shared: Shared;
  readonly trust: Trust;
  readonly principal: Principal;
  readonly party: Party;
  readonly kind: string | undefined;
  readonly id: string;
  readonly control: ResourceControl;
}

function statementGrant(way: SharedWay, context: AnalysisContext): Resource {
  const { shared, trust, principal, party, kind, id } = way;
  const { resource, subject, of } = shared;
  const { allow } = trust;
  const at = usePlace(principal.value, allow.at);
  const elements = allow.actions ?? allow.notActions;
  const actionsAt = elements?.at ?? at;
  const narrowed = resourceNarrowings(trust, shared.inside);
  return grant({
    id: `${resource.id}/${id}`,
    name: resource.name,
    declarations: resource.declarations,
    at: resource.at,
    exists: resource.exists,
    party: !("unknown" in party) && party.kind === "anyone" ? everybody(shared) : party,
    principal: principal.value,
    principalPlace: at,
    today: context.today,
    someEnded: someEnded(context),
    customer: context.customer,
    causeOf: shared.cause,
    values: {
      "principal-kind":
        kind === undefined
          ? unknown({ kind: "unsupported", what: "this form of a principal" }, at)
          : textValue(kind, at),
      "principal-flaw": principalFlawValue(principal, at),
      caller: textValue("unsaid", at),
      through: textValue("resource-policy", at),
      subject: textValue(subject, resource.at),
      "resource-kind": textValue(of.resource, resource.at),
      scope: textValue("resource", resource.at),
      standing: known(true, at),
      power: powerOf(allow, of.services, actionsAt),
      right: rightOf(elements, actionsAt),
      "right-kind": textValue("resource-policy", actionsAt),
      escalations: listAt([], at),
      "external-id": textValue("not-applicable", at),
      mfa: textValue("not-applicable", at),
      "narrowed-by": listAt(narrowed.names, at, [], allow.moreConditions ?? narrowed.open),
      "limited-by": guardrailNames(way.control.by, resource.at),
      "may-be-limited-by": guardrailNames(way.control.maybe, resource.at),
      "public-site": publicSite(shared, allow, at),
      whole: known(kind === "account" || kind === "organization", at),
    },
    targets: shared.attributes
      ? {}
      : {
          principal: [
            ...principalTargets({ principal, trust }),
            ...accountTargets(principal, kind, allow),
          ],
          right: actionTargets(allow),
        },
  });
}

function everybody({ inside }: Shared): Party {
  return { ...anyone, name: inside ? "Anyone in its network" : "Anyone" };
}

/** A policy that cannot be read, so that nobody is known to be let in or kept out. */
function openGrant(shared: Shared, party: Party, at: Place, context: AnalysisContext): Resource {
  const { resource, subject, of } = shared;
  const reason = "unknown" in party ? party.unknown : ({ kind: "missing" } as const);
  const open = unknown(reason, at);
  return grant({
    id: `${resource.id}/policy`,
    name: resource.name,
    declarations: resource.declarations,
    at: resource.at,
    exists: resource.exists,
    party,
    principal: open,
    principalPlace: at,
    today: context.today,
    someEnded: someEnded(context),
    customer: context.customer,
    causeOf: shared.cause,
    values: {
      "principal-kind": open,
      through: textValue("resource-policy", at),
      subject: textValue(subject, resource.at),
      "resource-kind": textValue(of.resource, resource.at),
      power: open,
      "narrowed-by": open,
    },
  });
}

/** `NotPrincipal` under Allow is everyone else; services act for somebody and are no party. */
function principalsOf(statement: Statement): readonly Principal[] {
  const { principals, notPrincipals } = statement;
  if (notPrincipals) return [{ type: "AWS", value: textValue("*", notPrincipals.at) }];
  if (!principals) return [];
  const listed = principals.items.filter((each) => each.type !== "Service");
  return principals.more
    ? [...listed, { type: "AWS", value: unknown(principals.more, principals.at) }]
    : listed;
}

function partyOf(
  principal: Principal,
  trust: Trust,
  denies: readonly Statement[],
  shared: Shared,
  directory: Directory,
): { readonly party: Party; readonly by?: string } {
  if (principal.type === "CanonicalUser") return { party: canonicalParty(principal.value) };
  const named = partyBehind(principal, trust.allow, denies, directory);
  const { party } = named;
  if ("unknown" in party || party.kind !== "anyone") return named;
  const spared = sparedOf(denies, directory, trust.allow);
  if (spared) return { party: spared };
  switch (shared.blocked) {
    case "yes":
      return { party: own };
    case "unknown":
      return { party: { unknown: { kind: "unsupported", what: "a public access block" } } };
    case "no":
      return named;
  }
}

/** Such an id does not say which account it is, unless the unit makes or asks for it. */
function canonicalParty(value: Value): Party {
  if (
    value.state === "unknown" &&
    (value.reason.kind === "computed" || value.reason.kind === "data")
  )
    return own;
  return { unknown: { kind: "unsupported", what: "a canonical user id" } };
}

/** A Deny for everyone but those whom it names leaves these alone. */
function sparedOf(
  denies: readonly Statement[],
  directory: Directory,
  allow: Statement,
): Party | undefined {
  for (const { notPrincipals, conditions, moreConditions } of denies) {
    if (!notPrincipals || notPrincipals.more || conditions.length > 0 || moreConditions) continue;
    const parties = notPrincipals.items.map(
      (each) => partyBehind(each, allow, [], directory).party,
    );
    return parties.find((each) => "unknown" in each || each.kind !== "own") ?? parties[0];
  }
  return undefined;
}

/** Does the Deny speak of every action and resource that the Allow gives? */
function takesBack(deny: Statement, allow: Statement): boolean {
  return (
    coversAll(deny.actions, allow.actions, true) === "yes" &&
    (deny.resources === undefined || coversAll(deny.resources, allow.resources, false) === "yes")
  );
}

function coversAll(
  wide: Elements | undefined,
  narrow: Elements | undefined,
  ignoreCase: boolean,
): Truth {
  if (!wide || !narrow || narrow.more) return "no";
  return all(
    narrow.values.map((value): Truth => {
      const text = marked(value);
      if (text === undefined) return "unknown";
      // The same half-known text, as in `"${aws_s3_bucket.x.arn}/*"`, names the same thing.
      if (wide.values.some((each) => marked(each) === text)) return "yes";
      return anyCovers(wide, widest(text), ignoreCase);
    }),
  );
}

/** The capabilities that need an action of the resource's service which the statement gives. */
function powerOf(statement: Statement, services: readonly string[], at: Place): Value {
  const has: string[] = [];
  let open = false;
  for (const { name, aws } of capabilities) {
    if (!aws || aws.everywhere || aws.paths) continue;
    const actions = aws.any.filter((each) => services.includes(each.slice(0, each.indexOf(":"))));
    const decided = any(actions.map((each) => gives(statement, each)));
    if (decided === "yes") has.push(name);
    else if (decided === "unknown") open = true;
  }
  return listAt(has, at, [], open ? { kind: "condition" } : undefined);
}

function gives({ actions, notActions }: Statement, action: string): Truth {
  if (actions) return anyCovers(actions, action, true);
  if (!notActions) return "no";
  const spared = anyCovers(notActions, action, true);
  return spared === "yes" ? "no" : spared === "no" ? "yes" : "unknown";
}

const mostActions = 3;

function rightOf(elements: Elements | undefined, at: Place): Value {
  if (!elements) return absent(at);
  const texts = elements.values.map((each) => wholeText(each)).filter((each) => each !== undefined);
  if (texts.length === 0) return elements.more ? unknown(elements.more, at) : absent(at);
  const shown = texts.slice(0, mostActions).join(", ");
  return textValue(texts.length > mostActions ? `${shown} …` : shown, at);
}

/** Reading the objects of a bucket that is a web site is what it is for. */
function publicSite({ website }: Shared, { actions }: Statement, at: Place): Value {
  const reads =
    actions !== undefined &&
    !actions.more &&
    actions.values.every((each) => /^s3:getobject(?:version)?$/i.test(wholeText(each) ?? ""));
  if (!reads || website === "no") return known(false, at);
  return website === "yes"
    ? known(true, at)
    : unknown({ kind: "unsupported", what: "whether the bucket is a web site" }, at);
}
