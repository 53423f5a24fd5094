// Policy files: what a right one becomes, and the line on which a wrong one is told what is wrong.

import assert from "node:assert/strict";
import { loadPolicies, policyIdOf } from "../../src/check/load.ts";
import type { KindDefinition } from "../../src/model/kind.ts";

const grant: KindDefinition = {
  kind: "access.grant",
  description: "A way in.",
  types: {},
  derived: true,
  attributes: {
    party: { type: "text", paths: {}, defaults: {} },
    guard: { type: "text", paths: {}, defaults: {} },
    power: { type: "list", paths: {}, defaults: {} },
    ports: {
      type: "list",
      paths: {},
      defaults: {},
      of: { from: { type: "number", paths: {}, defaults: {} } },
    },
    open: { type: "object", paths: {}, defaults: {} },
  },
};

const right = `title: A third party gets in without a guard
severity:
  - { is: critical, when: { power: { contains: administrator } } }
  - { is: high }
why: Somebody else may use it.
advisories:
  - { id: aa22-131a, section: internal-architecture }
attack: [T1199]
controls: { nist-800-53: [SA-9, AC-3], cis-aws-5.0: [1.10] }
formerly: [access/old-name]
match: access.grant
when:
  party: { in: [provider, undeclared] }
  guard: { equals: absent }
report:
  at: guard
  message: "{party} gets into {name} without a guard."
  because: [party, power]
fix:
  title: Require the guard of {party}
  safety: review
  set: { guard: { parameter: guard-id, description: "Issued by {party}" } }
`;

function load(text: string, path = "access/guard-missing.yaml") {
  return loadPolicies([{ path, text }], [grant]);
}

