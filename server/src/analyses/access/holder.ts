// Somebody who holds policies: what it is, where it stands, and what it holds.

import type { Truth } from "../../expressions/truth.ts";
import type { Place, Value } from "../../expressions/value.ts";
import { wholeText } from "../../expressions/value.ts";
import type { Resource } from "../../model/resource.ts";
import type { Attached, PolicySource } from "./attachments.ts";
import type { Lookup, ManagedPolicyRow } from "./tables.ts";

export type ManagedLookup = () => Lookup<ManagedPolicyRow> | undefined;

export type HolderKind = "user" | "group" | "role" | "permission-set" | "unattached";

export interface Holder {
  readonly id: string;
  readonly kind: HolderKind;
  /** What a message calls it. */
  readonly subject: string;
  /** Absent for a holder that is named and not in view. */
  readonly resource?: Resource;
  /** The value that names such a holder. */
  readonly named?: Value;
  readonly declarations: readonly string[];
  readonly at: Place;
  readonly exists: Truth;
  readonly attached: Attached;
  /** What groups add to it; a finding about that is the group's. */
  readonly inherited: readonly PolicySource[];
}

export function holderOf(
  resource: Resource,
  kind: HolderKind,
  word: string,
  attached: Attached,
): Holder {
  return {
    id: resource.id,
    kind,
    subject: `${word} ${wholeText(resource.attributes.get("name")) ?? resource.name}`,
    resource,
    declarations: resource.declarations,
    at: resource.at,
    exists: resource.exists,
    attached,
    inherited: [],
  };
}
