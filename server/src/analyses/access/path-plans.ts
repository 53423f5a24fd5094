// Each escalation path with what can be said of it before any policy is read. Decides nothing.

import type { ActionSet } from "./action-names.ts";
import { setOf } from "./action-names.ts";
import type { AskedAction, AskedType } from "./asked.ts";
import { askedAction } from "./asked.ts";
import type { EscalationPath } from "./capabilities.ts";
import { escalationPaths } from "./capabilities.ts";
import { isCarrierType } from "./carriers.ts";

export interface PathPlan {
  readonly path: EscalationPath;
  readonly required: readonly AskedAction[];
  readonly requiredSet: ActionSet;
  /** The same without the right to pass a role. */
  readonly others: readonly AskedAction[];
  /** Two of these that must be allowed on one thing, of this type. */
  readonly together: readonly (readonly [AskedAction, AskedAction, AskedType])[];
  /** The types of what runs with a role that its actions take. */
  readonly carriers: readonly AskedType[];
  /** The kinds of identities that all of its actions take: `role`, `user`. */
  readonly kinds: ReadonlySet<string>;
  /** The actions change what the identity may do, so that it needs nothing of it beforehand. */
  readonly changes: boolean;
  /** The role must be one that lets the holder in. */
  readonly assumes: boolean;
  readonly joinsGroup: boolean;
  /** A policy of a role is changed, and the role is taken on. */
  readonly ofRole?: {
    readonly changed: readonly AskedAction[];
    readonly taken: readonly AskedAction[];
  };
}

const changing = /^iam:(?:Attach|Put)(?:Role|User|Group)Policy$/;

/** In the order of the table. */
export const pathPlans: readonly PathPlan[] = escalationPaths.map(makePlan);

/** By the path's id. */
export function planOf(id: string): PathPlan | undefined {
  return byId.get(id);
}

const byId = new Map(pathPlans.map((each) => [each.path.id, each]));

function makePlan(path: EscalationPath): PathPlan {
  const required = path.required.map(askedAction);
  const others = required.filter(({ name }) => name !== "iam:PassRole");
  const has = (name: string) => path.required.includes(name);
  return {
    path,
    required,
    requiredSet: setOf(required),
    others,
    together: others.flatMap((first, index) =>
      others.slice(index + 1).flatMap((second) => {
        const taken = typesOf(second);
        return typesOf(first).flatMap((type) =>
          taken.includes(type) ? [[first, second, type] as const] : [],
        );
      }),
    ),
    carriers: [...new Set(required.flatMap(typesOf))].filter(({ type }) => isCarrierType(type)),
    kinds: kindsOf(required),
    changes: path.required.some((each) => changing.test(each)),
    assumes: has("sts:AssumeRole") && !has("iam:UpdateAssumeRolePolicy"),
    joinsGroup: has("iam:AddUserToGroup"),
    ...ofRole(required),
  };
}

function ofRole(required: readonly AskedAction[]): Pick<PathPlan, "ofRole"> {
  const on = (kind: string) => required.filter((each) => identityKinds(each).includes(kind));
  const [changed, taken] = [on("policy"), on("role")];
  const isWhole = changed.length > 0 && taken.length > 0;
  return isWhole && changed.length + taken.length === required.length
    ? { ofRole: { changed, taken } }
    : {};
}

function kindsOf([first, ...rest]: readonly AskedAction[]): ReadonlySet<string> {
  const kinds = first ? identityKinds(first) : [];
  return new Set(kinds.filter((kind) => rest.every((each) => identityKinds(each).includes(kind))));
}

function identityKinds(action: AskedAction): readonly string[] {
  return typesOf(action).flatMap(
    ({ type }) => /:(role|user|group|policy)\/\*$/.exec(type)?.[1] ?? [],
  );
}

/** All types of the resources that an action may need. */
export function typesOf({ needs }: AskedAction): readonly AskedType[] {
  return needs?.flat() ?? [];
}
