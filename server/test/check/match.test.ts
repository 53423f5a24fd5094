// How many findings policies make of resources, which one speaks, and what variants and units add.

import assert from "node:assert/strict";
import type { Finding } from "../../src/check/finding.ts";
import { loadPolicies } from "../../src/check/load.ts";
import type { MatchContext } from "../../src/check/match.ts";
import { match, mergeAcrossUnits, mergeVariants } from "../../src/check/match.ts";
import type { Policy } from "../../src/check/policy.ts";
import type { Place, Trail, Value } from "../../src/expressions/value.ts";
import { known, textValue, unknown } from "../../src/expressions/value.ts";
import type { KindDefinition } from "../../src/model/kind.ts";
import { emptyRegister } from "../../src/model/register.ts";
import type { Change, Resource } from "../../src/model/resource.ts";

const attributes = Object.fromEntries(
  ["party", "guard", "level", "identity", "limit"].map(
    (name) => [name, { type: "any", paths: {}, defaults: {} }] as const,
  ),
);
const kinds: readonly KindDefinition[] = [
  { kind: "test.grant", description: "x", types: {}, derived: true, attributes },
];

const head = "title: A title\nwhy: Because.\nadvisories: [{ id: aa22-131a, section: updates }]\n";

function policies(texts: Readonly<Record<string, string>>): readonly Policy[] {
  const loaded = loadPolicies(
    Object.entries(texts).map(([id, text]) => ({ path: `${id}.yaml`, text: head + text })),
    kinds,
  );
  assert.deepEqual(loaded.problems, []);
  return loaded.policies;
}

const text = "first line\nsecond line\n";
const place = (start: number, end: number, file = "x.tf"): Place => ({
  file,
  range: { start, end },
});
const guardMissing = `match: test.grant
when: { guard: { equals: absent } }
severity: high
report: { at: guard, message: "{party} has no guard.", because: [party] }
`;

