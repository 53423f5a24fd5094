// How the role of an Azure grant can be written: the value that names it is replaced in its own form.

import { wholeText } from "../../expressions/value.ts";
import type { Target } from "../../model/resource.ts";
import type { AzureRight } from "./azure-power.ts";
import { whenValue } from "./grant.ts";

const reader = { name: "Reader", id: "acdd72a7-3385-48ef-bd42-f606fba81ae7" } as const;

/** A value with unknown parts, or one that a data source looks up, is not rewritten. */
export function azureRightTargets(right: AzureRight): readonly Target[] {
  const written = wholeText(right.value);
  if (written === undefined) return [];
  const text = right.byName ? reader.name : written.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, reader.id);
  if (text === written) return [];
  return [whenValue(reader.name, { at: right.value.at, operation: { is: "replace", value: { is: "literal", value: text } } })];
}
