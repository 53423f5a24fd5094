// Which policies of the organisation, of the unit and of others, are in force in the account of a resource.

import type { Truth } from "../../expressions/truth.ts";
import { any } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { effective, items, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Elements, Statement } from "../../model/document.ts";
import { readDocument } from "../../model/document.ts";
import type { OrganizationPolicy } from "../../model/organization.ts";
import { policiesFor } from "../../model/organization.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Account, Accounts } from "./accounts.ts";
import { accountsOf, sameAccount } from "./accounts.ts";
import { directoryOf } from "./directory.ts";
import { isExisting } from "./policy-source.ts";
import { refersTo } from "./references.ts";

export type OrganizationPolicyType = "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";

export interface InForce {
  /** The account that the resource stands in, if it is known. */
  readonly account: string | undefined;
  /** The policies that are in force for certain, each with what it denies. */
  readonly certain: readonly {
    readonly name: Value;
    readonly denies: readonly Statement[];
  }[];
  /**
   * Those that may be in force, or of which it is not known what they deny; and lists of what is allowed,
   * which limit where the policy of AWS that allows everything was detached, and no code says that.
   * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
   */
  readonly possible: readonly Value[];
}

const nothing: InForce = { account: undefined, certain: [], possible: [] };

export function policiesInForce(
  resource: Resource,
  type: OrganizationPolicyType,
  model: Model,
  context: AnalysisContext,
): InForce {
  if (ofKind(model, "aws.organizations.policy").length === 0 && !context.elsewhere) return nothing;
  const organization = organizationOf(model, context);
  const account = organization.accounts.of(resource);
  const key = `${type} ${account.key}`;
  let found = organization.inForce.get(key);
  if (!found) {
    found = findInForce(account, type, organization, context);
    organization.inForce.set(key, found);
  }
  return found;
}

interface Organization {
  readonly model: Model;
  readonly accounts: Accounts;
  readonly policies: readonly Attached[];
  /** What AWS's own policy that allows everything is attached to by the unit. */
  readonly allowsAll: readonly Value[];
  readonly inForce: Map<string, InForce>;
}

interface Attached {
  readonly policy: Resource;
  readonly targets: readonly Value[];
  /** There may be other targets. */
  readonly more: boolean;
}

function organizationOf(model: Model, context: AnalysisContext): Organization {
  const present = organizations.get(model);
  if (present?.context === context) return present.organization;
  const attachments = ofKind(model, "aws.organizations.policy-attachment").filter(
    (each) => each.exists !== "no",
  );
  const policies = ofKind(model, "aws.organizations.policy")
    .filter((each) => each.exists !== "no")
    .map((policy): Attached => {
      const written = policy.attributes.get("targets");
      const decided = written && effective(written);
      const targets = attachments
        .filter((each) => names(each.attributes.get("policy"), policy))
        .flatMap((each) => each.attributes.get("target") ?? []);
      return {
        policy,
        targets: [...items(written), ...targets],
        more: decided?.state === "unknown",
      };
    });
  policies.push(...policiesFor(context.elsewhere, context.customer).map(attachedElsewhere));
  const { ownAccounts } = directoryOf(model, context);
  const accounts = accountsOf(model, ownAccounts);
  const allowsAll = attachments.flatMap(({ attributes, exists }) => {
    const target = attributes.get("target");
    const isAll = wholeText(attributes.get("policy")) === "p-FullAWSAccess" && exists === "yes";
    return isAll && target ? [target] : [];
  });
  const organization: Organization = {
    model,
    accounts,
    policies,
    allowsAll,
    inForce: new Map(),
  };
  organizations.set(model, { context, organization });
  return organization;
}

/** As if the unit declared it; the accounts and units that its own unit declares are not known here. */
function attachedElsewhere(policy: OrganizationPolicy): Attached {
  const { name, at, type, document, targets, moreTargets, sure } = policy;
  const text = (value: string | undefined) =>
    value === undefined ? unknown({ kind: "condition" }, at) : textValue(value, at);
  return {
    policy: {
      kind: "aws.organizations.policy",
      id: `${name} of another unit`,
      name,
      declarations: [],
      at,
      attributes: new Map([
        ["name", text(name)],
        ["type", text(type)],
        ["document", text(document)],
      ]),
      exists: sure ? "yes" : "unknown",
    },
    targets: targets.map(text),
    more: moreTargets,
  };
}

const organizations = new WeakMap<
  Model,
  { readonly context: AnalysisContext; readonly organization: Organization }
>();

function names(value: Value | undefined, resource: Resource): boolean {
  return value !== undefined && refersTo(effective(value), resource);
}

function findInForce(
  account: Account,
  type: OrganizationPolicyType,
  organization: Organization,
  context: AnalysisContext,
): InForce {
  const certain: InForce["certain"][number][] = [];
  const possible: Value[] = [];
  for (const attached of organization.policies) {
    const { policy } = attached;
    const written = wholeText(policy.attributes.get("type"));
    if (written !== undefined && written !== type) continue;
    const reached = reaches(attached, account, organization);
    if (reached === "no") continue;
    const name = textValue(wholeText(policy.attributes.get("name")) ?? policy.name, policy.at);
    const document = readDocument(policy.attributes.get("document"));
    const denies =
      document && !("unknown" in document)
        ? document.statements.filter((each) => each.effect === "deny")
        : [];
    const known = document && !("unknown" in document) && !document.more;
    const lists =
      type === "SERVICE_CONTROL_POLICY" && known && listsAllowed(document.statements)
        ? !isBesideAll(attached, organization)
        : false;
    // What a repository says of the organisation around it hides nothing where it is not believed.
    const sure =
      reached === "yes" && written === type && policy.exists === "yes" && !context.untrusted;
    if (sure && denies.length > 0) certain.push({ name, denies });
    if (!sure || !known || lists) possible.push(name);
  }
  return { account: account.id, certain, possible };
}

