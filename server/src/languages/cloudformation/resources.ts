// The resources of a template as they are written, in loops too; evaluates nothing.

import type { EntryNode } from "../../syntax/node.ts";
import { argumentsOf, isLoop } from "./intrinsic.ts";
import type { Template } from "./template.ts";

export function resourcesIn({ sections }: Template): readonly EntryNode[] {
  return [...sections.Resources.values()].flatMap(written);
}

/** Depth is limited by the readers of the syntax. */
function written(entry: EntryNode): readonly EntryNode[] {
  if (!isLoop(entry.key)) return [entry];
  const [, , body] = argumentsOf(entry.value);
  return body?.kind === "object" ? body.entries.flatMap(written) : [];
}
