// Which of IAM's actions a written one means. Knows no statement and no effect.

import type { Reason, Value } from "../../expressions/value.ts";
import { effective, holeIn } from "../../expressions/value.ts";
import { wildcard } from "../../model/glob.ts";
import type { IamAction, IamActions, IamService } from "./iam-actions.ts";
import { hasHole, marked, widest } from "./pattern.ts";

export type ExpandedAction =
  /** Every action of every service. */
  | { readonly is: "everything" }
  | {
      readonly is: "actions";
      readonly found: readonly FoundAction[];
      /** All that it may be; which of them it is depends on this. */
      readonly atMost?: Reason;
    }
  | { readonly is: "none"; readonly why: "form" }
  | { readonly is: "none"; readonly why: "service"; readonly prefix: string }
  | { readonly is: "none"; readonly why: "action"; readonly service: IamService }
  | { readonly is: "unknown"; readonly reason: Reason };

export interface FoundAction {
  readonly service: IamService;
  readonly action: IamAction;
}

export function expandedAction(value: Value, list: IamActions): ExpandedAction {
  const decided = effective(value);
  const written = marked(value)?.toLowerCase();
  const hole = decided.state === "unknown" ? decided.reason : holeIn(decided);
  if (written === undefined) return { is: "unknown", reason: hole ?? { kind: "missing" } };
  if (!hasHole(written)) return expandedText(written, list);
  const most = expandedText(widest(written), list);
  const reason = hole ?? { kind: "missing" };
  return most.is === "actions" ? { ...most, atMost: reason } : { is: "unknown", reason };
}

function expandedText(written: string, list: IamActions): ExpandedAction {
  if (everyName.test(written)) return { is: "everything" };
  const cut = written.indexOf(":");
  if (cut < 0) {
    // `*Object` is taken for a pattern over the whole name.
    const found = written.includes("*") ? foundIn(list.services(), written) : [];
    return found.length > 0 ? { is: "actions", found } : { is: "none", why: "form" };
  }
  const prefix = written.slice(0, cut);
  if (/[*?]/.test(prefix)) {
    const found = foundIn(list.services(), written);
    return found.length > 0 ? { is: "actions", found } : { is: "none", why: "form" };
  }
  const service = list.service(prefix);
  if (!service) return { is: "none", why: "service", prefix };
  const name = written.slice(cut + 1);
  const index = /[*?]/.test(name) ? undefined : service.indexOf(name);
  const exact = index === undefined ? undefined : service.actions()[index];
  const found = exact ? [{ service, action: exact }] : foundIn([service], written);
  return found.length > 0 ? { is: "actions", found } : { is: "none", why: "action", service };
}

const everyName = /^(?:\*+|\*+:\*+)$/;

function foundIn(services: readonly IamService[], pattern: string): readonly FoundAction[] {
  return services.flatMap((service) =>
    service
      .actions()
      .filter((action) => wildcard(pattern, `${service.id}:${action.lower}`))
      .map((action) => ({ service, action })),
  );
}
