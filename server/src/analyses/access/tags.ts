// The tags of a resource as pairs, in whichever form its language writes them.

import type { Value } from "../../expressions/value.ts";
import { isDict, isList, member, wholeText } from "../../expressions/value.ts";

/** Terraform has a map of tags, CloudFormation a list of keys and values. */
export function tagsOf(tags: Value | undefined): readonly (readonly [string, Value])[] {
  if (tags?.state !== "known" || tags.value === null) return [];
  if (isDict(tags.value))
    return [...tags.value.entries].map(([key, entry]) => [key, entry.value] as const);
  if (!isList(tags.value)) return [];
  return tags.value.items.flatMap((item) => {
    const key = wholeText(member(item, "Key"));
    const value = member(item, "Value");
    return key !== undefined && value ? [[key, value] as const] : [];
  });
}
