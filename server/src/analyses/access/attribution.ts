// Whether what somebody does in a role can be traced to a person: the source identity of the session.

import type { Value } from "../../expressions/value.ts";
import { wholeText } from "../../expressions/value.ts";
import type { Condition } from "../../model/document.ts";
import type { Trust } from "./guards.ts";
import { anyCovers } from "./pattern.ts";

export type Attribution = "demanded" | "possible" | "absent" | "unknown";

/** Session names and tags that must be those of the user say who it is as well. */
export function attributionOf(
  trust: Trust,
  narrowed: readonly { readonly name: string; readonly condition: Condition }[],
  principal: Value,
): Attribution {
  // One user is one person, or ought to be.
  if (/:user\/[^*?]+$/.test(wholeText(principal) ?? "")) return "demanded";
  if (narrowed.some(({ name }) => name === "source-identity" || name === "session-name"))
    return "demanded";
  const { actions, moreConditions } = trust.allow;
  if (moreConditions) return "unknown";
  if (!actions) return "possible";
  const may = anyCovers(actions, "sts:SetSourceIdentity", true);
  return may === "yes" ? "possible" : may === "unknown" ? "unknown" : "absent";
}
