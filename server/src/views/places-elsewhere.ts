// Where the values of a declaration are written outside it: in variables, locals and inputs of modules. Knows no meaning.

import type { Place, Value } from "../expressions/value.ts";
import { effective, isDict, isList, isText } from "../expressions/value.ts";
import type { Declaration } from "../model/declaration.ts";
import { defaultLimits } from "../text/limits.ts";
import { contains } from "../text/range.ts";

export function placesElsewhere(declaration: Declaration): readonly Place[] {
  let places = kept.get(declaration);
  if (!places) {
    const found: Place[] = [];
    collect(declaration.body, declaration.at, found, 0);
    places = found;
    kept.set(declaration, places);
  }
  return places;
}

/** Declarations are many and stay the same objects; a reader asks about one place after the other. */
const kept = new WeakMap<Declaration, readonly Place[]>();

function collect(value: Value, own: Place, found: Place[], depth: number): void {
  if (depth > defaultLimits.depth) return;
  put(value.at, own, found);
  for (const step of value.via) put(step.at, own, found);
  const decided = effective(value);
  if (decided.state !== "known" || decided.value === null) return;
  const inner = decided.value;
  if (isList(inner)) for (const each of inner.items) collect(each, own, found, depth + 1);
  else if (isDict(inner))
    for (const entry of inner.entries.values()) {
      put(entry.key, own, found);
      collect(entry.value, own, found, depth + 1);
    }
  else if (isText(inner)) {
    for (const part of inner.parts) put(part, own, found);
    if (inner.json) collect(inner.json, own, found, depth + 1);
  }
}

/** Values that are built of one text have its place many times over. */
function put({ file, range }: Place, own: Place, found: Place[]): void {
  if (file === own.file && contains(own.range, range)) return;
  const last = found.at(-1);
  if (last?.range === range && last.file === file) return;
  found.push({ file, range });
}
