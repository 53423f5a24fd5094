// Which written resource is which of the facts: by symbol where the JSON keeps it, else by likeness.

import type { Fact } from "./bicep.ts";
import { same, shown } from "./bicep-literal.ts";
import { literalAt, type Written } from "./bicep-written.ts";

export interface Matches {
  readonly pairs: readonly (readonly [Fact, Written | undefined])[];
  readonly invented: readonly Written[];
}

export function matches(
  facts: readonly Fact[],
  written: readonly Written[],
  isSymbolic: boolean,
): Matches {
  const found = new Map<Fact, Written>();
  const left = new Set(written);
  const take = (fact: Fact, each: Written): void => {
    found.set(fact, each);
    left.delete(each);
  };
  if (isSymbolic) {
    for (const fact of facts) {
      const each = written.find(({ path }) => path === fact.key);
      if (each) take(fact, each);
    }
  } else {
    const scored = facts
      .flatMap((fact) => written.map((each) => ({ fact, each, score: likeness(fact, each) })))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score);
    for (const { fact, each } of scored) if (!found.has(fact) && left.has(each)) take(fact, each);
  }
  return { pairs: facts.map((fact) => [fact, found.get(fact)]), invented: [...left] };
}

/** None without the same type; then what agrees counts. */
function likeness(fact: Fact, written: Written): number {
  if (fact.type.toLowerCase() !== written.type.toLowerCase()) return 0;
  let score = 1;
  if (fact.name === written.name) score += 8;
  else if (fact.name.startsWith("[") && likeName(fact.name, written.pattern)) score += 4;
  if (fact.apiVersion === written.version) score += 2;
  if ((fact.condition !== undefined) === written.conditional) score += 2;
  if ((fact.copy !== undefined) === written.looped) score += 2;
  const values = Object.entries(fact.values ?? {});
  let equal = 0;
  for (const [pointer, expected] of values) {
    const value = literalAt(written, pointer);
    if (value && same(expected, "state" in value ? shown(value) : value)) equal++;
  }
  return score + (values.length === 0 ? 0 : (8 * equal) / values.length);
}

/** Every known piece of the written name stands in the expression of the fact's. */
function likeName(expression: string, pieces: readonly string[]): boolean {
  return pieces.length > 0 && pieces.every((piece) => expression.includes(piece));
}
