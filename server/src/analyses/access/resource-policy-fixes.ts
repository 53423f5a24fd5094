// How a fix narrows a statement of a resource's policy: whom it lets in, and to what. Decides nothing.

import type { Principal, Statement } from "../../model/document.ts";
import type { Target } from "../../model/resource.ts";
import { anyValue } from "./grant.ts";
import { inside } from "./use-place.ts";

/** One identity in place of a whole account that is named here. */
export function accountTargets(
  { value }: Principal,
  kind: string | undefined,
  { at }: Statement,
): readonly Target[] {
  if (kind !== "account" || value.state !== "known" || value.via.length > 0) return [];
  if (!inside(value.at, at)) return [];
  return [
    anyValue({ at: value.at, operation: { is: "replace", value: { is: "given", several: true } } }),
  ];
}

/** The actions of a statement that is for one principal alone. */
export function actionTargets({ at, actions, principals }: Statement): readonly Target[] {
  if (!actions || principals?.items.length !== 1 || principals.more) return [];
  const value = { is: "given" } as const;
  return [anyValue({ at, operation: { is: "set", path: ["Action"], value } })];
}
