// Opens a template as a stack: what the serverless transform makes of it is what is evaluated.

import { wholeText } from "../../expressions/value.ts";
import type { Context, Setting } from "./context.ts";
import { newContext } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import { parameterValue } from "./parameter.ts";
import { expandServerless, isServerless } from "./sam/expand.ts";
import { unrolled } from "./sam/unroll.ts";

export function openStack(setting: Setting): Context {
  const { template, session } = setting;
  if (!isServerless(template.root)) return newContext(setting);
  // The transform sees the parameters' values before anything is evaluated.
  const before = newContext({ ...setting, session: { ...session, opened: [] } });
  const at = { file: template.file, range: { start: 0, end: 0 } };
  const { template: made, problems } = expandServerless(
    unrolled(before, evaluate),
    (name) => wholeText(parameterValue(name, at, before)),
    session.limits,
  );
  const context = newContext({ ...setting, template: made });
  context.problems.push(...problems);
  return context;
}
