// The derived kind `access.power`: its attributes, and what each of them says. Decides nothing.

import type { AttributeType } from "../../model/kind.ts";
import { derivedKind } from "../../model/kind.ts";

const attributes = {
  /** What a message calls the holder: `user alice`, `role deploy`, `policy everything`. */
  subject: "text",
  /** user, group, role, permission-set, or unattached: a policy that nothing in view holds. */
  "holder-kind": "text",
  /** True for users, groups and permission sets; nobody is known to hold an unattached policy. */
  people: "boolean",
  /** A user with a console login in view, or a group with members in view or with such a user. */
  login: "boolean",
  /** Who may assume a role: own, service, federated, provider, known-vendor, undeclared, anyone, customer. */
  "trusted-by": "list",
  /** True where somebody outside may assume the role: a finding about its grants comes first. */
  outsiders: "boolean",
  /** True for the role that deploys: CI trusts it, or its name says so. */
  deploys: "boolean",
  /** Capabilities, as in a grant. */
  power: "list",
  /** The policy that gives most of it, and of which kind it is: aws-managed, customer-managed, inline. */
  right: "text",
  "right-kind": "text",
  /** Ids of open escalation paths, each at the statement that opens it; none for an administrator. */
  escalations: "list",
  /** How a sentence says what must be there for them, empty where nothing must; and what the first of them takes. */
  "escalation-can": "text",
  "escalation-if": "text",
  "escalation-by": "text",
  "escalation-paths": "text",
  /** True where all of them come from policies that AWS keeps for its services, and services alone take the role. */
  "escalations-of-service": "boolean",
  /** What of the unit they go through: `function orders, which runs as role deploy, an administrator`. */
  "escalation-through": "list",
  /** Services of which everything is allowed on everything, each at its wildcard: `s3`. */
  "everything-of": "list",
  /** any: every role can be passed to every service; none and named are not told apart. */
  "pass-role": "text",
  /** any: every role of every account can be assumed; any-account: a role name in every account. */
  "assume-role": "text",
  /** any: commands can be run on every machine that Systems Manager reaches, whatever its tags. */
  "run-commands": "text",
  /** any: every version of every policy can be made the one that counts. */
  "policy-versions": "text",
  /** True for what a policy would allow, did IAM not refuse the effect of a statement. */
  unfinished: "boolean",
  /** True where something is allowed that changes more than it reads. */
  writes: "boolean",
  /** Whether MFA guards what may be written: enforced, bypassable, partial, absent; not-applicable for roles. */
  mfa: "text",
  /** What an MFA condition in the policies of a role or permission set does, whose sessions carry none: nothing, nobody, everybody. */
  "idle-mfa": "text",
  /** Policies of the organisation that take some of the power away, and those that may. */
  "limited-by": "list",
  "may-be-limited-by": "list",
  /** True where the register has customers: whoever holds the power works for them. */
  "serves-customers": "boolean",
  /** True where the holder has a permission boundary. */
  bounded: "boolean",
  customer: "text",
  /** Always true; a fix that takes the right out sets it to false. */
  present: "boolean",
} as const satisfies Readonly<Record<string, AttributeType>>;

export type PowerAttribute = keyof typeof attributes;

export const powerAttributes = Object.keys(attributes) as readonly PowerAttribute[];

export const powerKind = derivedKind(
  "access.power",
  "What one identity of one's own, or one policy that nothing in view holds, may do.",
  attributes,
);