function grant(
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

function context(rest: Partial<MatchContext> = {}): MatchContext {
  return { register: emptyRegister, write: () => undefined, text: () => text, ...rest };
}

function brief(findings: readonly Finding[]): string[] {
  return findings.map(
    (each) =>
      `${each.policy} ${each.severity} ${each.file}:${each.range.start}-${each.range.end} ${each.message}`,
  );
}

describe("match", () => {
  it("reports what holds, and neither what does not nor what is unknown", () => {
    const resources = [
      grant("a", { party: "A", guard: "absent" }),
      grant("b", { party: "B", guard: "effective" }),
      grant("c", { party: "C", guard: unknown({ kind: "condition" }, place(0, 5)) }),
      grant("d", { party: "D", guard: "absent" }, { exists: "no" }),
      grant("e", { party: "E", guard: "absent" }, { exists: "unknown" }),
    ];
    const { findings } = match(policies({ "a/guard": guardMissing }), resources, context());
    assert.deepEqual(
      findings.map((each) => each.message),
      ["A has no guard.", "E has no guard."],
    );
  });

  it("points at the head of a place, on one line", () => {
    const at = (range: Place) =>
      grant("a", {
        party: "A",
        guard: known(
          { type: "text", parts: [{ text: "absent", file: "x.tf", range: range.range }] },
          range,
        ),
      });
    const range = (resource: Resource) =>
      match(policies({ "a/guard": guardMissing }), [resource], context()).findings[0]?.range;
    assert.deepEqual(range(at(place(6, 22))), { start: 6, end: 10 });
    assert.deepEqual(range(at({ ...place(0, 22), head: { start: 11, end: 17 } })), {
      start: 11,
      end: 17,
    });
    assert.deepEqual(
      range(
        grant("a", { party: "A", guard: "absent" }, { points: new Map([["guard", place(1, 3)]]) }),
      ),
      { start: 1, end: 3 },
    );
  });

  it("fills the words", () => {
    const list = known(
      {
        type: "list",
        items: ["a", "b"].map((each) => textValue(each, place(0, 1))),
        more: { kind: "condition" },
      },
      place(0, 1),
    );
    const holed = known(
      {
        type: "text",
        parts: [
          { text: "arn:", file: "", range: { start: 0, end: 0 } },
          { hole: { kind: "condition" }, file: "", range: { start: 0, end: 0 } },
        ],
      },
      place(0, 1),
    );
    const secret: Value = { ...textValue("hunter2", place(0, 1)), sensitive: true };
    const message = guardMissing.replace(
      "{party} has no guard.",
      "{name}, {party}, {limit}, {level}, {identity}.",
    );
    const [finding] = match(
      policies({ "a/guard": message }),
      [grant("role", { guard: "absent", party: list, limit: holed, level: secret })],
      context(),
    ).findings;
    assert.equal(finding?.message, "role, a, b, …, arn:${?}, (sensitive), {identity}.");
  });

  it("shows the way of the value and of the reasons, no place twice", () => {
    const step = (start: number, label: string): Trail => ({
      kind: "variable",
      at: place(start, start + 1),
      label,
    });
    const guard: Value = {
      ...textValue("absent", place(0, 5)),
      via: [step(7, "guard's variable")],
    };
    const party: Value = {
      ...textValue("A", place(9, 10)),
      via: [step(7, "again"), step(8, "party's variable")],
    };
    const [finding] = match(
      policies({ "a/guard": guardMissing }),
      [grant("a", { guard, party })],
      context(),
    ).findings;
    assert.deepEqual(
      finding?.related.map((each) => `${each.at.range.start} ${each.message}`),
      ["7 guard's variable", "9 party: A", "8 party's variable"],
    );
  });

  it("makes one finding of one cause, the gravest first", () => {
    const bySeverity = guardMissing.replace(
      "severity: high",
      "severity: [{ is: critical, when: { level: { equals: top } } }, { is: low }]",
    );
    const points = (start: number) => new Map([["guard", place(start, start + 1)]]);
    const resources = [
      grant("a", { party: "A", guard: "absent" }, { cause: "role", points: points(1) }),
      grant(
        "b",
        { party: "B", guard: "absent", level: "top" },
        { cause: "role", points: points(2) },
      ),
      grant("c", { party: "C", guard: "absent" }, { cause: "other", points: points(3) }),
    ];
    const { findings } = match(policies({ "a/guard": bySeverity }), resources, context());
    assert.deepEqual(brief(findings), [
      "a/guard critical x.tf:2-3 B has no guard.",
      "a/guard low x.tf:3-4 C has no guard.",
    ]);
    assert.ok(
      findings[0]?.related.some(
        (each) => each.at.range.start === 1 && each.message === "A has no guard.",
      ),
    );
  });

  it("lets the first case that holds speak for a cause", () => {
    const cases = `cases:
  - { row: A1, match: test.grant, when: { level: { equals: top } }, severity: high, report: { at: level, message: Top. } }
  - { row: A2, match: test.grant, when: { guard: { equals: absent } }, severity: low, report: { at: guard, message: Guard. } }
`;
    const resources = [
      grant("a", { guard: "absent", level: "top" }),
      grant("b", { guard: "absent", level: unknown({ kind: "condition" }, place(0, 1)) }),
    ];
    const { findings } = match(policies({ "a/guard": cases }), resources, context());
    assert.deepEqual(
      findings.map((each) => [each.row, each.message]),
      [
        ["A1", "Top."],
        ["A2", "Guard."],
      ],
    );
  });

  it("yields to another policy that speaks of the same cause", () => {
    const all = policies({
      "a/guard": guardMissing,
      "a/party": guardMissing
        .replace("guard: { equals: absent }", "party: { absent: false }")
        .replace("match:", "yields-to: [a/guard]\nmatch:"),
    });
    const resources = [
      grant("a", { party: "A", guard: "absent" }),
      grant("b", { party: "B", guard: "there" }),
    ];
    assert.deepEqual(
      brief(match(all, resources, context()).findings).map((each) => each.split(" ")[0]),
      ["a/guard", "a/party"],
    );
  });

  it("gives one finding for each text of an attribute where the policy says so", () => {
    const once = guardMissing.replace("because: [party]", "once-per: party");
    const resources = ["a", "b", "c"].map((id, index) =>
      grant(
        id,
        { party: id === "c" ? "C" : "A", guard: "absent" },
        { points: new Map([["guard", place(index, index + 1)]]) },
      ),
    );
    const { findings } = match(policies({ "a/guard": once }), resources, context());
    assert.deepEqual(brief(findings), [
      "a/guard high x.tf:0-1 A has no guard.",
      "a/guard high x.tf:2-3 C has no guard.",
    ]);
    assert.deepEqual(
      findings[0]?.related.map((each) => each.at.range.start),
      [1],
    );
    assert.equal(
      mergeAcrossUnits([...findings, ...findings.map((each) => ({ ...each, file: "y.tf" }))])
        .length,
      2,
    );
  });

  it("follows the register", () => {
    const all = policies({
      "a/guard": guardMissing,
      "a/other": guardMissing,
      "b/third": guardMissing,
    });
    const register = {
      ...emptyRegister,
      policies: new Map([
        ["a/*", { off: true }],
        ["a/guard", { severity: "info" }],
      ] as const),
    };
    const { findings } = match(
      all,
      [grant("a", { party: "A", guard: "absent" })],
      context({ register }),
    );
    assert.deepEqual(
      findings.map((each) => `${each.policy} ${each.severity}`),
      ["a/guard info", "b/third high"],
    );
  });

  it("says what the register action writes", () => {
    const values = {
      party: "A Vendor",
      guard: "absent",
      "party-kind": "known-vendor",
      "party-key": "aws-accounts",
      "party-id": "222222222222",
    };
    const [finding] = match(
      policies({ "a/guard": guardMissing }),
      [grant("a", values)],
      context(),
    ).findings;
    assert.deepEqual(finding?.declares, {
      key: "aws-accounts",
      value: "222222222222",
      name: "A Vendor",
    });
  });

  it("costs only its own findings when it throws", () => {
    const broken = grant("a", { party: "A", guard: "absent" });
    Object.defineProperty(broken, "attributes", {
      get: () => {
        throw new Error("a bug");
      },
    });
    const { findings, failures } = match(
      policies({ "a/guard": guardMissing }),
      [broken],
      context(),
    );
    assert.deepEqual(findings, []);
    assert.deepEqual(failures, ["policy a/guard: a bug"]);
  });
});

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
    assert.equal(finding?.fixes[0]?.title, seen ? "Guard A" : undefined);
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
    assert.deepEqual(findings[0]?.fixes, []);
  });
});

