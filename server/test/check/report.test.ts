// What a finding's fix writes: the way that the value asks for, with what the policy gives.

import assert from "node:assert/strict";
import { match } from "../../src/check/match.ts";
import type { Change, Resource } from "../../src/model/resource.ts";
import { context, grant, guardMissing, place, policies } from "./grants.ts";

describe("a fix", () => {
  const at = place(3, 4);
  const set = (value: string) =>
    `${guardMissing}fix: { title: "Guard {party}", safety: review, set: { guard: ${value} } }\n`;
  const targets = new Map([
    [
      "guard",
      [
        {
          when: "strict",
          changes: [{ at, operation: { is: "rename", to: "StringEquals" } as const }],
        },
        {
          changes: [
            {
              at,
              operation: {
                is: "append",
                path: ["values"],
                value: { is: "given", listed: true },
              } as const,
            },
          ],
        },
      ],
    ],
  ]);

  function changesFor(value: string, resource: Resource): readonly Change[] | undefined {
    let seen: readonly Change[] | undefined;
    const write = (changes: readonly Change[]) => {
      seen = changes;
      return [{ file: "x.tf", range: { start: 0, end: 0 }, text: "!" }];
    };
    const [finding] = match(
      policies({ "a/guard": set(value) }),
      [resource],
      context({ write }),
    ).findings;
    assert.equal(finding?.fixes()[0]?.title, seen ? "Guard A" : undefined);
    return seen;
  }

  const resource = grant("a", { party: "A", guard: "absent" }, { targets });

  it("takes the way that the value asks for", () => {
    assert.deepEqual(changesFor("strict", resource), [
      { at, operation: { is: "rename", to: "StringEquals" } },
    ]);
  });

  it("fills in what the policy gives", () => {
    assert.deepEqual(changesFor("7", resource), [
      { at, operation: { is: "append", path: ["values"], value: { is: "literal", value: [7] } } },
    ]);
    assert.deepEqual(
      changesFor('{ parameter: p, description: "By {party}" }', resource)?.[0]?.operation,
      {
        is: "append",
        path: ["values"],
        value: { is: "parameter", name: "p", description: "By A", type: "text", listed: true },
      },
    );
  });

  it("is not offered where nothing can write it", () => {
    assert.equal(changesFor("7", grant("a", { party: "A", guard: "absent" })), undefined);
    const { findings } = match(policies({ "a/guard": set("7") }), [resource], context());
    assert.deepEqual(findings[0]?.fixes(), []);
  });
});
