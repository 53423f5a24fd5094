// How the role of an Azure grant can be written: the value that names it is replaced in its own form.

import type { Place } from "../../expressions/value.ts";
import type { Target } from "../../model/resource.ts";
import type { AzureRight } from "./azure-power.ts";
import { whenValue } from "./grant.ts";
import { runAtEnd } from "./text-run.ts";

const reader = { name: "Reader", id: "acdd72a7-3385-48ef-bd42-f606fba81ae7" } as const;

/** `bare` is where the id stands, if it stands there alone, so that a reference can give way to it. */
export function azureRightTargets(right: AzureRight, bare?: Place): readonly Target[] {
  const { value, byName } = right;
  const at = bare ?? value.at;
  const replaced = (text: string): readonly Target[] => [
    whenValue(reader.name, {
      at,
      operation: { is: "replace", value: { is: "literal", value: text } },
    }),
  ];
  if (byName) return replaced(reader.name);
  if (bare) return replaced(reader.id);
  const run = runAtEnd(value, guidLength);
  return run ? [{ when: reader.name, changes: [], texts: [{ at: run, text: reader.id }] }] : [];
}

const guidLength = 36;
