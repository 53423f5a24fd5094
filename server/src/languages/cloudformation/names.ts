// The name that an argument gives: what a function refers to has to be known before anything is deployed.

import { wholeText } from "../../expressions/value.ts";
import type { DataNode } from "../../syntax/node.ts";
import type { Context, Evaluate } from "./context.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { keyText } from "./loops.ts";
import { hasLanguageExtensions, literalText } from "./template.ts";

/** A text as it is written, with loop variables; with the language extensions a function may give it. */
export function nameIn(
  node: DataNode | undefined,
  context: Context,
  evaluate: Evaluate,
): string | undefined {
  if (!node) return undefined;
  const written = literalText(node);
  if (written !== undefined) return keyText(written, context);
  if (!intrinsicOf(node) || !hasLanguageExtensions(context.template)) return undefined;
  return wholeText(evaluate(node, context));
}
