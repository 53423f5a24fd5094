// How many findings policies make of resources, and which one speaks.

import assert from "node:assert/strict";
import type { Finding } from "../../src/check/finding.ts";
import { match, mergeAcrossUnits } from "../../src/check/match.ts";
import type { Place, Trail, Value } from "../../src/expressions/value.ts";
import { known, textValue, unknown } from "../../src/expressions/value.ts";
import type { Register } from "../../src/model/register.ts";
import { emptyRegister } from "../../src/model/register.ts";
import type { Resource } from "../../src/model/resource.ts";
import { context, grant, guardMissing, place, policies } from "./grants.ts";

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
      findings.flatMap((each) => each.parties?.map(({ party }) => party)),
      ["A", "E"],
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
      grant(
        "b",
        { guard: "absent", level: unknown({ kind: "condition" }, place(0, 1)) },
        { points: new Map([["guard", place(6, 7)]]) },
      ),
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
      "b/renamed": `formerly: [a/old]\n${guardMissing}`,
    });
    const register: Register = {
      ...emptyRegister,
      policies: new Map([
        ["*/*", { severity: "low" }],
        ["a/*", { off: true }],
        ["a/guard", { severity: "info" }],
        ["a/old", { severity: "critical" }],
      ]),
    };
    const resource = grant("a", { party: "A", guard: "absent" });
    const { findings } = match(all, [resource], context({ register }));
    assert.deepEqual(
      findings.map((each) => `${each.policy} ${each.severity}`),
      ["a/guard info", "b/third low", "b/renamed critical"],
    );
  });

  it("says what the register action writes", () => {
    const words = { key: "aws-accounts", value: "222222222222", name: "A Vendor" };
    const declares = (...names: readonly (keyof typeof words)[]) => {
      const at = place(0, 1);
      const entries = new Map(
        names.map((name) => [name, { value: textValue(words[name], at), key: at }] as const),
      );
      const identity = known({ type: "dict", entries }, at);
      const resource = grant("a", { party: "A", guard: "absent", identity });
      return match(policies({ "a/guard": guardMissing }), [resource], context()).findings[0]
        ?.declares;
    };
    assert.deepEqual(declares("key", "value"), [{ key: "aws-accounts", value: "222222222222" }]);
    assert.deepEqual(declares("key", "value", "name"), [words]);
    assert.equal(declares("key"), undefined);
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

  it("keeps its finding when only the fix throws, and says so once it is asked for", () => {
    const resource = grant("a", { party: "A", guard: "absent" });
    Object.defineProperty(resource, "targets", {
      get: () => {
        throw new Error("a bug");
      },
    });
    const fix = `${guardMissing}fix: { title: "Guard {party}", safety: review, set: { guard: present } }\n`;
    const { findings, failures } = match(policies({ "a/guard": fix }), [resource], context());
    assert.equal(findings.length, 1);
    assert.deepEqual(failures, []);
    assert.deepEqual(findings[0]?.fixes(), []);
    assert.deepEqual(failures, ["policy a/guard: a bug"]);
  });
});
