// Ignores: where a comment reaches, which ones hold, and what is said of those that do not.

import assert from "node:assert/strict";
import type { Finding } from "../../src/check/finding.ts";
import type { Policy } from "../../src/check/policy.ts";
import { suppress, writtenIgnores } from "../../src/check/suppress.ts";

const policy: Policy = {
  id: "access/mfa-missing",
  file: "",
  title: "",
  why: "",
  advisories: [],
  attack: [],
  controls: new Map(),
  formerly: ["access/no-mfa"],
  yieldsTo: [],
  cases: [],
};

/** A finding of access/mfa-missing at each `!` of the text. */
function run(text: string, path = "main.tf"): string {
  const file = { path, text };
  const findings = [...text.matchAll(/!/g)].map(
    ({ index }): Finding => ({
      policy: "access/mfa-missing",
      severity: "high",
      title: "",
      message: "",
      file: path,
      range: { start: index, end: index + 1 },
      related: [],
      fixes: () => [],
      subject: { kind: "", id: "" },
    }),
  );
  const result = suppress(findings, writtenIgnores(file, []), [], {
    today: "2026-06-15",
    policies: [policy],
  });
  return [
    `${result.findings.length}/${findings.length}`,
    ...result.problems.map(
      (each) =>
        `${each.id.slice("analysis/".length)} ${JSON.stringify(text.slice(each.range.start, each.range.end))}`,
    ),
  ].join(" ");
}

const good = 'msplint:ignore access/mfa-missing until=2027-03-31 reason="agreed with Contoso"';

const cases: readonly [name: string, text: string, expected: string][] = [
  ["the line above", `# ${good}\nx !\n`, "0/1"],
  ["the same line", `x ! # ${good}\n`, "0/1"],
  ["only these lines", `# ${good}\nx !\ny !\n`, "1/2"],
  ["not the line below a comment at the end of a line", `x ! # ${good}\ny !`, "1/2"],
  [
    "several ignores above one line",
    `// ${good}\n// msplint:ignore network/* reason="x"\nx !\n`,
    'ignore-unused "// msplint:ignore network/* reason=\\"x\\""',
  ],
  ["a block comment", `/* ${good} */ x !\n`, "0/1"],
  ["carriage returns", `# ${good}\r\nx !\r\ny !`, "1/2"],
  ["a glob", '# msplint:ignore access/* reason="x"\nx !', "0/1"],
  ["an earlier id", '# msplint:ignore access/no-mfa reason="x"\nx !', "0/1"],
  ["the last day", '# msplint:ignore access/mfa-missing until=2026-06-15 reason="x"\nx !', "0/1"],
  [
    "the day after",
    '# msplint:ignore access/mfa-missing until=2026-06-14 reason="x"\nx !',
    "ignore-expired",
  ],
  ["no date", '# msplint:ignore access/mfa-missing until=soon reason="x"\nx !', "ignore-expired"],
  [
    "no reason",
    "# msplint:ignore access/mfa-missing\nx !",
    'ignore-without-reason "# msplint:ignore access/mfa-missing"',
  ],
  [
    "an empty reason",
    '# msplint:ignore access/mfa-missing reason=" "\nx !',
    "ignore-without-reason",
  ],
  ["no policy", '# msplint:ignore reason="x"\nx !', "ignore-without-reason"],
  ["another policy", '# msplint:ignore access/other reason="x"\nx !', "ignore-unused"],
  ["words in a text", `x = "${good.replaceAll('"', "'")}" !`, "1/1"],
  ["the last line of the file", `x !\n# ${good}`, "ignore-unused"],
];

describe("an ignore comment", () => {
  for (const [name, text, expected] of cases) {
    it(name, () => {
      const result = run(text);
      assert.ok(result.includes(expected), result);
      if (expected.startsWith("ignore-") && !name.startsWith("several"))
        assert.ok(result.startsWith("1/1"), result);
    });
  }

  it("of the register covers paths", () => {
    const at = { file: ".msplint.yaml", range: { start: 0, end: 9 } };
    const finding = (file: string): Finding => ({
      policy: "access/mfa-missing",
      severity: "high",
      title: "",
      message: "",
      file,
      range: { start: 0, end: 1 },
      related: [],
      fixes: () => [],
      subject: { kind: "", id: "" },
    });
    const result = suppress(
      [finding("a/b/c.tf"), finding("d.tf")],
      [],
      [{ policy: "access/*", path: "a/**", reason: "x", at }],
      { today: "2026-06-15", policies: [] },
    );
    assert.deepEqual(
      result.findings.map((each) => each.file),
      ["d.tf"],
    );
    assert.deepEqual(
      result.suppressed.map((each) => each.by),
      [{ file: ".msplint.yaml", range: at.range, reason: "x" }],
    );
  });
});