describe("mergeVariants", () => {
  const finding = (start: number, message = "x"): Finding => ({
    policy: "a/b",
    severity: "high",
    title: "t",
    message,
    file: "x.tf",
    range: { start, end: start + 1 },
    related: [],
    fixes: [],
    subject: { kind: "k", id: "i" },
  });
  const variant = (name: string | undefined, ...findings: readonly Finding[]) => ({
    variant: { ...(name === undefined ? {} : { name }), values: [] },
    findings,
  });
  const brief = (findings: readonly Finding[]) =>
    findings.map((each) => `${each.range.start} ${each.variants?.join(",") ?? "all"}`);

  const cases: readonly [
    name: string,
    found: Parameters<typeof mergeVariants>[0],
    expected: readonly string[],
  ][] = [
    ["the base alone", [variant(undefined, finding(1))], ["1 all"]],
    [
      "the base and a variant",
      [variant(undefined, finding(1)), variant("p", finding(1))],
      ["1 all"],
    ],
    [
      "two variants and not the base",
      [variant(undefined), variant("p", finding(1)), variant("q", finding(1))],
      ["1 p,q"],
    ],
    ["one of two variants", [variant(undefined), variant("p"), variant("q", finding(1))], ["1 q"]],
    [
      "what every other variant sets",
      [variant(undefined, finding(1)), variant("p", finding(2)), variant("q")],
      ["2 p"],
    ],
    [
      "what one variant leaves",
      [variant(undefined, finding(1)), variant("p"), variant("q", finding(1))],
      ["1 all"],
    ],
    ["one place twice in a variant", [variant(undefined, finding(1), finding(1, "y"))], ["1 all"]],
  ];
  for (const [name, found, expected] of cases)
    it(name, () => assert.deepEqual(brief(mergeVariants(found)), expected));
});
