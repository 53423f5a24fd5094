// A small kind of fact with policies on it, for tests of matching; stands for nothing in a cloud.

import assert from "node:assert/strict";
import { loadPolicies } from "../../src/check/load.ts";
import type { MatchContext } from "../../src/check/match.ts";
import type { Policy } from "../../src/check/policy.ts";
import type { Place, Value } from "../../src/expressions/value.ts";
import { textValue } from "../../src/expressions/value.ts";
import type { KindDefinition } from "../../src/model/kind.ts";
import { emptyRegister } from "../../src/model/register.ts";
import type { Resource } from "../../src/model/resource.ts";

const attributes = Object.fromEntries(
  ["party", "guard", "level", "identity", "limit", "subject"].map(
    (name) => [name, { type: "any", paths: {}, defaults: {} }] as const,
  ),
);
const kinds: readonly KindDefinition[] = [
  { kind: "test.grant", description: "x", types: {}, derived: true, attributes },
];

const head = "title: A title\nwhy: Because.\nadvisories: [{ id: aa22-131a, section: updates }]\n";

export function policies(texts: Readonly<Record<string, string>>): readonly Policy[] {
  const loaded = loadPolicies(
    Object.entries(texts).map(([id, text]) => ({ path: `${id}.yaml`, text: head + text })),
    kinds,
  );
  assert.deepEqual(loaded.problems, []);
  return loaded.policies;
}

const text = "first line\nsecond line\n";
export const place = (start: number, end: number, file = "x.tf"): Place => ({
  file,
  range: { start, end },
});
export const guardMissing = `match: test.grant
when: { guard: { equals: absent } }
severity: high
report: { at: guard, message: "{party} has no guard.", because: [party] }
`;

export function grant(
  id: string,
  values: Readonly<Record<string, string | Value>>,
  rest: Partial<Resource> = {},
): Resource {
  const at = place(0, 5);
  const entries = Object.entries(values).map(([key, value]): [string, Value] => [
    key,
    typeof value === "string" ? textValue(value, at) : value,
  ]);
  return {
    kind: "test.grant",
    id,
    name: id,
    declarations: [id],
    at,
    attributes: new Map(entries),
    exists: "yes",
    ...rest,
  };
}

export function context(rest: Partial<MatchContext> = {}): MatchContext {
  return { register: emptyRegister, write: () => undefined, text: () => text, ...rest };
}
