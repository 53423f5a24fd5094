// The old spelling of extension resources, `A.B/c/providers/d` named `n/E.F/m`, in today's terms.

import type { Scope } from "../../../expressions/evaluate.ts";
import { textParts } from "../../../expressions/evaluate.ts";
import type { TextPart, Value } from "../../../expressions/value.ts";
import { type Environment, targetId } from "../environment.ts";
import { pathOf } from "../resource-id.ts";
import { joined, made, textOf } from "../text.ts";

export interface Extension {
  readonly type: string;
  readonly name: Value;
  /** The resource that it is put on; absent for everything that is no extension in the old spelling. */
  readonly scope?: Value;
}

const oldType = /^(.+)\/providers\/([^/]+)$/i;
const providerInName = /\/([A-Za-z][\w]*\.[\w.]+)\//;

export function legacyExtension(
  type: string,
  name: Value,
  environment: Environment,
  scope: Scope,
): Extension {
  const match = oldType.exec(type);
  const text = match ? textOf(name) : undefined;
  if (!match || !text) return { type, name };
  const parts = textParts(name, scope);
  for (const [index, part] of parts.entries()) {
    const provider = "hole" in part ? null : providerInName.exec(part.text);
    if ("hole" in part || !provider) continue;
    const cut = (from: number, to: number): readonly TextPart[] => {
      const oneToOne = part.range.end - part.range.start === part.text.length;
      const range = oneToOne
        ? { start: part.range.start + from, end: part.range.start + to }
        : part.range;
      return from < to ? [{ text: part.text.slice(from, to), file: part.file, range }] : [];
    };
    const before = joined([...parts.slice(0, index), ...cut(0, provider.index)], name.at, [name]);
    const rest = [
      ...cut(provider.index + provider[0].length, part.text.length),
      ...parts.slice(index + 1),
    ];
    const base = textOf(targetId(environment, name.at))?.parts ?? [];
    const owner = pathOf({ type: match[1] ?? "", names: [before] }, name.at, scope);
    return {
      type: `${provider[1]}/${match[2]}`,
      name: joined(rest, name.at, [name]),
      scope: joined([...base, made("/providers/", name.at), ...owner], name.at, [name]),
    };
  }
  return { type, name };
}
