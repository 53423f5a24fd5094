// The derived kind `access.workload`: its attributes, and what each of them says. Decides nothing.

import type { AttributeType } from "../../model/kind.ts";
import { derivedKind } from "../../model/kind.ts";

const attributes = {
  /** What a message calls it: `function orders`, `task definition web`. */
  subject: "text",
  /** What a message calls the role, where the workload names it. */
  role: "text",
  /** Capabilities of the role, as in a grant; unknown where the role is not in view. */
  power: "list",
  /** The policy that gives most of it. */
  right: "text",
  /** Services of which the role may do everything, as in access.power. */
  "everything-of": "list",
  /** Open escalation paths of the role, and how a sentence says them, as in access.power. */
  escalations: "list",
  "escalation-can": "text",
  "escalation-if": "text",
  "escalation-paths": "text",
  /** administrator: a role that is not in view bears that name. */
  "by-name": "text",
  customer: "text",
  /** Always true; a fix that takes the role away sets it to false. */
  present: "boolean",
} as const satisfies Readonly<Record<string, AttributeType>>;

export type WorkloadAttribute = keyof typeof attributes;

export const workloadAttributes = Object.keys(attributes) as readonly WorkloadAttribute[];

export const workloadKind = derivedKind(
  "access.workload",
  "Code that runs with a role: a function, a machine, a task, a build.",
  attributes,
);