/** A list of what is allowed: it allows something, and not everything. */
function listsAllowed(statements: readonly Statement[]): boolean {
  const allows = statements.filter((each) => each.effect === "allow");
  return allows.length > 0 && !allows.some(allowsEverything);
}

function allowsEverything({ actions, resources, conditions, moreConditions }: Statement): boolean {
  const hasAll = (those: Elements | undefined) =>
    those?.values.some((each) => wholeText(each) === "*") === true;
  return hasAll(actions) && hasAll(resources) && conditions.length === 0 && !moreConditions;
}

/** The unit keeps the policy that allows everything attached wherever this one is. */
function isBesideAll({ targets, more }: Attached, { allowsAll, model }: Organization): boolean {
  return (
    !more &&
    targets.length > 0 &&
    targets.every((each) => allowsAll.some((other) => isSame(each, other, model) === "yes"))
  );
}

/** Is the policy in force in the account? Never in the one that manages the organisation. */
function reaches({ targets, more }: Attached, account: Account, of: Organization): Truth {
  const managing = manages(account, of);
  if (managing === "yes") return "no";
  // What is attached to nothing in view may be attached elsewhere.
  if (targets.length === 0) return "unknown";
  const found = any(targets.map((each) => isAbove(effective(each), account, managing, of)));
  return found === "no" && more ? "unknown" : found;
}

/** Is it the management account? The account that declares the organisation is; one that it declares is not. */
function manages(account: Account, { accounts, model }: Organization): Truth {
  if (account.member) return "no";
  const made = ofKind(model, "aws.organizations.organization").filter(
    (each) => each.exists !== "no" && !isExisting(each, model),
  );
  if (made.length === 0) return "unknown";
  return any(made.map((each) => sameAccount(account, accounts.of(each))));
}

function isAbove(target: Value, account: Account, managing: Truth, of: Organization): Truth {
  const id = wholeText(target);
  if (id !== undefined) {
    if (/^\d{12}$/.test(id)) return isAccount(id, account);
    if (/^r-[0-9a-z]+$/.test(id)) return managing === "no" ? "yes" : "unknown";
    return id.startsWith("ou-") ? isUnder(target, account, of) : "no";
  }
  if (target.state !== "unknown") return "unknown";
  const { reason } = target;
  if (reason.kind === "own") {
    if (reason.what !== "aws-account") return "unknown";
    return of.accounts.single ? "yes" : "unknown";
  }
  if (reason.kind !== "computed") return "unknown";
  if (isRoot(target, of.model)) return managing === "no" ? "yes" : "unknown";
  const member = ofKind(of.model, "aws.organizations.account").find((each) =>
    refersTo(target, each),
  );
  if (member) return account.member ? (account.member === member ? "yes" : "no") : "unknown";
  return isUnder(target, account, of);
}

function isAccount(id: string, account: Account): Truth {
  if (account.id === undefined) return "unknown";
  return account.id === id ? "yes" : "no";
}

/** `roots[0].id` of an organisation that the unit declares or reads. */
function isRoot(target: Value, model: Model): boolean {
  return (
    target.state === "unknown" &&
    target.reason.kind === "computed" &&
    target.reason.attribute.startsWith("roots") &&
    ofKind(model, "aws.organizations.organization").some((each) => refersTo(target, each))
  );
}

/** Organisational units are nested five deep at most (quotas of the service). */
const deepestUnit = 8;

/** Is the account below the unit, by the parents that the code writes? */
function isUnder(target: Value, account: Account, of: Organization): Truth {
  let parents = parentsOf(account.member);
  if (parents.length === 0) return "unknown";
  for (let level = 0; level < deepestUnit; level++) {
    const next: Value[] = [];
    for (const parent of parents) {
      if (isSame(parent, target, of.model) === "yes") return "yes";
      const unit = unitNamed(parent, of.model);
      if (!unit) return isTop(parent, of.model) ? "no" : "unknown";
      next.push(...parentsOf(unit));
    }
    if (next.length === 0) return "unknown";
    parents = next;
  }
  return "unknown";
}

function parentsOf(member: Resource | undefined): readonly Value[] {
  const written = member?.attributes.get("parent");
  if (!written) return [];
  const decided = effective(written);
  return decided.state === "unknown" ? [decided] : items(decided);
}

function isTop(parent: Value, model: Model): boolean {
  return wholeText(parent)?.startsWith("r-") === true || isRoot(effective(parent), model);
}

function isSame(a: Value, b: Value, model: Model): Truth {
  const [left, right] = [wholeText(a), wholeText(b)];
  if (left !== undefined && right !== undefined) return left === right ? "yes" : "no";
  const unit = unitNamed(a, model);
  return unit && unit === unitNamed(b, model) ? "yes" : "unknown";
}

function unitNamed(value: Value, model: Model): Resource | undefined {
  return ofKind(model, "aws.organizations.unit").find((each) => names(value, each));
}
