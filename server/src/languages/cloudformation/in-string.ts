// Reads a template that stands in a string of another language as a stack; knows nothing of that language.

import type { Declaration, IsRead } from "../../model/declaration.ts";
import type { Limits } from "../../text/limits.ts";
import type { TextStack } from "../language.ts";
import { newSession } from "./context.ts";
import { embeddedTree } from "./embedded-template.ts";
import { openStack } from "./open-stack.ts";
import { declarationsOf } from "./stack.ts";
import { templateIn } from "./template.ts";

/** Its declarations; none where the text is no template. */
export function readText(stack: TextStack, limits: Limits, isRead: IsRead): readonly Declaration[] {
  const tree = embeddedTree(stack.text);
  if (!tree) return [];
  const { given, prefix, exists } = stack;
  const template = templateIn(tree.file, tree.root, tree.inserts);
  const session = newSession(limits, new Map(), isRead);
  return declarationsOf(openStack({ template, session, given, prefix, exists }));
}
