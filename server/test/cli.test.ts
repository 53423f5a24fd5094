// The command line as a user meets it: formats, exit status, bad input, hostile files.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { FindingRow } from "../src/views/jsonl.ts";

const cli = join(import.meta.dirname, "../src/cli.ts");

const openRole = `resource "aws_iam_role" "msp" {
  name = "msp"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::222222222222:root" } }]
  })
}
`;

describe("msplint", function () {
  this.timeout(30_000);
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "msplint-cli-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (path: string, text: string | Uint8Array): string => {
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  };
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import=tsx", cli, ...args], {
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "" },
    });
    return { status, stdout, stderr };
  };
  const rows = (...args: string[]): { status: number | null; rows: FindingRow[] } => {
    const { status, stdout } = run("scan", ...args, "--format", "jsonl");
    return {
      status,
      rows: stdout
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as FindingRow),
    };
  };

  it("says how it is used, and ends with 2, where the usage is wrong", () => {
    for (const args of [
      [],
      ["scan"],
      ["frobnicate"],
      ["scan", root, "--format", "xml"],
      ["scan", root, "--colour"],
      ["scan", join(root, "absent")],
      ["explain", "no/such"],
      ["scan", root, "--register", join(root, "absent.yaml")],
    ]) {
      const { status, stdout, stderr } = run(...args);
      assert.equal(status, 2, args.join(" "));
      assert.equal(stdout, "");
      assert.match(stderr, /^msplint: \S.*\./);
    }
  });

  it("ends with 0 and says so where there is nothing to find", () => {
    write("main.tf", `variable "a" {}\n`);
    const { status, stdout } = run("scan", root);
    assert.equal(status, 0);
    assert.equal(stdout, "No findings in 1 file.\n");
  });

  it("prints file, line, message and policy, and ends with 1", () => {
    write("aws/main.tf", openRole);
    const { status, stdout } = run("scan", root);
    assert.equal(status, 1);
    assert.match(
      stdout,
      /aws\/main\.tf\n {2}4:\d+ +high +AWS account 222222222222 .*access\/external-id-missing\n/,
    );
    assert.match(stdout, /\n\d findings? in 1 file: .*\.\n$/);
    assert.ok(!stdout.includes("\u001b"));
  });

  it("prints one object a finding, with positions from 1 and ends exclusive", () => {
    write("main.tf", openRole);
    const found = rows(root).rows.find((row) => row.policy === "access/external-id-missing");
    assert.ok(found);
    assert.equal(found.root, root);
    assert.equal(found.file, "main.tf");
    assert.equal(found.line, 4);
    assert.equal(
      openRole.split("\n")[3]?.slice(found.column - 1, found.endColumn - 1),
      `"arn:aws:iam::222222222222:root"`,
    );
    assert.deepEqual(found.fix?.safety, "review");
  });

  it("keeps several paths apart", () => {
    const one = dirname(write("one/main.tf", openRole));
    const two = dirname(write("two/main.tf", openRole));
    assert.deepEqual(
      [...new Set(rows(one, two).rows.map((row) => `${row.root} ${row.file}`))],
      [`${one} main.tf`, `${two} main.tf`],
    );
  });

  it("analyses a named file alone, and with --only the folder but reports that file", () => {
    const file = write("main.tf", openRole.replace("222222222222", hole("local.account")));
    write("locals.tf", `locals {\n  account = "222222222222"\n}\n`);
    assert.equal(rows(file).status, 0);
    assert.equal(rows(root, "--only", file).status, 1);
    assert.equal(rows(root, "--only", join(root, "locals.tf")).status, 0);
  });

  it("leaves out what is less severe than asked for", () => {
    write("main.tf", openRole);
    assert.deepEqual(
      [...new Set(rows(root, "--min-severity", "high").rows.map((row) => row.severity))],
      ["high"],
    );
    assert.equal(rows(root, "--min-severity", "critical").status, 0);
  });

  it("shows what was understood, unknown values with their reason and shape", () => {
    write(
      "main.tf",
      openRole.replace("222222222222", hole("var.account")) + `variable "account" {}\n`,
    );
    const { status, stdout } = run("show", root, "--kind", "access.grant", "--format", "jsonl");
    assert.equal(status, 0);
    const grant = JSON.parse(stdout) as {
      kind: string;
      file: string;
      line: number;
      attributes: Record<string, { state: string; reason?: string; shape?: string }>;
    };
    assert.equal(grant.kind, "access.grant");
    assert.deepEqual(grant.attributes["principal"], {
      state: "unknown",
      reason: `"account" has no value here`,
      shape: `arn:aws:iam::${hole("?")}:root`,
    });
    assert.equal(grant.attributes["party-kind"]?.state, "unknown");
  });

  it("explains a policy", () => {
    const { status, stdout } = run("explain", "access/external-id-missing");
    assert.equal(status, 0);
    assert.match(stdout, /^# A third party can assume the role without an external ID/);
    assert.match(stdout, /AA22-131A, section/);
  });

  it("writes SARIF with rules, places, fixes and fingerprints that outlive moved lines", () => {
    const file = write("main.tf", openRole);
    const log = () => {
      const output = join(root, "out.sarif");
      assert.equal(run("scan", root, "--format", "sarif", "--output", output).status, 1);
      return JSON.parse(readFileSync(output, "utf8")) as Sarif;
    };
    interface Sarif {
      version: string;
      runs: {
        tool: { driver: { rules: { id: string; help: { text: string } }[] } };
        results: {
          ruleId: string;
          ruleIndex: number;
          partialFingerprints: Record<string, string>;
          locations: {
            physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
          }[];
          fixes: unknown[];
        }[];
      }[];
    }
    const [first] = log().runs;
    writeFileSync(file, `# A line more.\n${openRole}`);
    const [second] = log().runs;
    assert.ok(first && second);
    assert.deepEqual(
      first.results.map((each) => each.partialFingerprints),
      second.results.map((each) => each.partialFingerprints),
    );
    for (const [index, result] of first.results.entries()) {
      assert.equal(first.tool.driver.rules[result.ruleIndex]?.id, result.ruleId);
      assert.equal(result.locations[0]?.physicalLocation.artifactLocation.uri, "main.tf");
      assert.equal(
        (second.results[index]?.locations[0]?.physicalLocation.region.startLine ?? 0) -
          (result.locations[0]?.physicalLocation.region.startLine ?? 0),
        1,
      );
    }
    assert.ok(!JSON.stringify(first).includes(root), "no path of the machine");
  });

  it("does not write a report through a link, nor leaves half of one", () => {
    write("main.tf", openRole);
    write("target", "kept");
    symlinkSync(join(root, "target"), join(root, "link"));
    assert.equal(run("scan", root, "--output", join(root, "link")).status, 2);
    assert.equal(readFileSync(join(root, "target"), "utf8"), "kept");
    assert.equal(run("scan", root, "--output", join(root, "no/such/folder")).status, 2);
    assert.deepEqual(readdirSync(root).toSorted(), ["link", "main.tf", "target"]);
  });

  describe("with bad input", () => {
    const bad: [
      name: string,
      path: string,
      text: string | Uint8Array,
      says: RegExp,
      id: string,
      status: number,
    ][] = [
      [
        "a broken Terraform file",
        "bad.tf",
        `resource "aws_iam_role" "x" {\n  name = \n`,
        /\.$/,
        "analysis/syntax-error",
        3,
      ],
      [
        "a broken CloudFormation template",
        "bad.yaml",
        `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties: { TopicName: [a\n`,
        /\.$/,
        "analysis/syntax-error",
        3,
      ],
      [
        "a broken ARM template",
        "bad.json",
        `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [{"type": ]}`,
        /\.$/,
        "analysis/syntax-error",
        3,
      ],
      [
        "a broken Bicep file",
        "bad.bicep",
        "resource a 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {\n  name: \n",
        /\.$/,
        "analysis/syntax-error",
        3,
      ],
      [
        "a broken register",
        ".msplint.yaml",
        "providers: [{ name: 1 }]\n",
        /\.$/,
        "analysis/register-error",
        3,
      ],
      ["a file with NUL characters", "nul.tf", "a = 1\u0000\n", /NUL/, "analysis/not-analysed", 3],
      [
        "a file that is no UTF-8",
        "latin.tf",
        Uint8Array.of(0x61, 0xe9, 0x0a),
        /UTF-8/,
        "analysis/not-analysed",
        3,
      ],
      [
        "10,000 brackets in Terraform",
        "deep.tf",
        `a = ${"[".repeat(10_000)}`,
        /nested|deep/i,
        "analysis/syntax-error",
        3,
      ],
      [
        "10,000 brackets in JSON",
        "deep.json",
        `{"AWSTemplateFormatVersion": "2010-09-09", "Resources": ${"[".repeat(10_000)}`,
        /nested|deep/i,
        "analysis/syntax-error",
        3,
      ],
      [
        "10,000 brackets in YAML",
        "deep.yaml",
        `AWSTemplateFormatVersion: "2010-09-09"\nResources: ${"[".repeat(10_000)}`,
        /nested|deep/i,
        "analysis/syntax-error",
        3,
      ],
      [
        "10,000 brackets in Bicep",
        "deep.bicep",
        `var a = ${"[".repeat(10_000)}`,
        /nested|deep/i,
        "analysis/syntax-error",
        3,
      ],
      ["a YAML alias bomb", "bomb.yaml", aliasBomb(), /alias/i, "analysis/syntax-error", 3],
      [
        "a file of 6 MB",
        "large.tf",
        `# ${"x".repeat(6_000_000)}`,
        /6\.0 MB/,
        "analysis/not-analysed",
        3,
      ],
    ];
    for (const [name, path, text, says, id, status] of bad) {
      it(`says what is wrong with ${name}, and still analyses the rest`, () => {
        write(path, text);
        write("good/main.tf", openRole);
        const result = rows(root);
        const told = result.rows.filter((row) => row.policy === id && row.file === path);
        assert.ok(
          told.length > 0,
          JSON.stringify(result.rows.map((row) => [row.policy, row.file, row.message])),
        );
        assert.match(told[0]?.message ?? "", says);
        assert.ok(
          result.rows.some(
            (row) => row.file === "good/main.tf" && row.policy === "access/external-id-missing",
          ),
        );
        assert.equal(result.status, status);
      });
    }

    it("says which line of a policy file is wrong, and uses the others", () => {
      write("policies/mine/broken.yaml", "title: Mine\nseverity: enormous\n");
      write("repository/main.tf", openRole);
      const { status, stderr, stdout } = run(
        "scan",
        join(root, "repository"),
        "--policies",
        join(root, "policies"),
      );
      assert.equal(status, 3);
      assert.match(stderr, /mine\/broken\.yaml:\d+:\d+: /);
      assert.match(stdout, /access\/external-id-missing/);
    });
  });

  describe("on a hostile repository", () => {
    it("believes neither its register nor its ignores with --untrusted, and marks what they hide", () => {
      write(
        "main.tf",
        `# msplint:ignore access/* until=2099-01-01 reason="looks fine"\n${openRole}`,
      );
      write(".msplint.yaml", `own: { aws-accounts: ["222222222222"] }\nexclude: ["**"]\n`);
      assert.equal(rows(root).status, 0);
      const { status, rows: found } = rows(root, "--untrusted");
      assert.equal(status, 1);
      const hidden = found.filter((row) => !row.policy.startsWith("analysis/"));
      assert.ok(hidden.length > 0);
      assert.ok(hidden.every((row) => row.switchedOffByRepository));
    });

    it("says what the whole workspace lacks, once the code's own word hides no outsider", () => {
      const lacks = (...args: string[]) =>
        rows(...args).rows.filter((row) => row.policy === "logging/access-change-not-watched");
      write(".msplint.yaml", `own: { aws-accounts: ["222222222222"] }\n`);
      const role = write("iam/main.tf", openRole);
      const trail = write(
        "audit/main.tf",
        `resource "aws_cloudtrail" "t" {\n  name           = "t"\n  s3_bucket_name = "x"\n}\n`,
      );
      assert.deepEqual(lacks(root), []);
      assert.equal(lacks(root, "--untrusted")[0]?.switchedOffByRepository, true);
      assert.equal(lacks(root, "--untrusted", "--only", role).length, 1);
      assert.deepEqual(lacks(root, "--untrusted", "--only", trail), []);
      const { stdout } = run("show", root, "--kind", "workspace.*");
      assert.equal(stdout.trim(), "");
      write(".msplint.yaml", "");
      assert.match(run("show", root, "--kind", "workspace.*").stdout, /present +false/);
      // What stands beside a file that is named alone is not in view.
      write("iam/main.tf", `${openRole}\nresource "aws_guardduty_detector" "d" {}\n`);
      assert.equal(lacks(root).length, 1);
      assert.deepEqual(lacks(role), []);
    });

    it("follows no link out of the root, and says so", () => {
      const outside = mkdtempSync(join(tmpdir(), "msplint-outside-"));
      try {
        writeFileSync(join(outside, "main.tf"), openRole);
        symlinkSync(join(outside, "main.tf"), join(root, "main.tf"));
        symlinkSync(outside, join(root, "folder"));
        const { status, rows: found } = rows(root);
        assert.equal(status, 3);
        assert.deepEqual(
          found.map((row) => [row.file, row.policy]),
          [
            ["folder", "analysis/outside-the-workspace"],
            ["main.tf", "analysis/outside-the-workspace"],
          ],
        );
      } finally {
        rmSync(outside, { recursive: true });
      }
    });

    it("prints no control characters from names", () => {
      write("main.tf", openRole.replace(`name = "msp"`, `name = "\\u001b]0;x\\u0007"`));
      const { stdout } = run("scan", root);
      // oxlint-disable-next-line no-control-regex -- exactly these must not appear
      assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f]/);
    });
  });
});

/** An interpolation as Terraform writes it. */
function hole(inside: string): string {
  return ["$", "{", inside, "}"].join("");
}

function aliasBomb(): string {
  const levels = ["a0: &a0 [x]"];
  for (let level = 1; level < 10; level++)
    levels.push(
      `a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(",")}]`,
    );
  return `AWSTemplateFormatVersion: "2010-09-09"\nMetadata:\n  ${levels.join("\n  ")}\nResources:\n  T:\n    Type: AWS::SNS::Topic\n`;
}