describe("a policy file", () => {
  it("is named by its path", () => {
    assert.equal(
      policyIdOf("policies/access/external-id-missing.yaml"),
      "access/external-id-missing",
    );
    assert.equal(policyIdOf(".msplint/policies/access/mine.yaml"), "access/mine");
  });

  it("becomes a policy", () => {
    const { policies, problems } = load(right);
    assert.deepEqual(problems, []);
    const [policy] = policies;
    assert.equal(policy?.id, "access/guard-missing");
    assert.deepEqual(policy.controls.get("cis-aws-5.0"), ["1.10"]);
    const [one] = policy.cases;
    assert.deepEqual(one?.when, {
      is: "all",
      of: [
        {
          is: "attribute",
          path: ["party"],
          test: { is: "in", values: ["provider", "undeclared"] },
        },
        { is: "attribute", path: ["guard"], test: { is: "equals", value: "absent" } },
      ],
    });
    assert.deepEqual(one.severity, [
      {
        is: "critical",
        when: {
          is: "attribute",
          path: ["power"],
          test: { is: "contains", value: "administrator" },
        },
      },
      { is: "high" },
    ]);
    assert.deepEqual(one.report, {
      at: "guard",
      message: "{party} gets into {name} without a guard.",
      because: ["party", "power"],
    });
    assert.deepEqual(one.fix?.set.get("guard"), {
      is: "parameter",
      name: "guard-id",
      description: "Issued by {party}",
      type: "text",
    });
  });

  it("may have cases", () => {
    const text = `title: x
why: y
advisories: [{ id: aa22-131a, section: updates }]
cases:
  - row: A01
    match: access.grant
    when: { ports: { some: { from: { less-than: 1024 } } } }
    severity: error
    report: { at: ports, message: Open. }
`;
    const { policies, problems } = load(
      text.replace("severity: error", "severity: high\n    deployment-fails: true"),
    );
    assert.deepEqual(problems, []);
    assert.equal(policies[0]?.cases[0]?.deploymentFails, true);
    assert.deepEqual(
      load(text).problems.map((each) => each.message),
      ['"severity" is one of critical, high, medium, low, info.'],
    );
  });

  const wrong: readonly [from: string, to: string, message: string | RegExp, at: string][] = [
    ["match: access.grant", "match: access.gate", 'There is no kind "access.gate".', "access.gate"],
    ["guard: { equals", "gard: { equals", 'The kind has no attribute "gard".', "gard"],
    ["equals: absent", "is: absent", 'There is no key "is" here.', "is"],
    ["  at: guard", "  at: gard", 'The kind has no attribute "gard".', "gard"],
    [
      "because: [party, power]",
      "because: [party, paver]",
      'The kind has no attribute "paver".',
      "paver",
    ],
    [
      "{party} gets",
      "{parti} gets",
      'The kind has no attribute "parti".',
      '"{parti} gets into {name} without a guard."',
    ],
    ["set: { guard:", "set: { gard:", 'The kind has no attribute "gard".', "gard"],
    [
      "Issued by {party}",
      "Issued by {parti}",
      'The kind has no attribute "parti".',
      '"Issued by {parti}"',
    ],
    [
      "section: internal-architecture",
      "section: architecture",
      'The advisory aa22-131a has no section "architecture".',
      "architecture",
    ],
    ["id: aa22-131a", "id: aa22", /^There is no advisory "aa22"/, "aa22"],
    [
      "  - { is: high }",
      "  - { is: high, when: { party: { equals: x } } }",
      /last severity has no condition/,
      "when",
    ],
    [
      "  - { is: high }",
      "  - { is: severe }",
      '"is" is one of critical, high, medium, low, info.',
      "severe",
    ],
    ["title: A third", "titel: A third", '"title" is missing here.', "t"],
    ["attack: [T1199]", "attack: [TA0001]", /right form/, "TA0001"],
    ["safety: review", "safety: sure", '"safety" is one of safe, review.', "sure"],
    ["match: access.grant\n", "", '"match" is missing here.', "title"],
    ["when:\n", "cases: []\nwhen:\n", /empty/, "cases"],
  ];
  for (const [from, to, message, at] of wrong) {
    it(`says what is wrong with ${JSON.stringify(to)}`, () => {
      const text = right.replace(from, () => to);
      assert.notEqual(text, right);
      const { policies, problems } = load(text);
      assert.deepEqual(policies, []);
      const [problem] = problems;
      if (typeof message === "string") assert.equal(problem?.message, message);
      else assert.match(problem?.message ?? "", message);
      assert.equal(text.slice(problem?.range.start, problem?.range.end), at);
      assert.equal(problem?.incomplete, true);
    });
  }

  it("looks into items and not into open objects", () => {
    const inside = right.replace(
      "guard: { equals: absent }",
      "ports: { some: { to: { equals: 1 } } }",
    );
    assert.equal(load(inside).problems[0]?.message, 'The kind has no attribute "to".');
    assert.deepEqual(
      load(right.replace("guard: { equals: absent }", "open.any-thing: { equals: 1 }")).problems,
      [],
    );
  });

  it("costs no other policy", () => {
    const files = [
      { path: "access/a.yaml", text: "title: [" },
      { path: "access/b.yaml", text: right },
      { path: "policies/access/b.yaml", text: right },
      { path: "Access/c.yaml", text: right },
      { path: "analysis/d.yaml", text: right },
    ];
    const { policies, problems } = loadPolicies(files, [grant]);
    assert.deepEqual(
      policies.map((each) => each.id),
      ["access/b"],
    );
    assert.deepEqual(
      problems.map((each) => each.file),
      ["access/a.yaml", "policies/access/b.yaml", "Access/c.yaml", "analysis/d.yaml"],
    );
  });

  it("yields only to a policy that is there and does not yield back", () => {
    const yielding = (to: string) => right.replace("match:", `yields-to: [${to}]\nmatch:`);
    const both = loadPolicies(
      [
        { path: "a/b.yaml", text: yielding("a/c") },
        { path: "a/c.yaml", text: yielding("a/b") },
      ],
      [grant],
    );
    assert.match(both.problems[0]?.message ?? "", /yields to this policy already/);
    assert.equal(load(yielding("a/x")).problems[0]?.message, 'There is no policy "a/x".');
  });
});
