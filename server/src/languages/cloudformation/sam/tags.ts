// The tags that the serverless transform puts on what it makes.

import type { DataNode } from "../../../syntax/node.ts";
import type { Draft } from "./draft.ts";
import { members } from "./look.ts";

export function tagList(tags: DataNode | undefined, createdBy = true): readonly Draft[] {
  return [
    ...(createdBy ? [{ Key: "lambda:createdBy", Value: "SAM" }] : []),
    ...members(tags).map(({ key, value }) => ({ Key: key, Value: value })),
  ];
}
