// Several parties at one place: one finding that names them all, and a fix that serves them all or none.

import assert from "node:assert/strict";
import type { Finding } from "../../src/check/finding.ts";
import { match, mergeAcrossUnits, mergeVariants, onlyIn } from "../../src/check/match.ts";
import { namesOf } from "../../src/check/several.ts";
import type { Change, Resource, Target } from "../../src/model/resource.ts";
import { context, grant, guardMissing, place, policies } from "./grants.ts";

const withSubject = guardMissing.replace(
  "{party} has no guard.",
  "{party} has no guard in {subject}.",
);
const fix = `fix: { title: "Ask {party}", safety: review, set: { guard: { parameter: word, description: "Word of {party}" } } }
`;

function found(text: string, resources: readonly Resource[], written: Change[] = []) {
  const write = (changes: readonly Change[]) => {
    written.push(...changes);
    return [{ file: "x.tf", range: { start: 0, end: 0 }, text: "x" }];
  };
  return match(policies({ "a/guard": text }), resources, context({ write })).findings;
}

function party(
  name: string,
  values: Readonly<Record<string, string>> = {},
  targets: Target[] = [],
) {
  return grant(
    name,
    { party: name, guard: "absent", ...values },
    {
      targets: new Map([["guard", targets]]),
    },
  );
}

const words = (findings: readonly Finding[]) => findings.map((each) => each.message);

describe("several parties at one place", () => {
  for (const [name, parties, message] of [
    ["one", [party("A")], "A has no guard."],
    ["two", [party("A"), party("B")], "A has no guard. The same holds for B."],
    [
      "nine",
      "ABCDEFGHI".split("").map((each) => party(each)),
      "A has no guard. The same holds for B, C, D, E and 4 more.",
    ],
    ["one that comes in twice", [party("A"), { ...party("A"), id: "other" }], "A has no guard."],
  ] as const)
    it(`names ${name}`, () => assert.deepEqual(words(found(guardMissing, parties)), [message]));

  it("says of what else the sentence speaks where that differs", () => {
    const resources = [
      party("A", { subject: "role a" }),
      party("B", { subject: "role b" }),
      party("C", { subject: "role a" }),
    ];
    assert.deepEqual(words(found(withSubject, resources)), [
      "A has no guard in role a. The same holds for B (role b) and C.",
    ]);
  });

  it("says in other words what another case says", () => {
    const cases = `cases:
  - { match: test.grant, when: { level: { equals: top } }, severity: low, report: { at: guard, message: "{party} is at the top." } }
  - { match: test.grant, when: { guard: { equals: absent } }, severity: high, report: { at: guard, message: "{party} has no guard." } }
`;
    const resources = [party("A", { level: "top" }), party("B"), party("C", { level: "top" })];
    const [finding, ...others] = found(cases, resources);
    assert.equal(others.length, 0);
    assert.equal(finding?.severity, "high");
    assert.equal(finding?.party, "B");
    assert.equal(finding?.message, "B has no guard. A is at the top. The same holds for C.");
  });

  it("names those of other variants and units, and takes the worst severity", () => {
    const graded = guardMissing.replace(
      "severity: high",
      "severity: [{ is: critical, when: { level: { equals: top } } }, { is: low }]",
    );
    const [a, b] = [found(graded, [party("A")]), found(graded, [party("B", { level: "top" })])];
    const merged = [
      mergeVariants([
        { variant: { name: "a.tfvars", values: [] }, findings: a },
        { variant: { name: "b.tfvars", values: [] }, findings: b },
      ]),
      mergeAcrossUnits([...a, ...b]),
    ];
    for (const findings of merged)
      assert.deepEqual(
        findings.map((each) => `${each.severity} ${each.message}`),
        ["critical B has no guard. The same holds for A."],
      );
  });

  it("keeps apart whom only the second run names", () => {
    const first = found(guardMissing, [party("A")]);
    const second = found(guardMissing, [party("A"), party("B"), party("C")]);
    assert.deepEqual(words(onlyIn(second, first)), ["B has no guard. The same holds for C."]);
    assert.deepEqual(onlyIn(first, second), []);
  });

  it("lists names up to a number", () => {
    assert.deepEqual(
      [[], ["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]].map((each) =>
        namesOf(each, 3),
      ),
      ["", "a", "a and b", "a, b and c", "a, b, c and 1 more"],
    );
  });
});

describe("the fix for several parties", () => {
  const set = (start: number, several: boolean): Change => ({
    at: place(start, start + 1),
    operation: {
      is: "set",
      path: ["Condition"],
      value: several ? { is: "given", several: true } : { is: "given" },
    },
  });
  const one = (several: boolean, binds?: readonly string[]): Target[] => [
    { changes: [set(1, several)], ...(binds ? { binds } : {}) },
  ];

  it("asks each for its own value, in a list", () => {
    const written: Change[] = [];
    const [finding] = found(
      guardMissing + fix,
      [party("A", {}, one(true)), party("B", {}, one(true))],
      written,
    );
    assert.equal(finding?.fixes()[0]?.title, "Ask A and B");
    assert.deepEqual(
      written.map(({ operation }) => "value" in operation && operation.value),
      [
        {
          is: "parameter",
          name: "words",
          description: "Word of A and B, one for each",
          type: "list",
        },
      ],
    );
  });

  for (const [name, resources] of [
    ["where no list can stand", [party("A", {}, one(false)), party("B", {}, one(false))]],
    ["where one of them has none", [party("A", {}, one(true)), party("B")]],
    ["that binds somebody else", [party("A", {}, one(true, ["A", "B"]))]],
  ] as const)
    it(`is none ${name}`, () =>
      assert.deepEqual(found(guardMissing + fix, resources)[0]?.fixes(), []));

  it("is made once for each place", () => {
    const written: Change[] = [];
    const same = fix.replaceAll("{party}", "them");
    for (const finding of found(
      guardMissing + same,
      [party("A", {}, one(false)), party("B", {}, [{ changes: [set(1, false), set(3, false)] }])],
      written,
    ))
      finding.fixes();
    assert.deepEqual(
      written.map(({ at, operation }) => [
        at.range.start,
        "value" in operation && operation.value.is === "parameter" && operation.value.name,
      ]),
      [
        [1, "word"],
        [3, "word"],
      ],
    );
  });

  it("is none where the parties have fixes of their own", () => {
    const cases = `cases:
  - { match: test.grant, when: { level: { equals: top } }, severity: high, report: { at: guard, message: Top. }, ${fix.trim()} }
  - { match: test.grant, when: { guard: { equals: absent } }, severity: high, report: { at: guard, message: Guard. } }
`;
    const resources = [party("A", { level: "top" }, one(true)), party("B", {}, one(true))];
    assert.deepEqual(found(cases, resources)[0]?.fixes(), []);
  });

  it("of one party with several ways in asks for one value", () => {
    const written: Change[] = [];
    const twice = { ...party("A", {}, one(false)), id: "other" };
    const [finding] = found(guardMissing + fix, [party("A", {}, one(false)), twice], written);
    assert.deepEqual(written, []);
    finding?.fixes();
    finding?.fixes();
    assert.equal(written.length, 1);
  });
});
