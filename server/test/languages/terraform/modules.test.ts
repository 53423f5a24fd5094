// Which folders are roots, what a module call asks for, and that many instances of a module are one finding a place.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { bundledKinds, bundledPolicies } from "../../../src/bundled.ts";
import { loadLanguages } from "../../../src/languages/index.ts";
import { terraform } from "../../../src/languages/terraform/index.ts";
import type { Files } from "../../../src/model/unit.ts";
import type { Limits } from "../../../src/text/limits.ts";
import { defaultLimits } from "../../../src/text/limits.ts";
import { applyEdits } from "../../../src/text/range.ts";
import { Workspace } from "../../../src/workspace.ts";

await loadLanguages();

type Texts = Readonly<Record<string, string>>;

function filesOf(texts: Texts): Files {
  return new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
}

const call = (source: string, name = "m") => `module "${name}" {\n  source = "${source}"\n}\n`;

const layouts: readonly (readonly [name: string, texts: Texts, units: readonly string[][]])[] = [
  [
    "a called module is read where it is called",
    { "main.tf": call("./modules/a"), "modules/a/main.tf": call("../b"), "modules/b/x.tf": "" },
    [["main.tf", "modules/a/main.tf", "modules/b/x.tf"]],
  ],
  [
    "a module that nobody calls is a root",
    { "main.tf": "", "modules/a/main.tf": "" },
    [["main.tf"], ["modules/a/main.tf"]],
  ],
  [
    "a module belongs to everyone who calls it",
    { "a/main.tf": call("../m"), "b/main.tf": call("../m"), "m/main.tf": "" },
    [
      ["a/main.tf", "m/main.tf"],
      ["b/main.tf", "m/main.tf"],
    ],
  ],
  [
    "an example calls the root",
    { "main.tf": "", "examples/x/main.tf": call("../..") },
    [["examples/x/main.tf", "main.tf"]],
  ],
  [
    "what has values of its own is deployed by itself too",
    { "main.tf": "", "terraform.tfvars": "", "tests/main.tf": call("../") },
    [["main.tf"], ["tests/main.tf", "main.tf"]],
  ],
  [
    "of modules that call each other the first is the root",
    { "a/main.tf": call("../b"), "b/main.tf": call("../a"), "c/main.tf": call("../c") },
    [["a/main.tf", "b/main.tf"], ["c/main.tf"]],
  ],
  [
    "the source must be written out",
    { "main.tf": call(`./$\{path.module}`), "m/main.tf": "" },
    [["m/main.tf"], ["main.tf"]],
  ],
];

const role = `
variable "account" {}

resource "aws_iam_role" "this" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::$\{var.account}:root" }
    }]
  })
}
`;

function workspaceOf(texts: Texts, limits: Limits): Workspace {
  const workspace = new Workspace({
    policies: bundledPolicies,
    kinds: bundledKinds,
    limits,
    today: "2026-06-15",
    untrusted: false,
    exclude: [],
    forget: false,
  });
  for (const [path, text] of Object.entries(texts)) workspace.files.set({ path, text });
  return workspace;
}

function findingsOf(texts: Texts, disk: Texts = {}, limits: Limits = defaultLimits) {
  const workspace = workspaceOf(texts, limits);
  for (const wanted of workspace.refresh()) {
    for (const path of wanted.files) {
      const text = disk[path];
      workspace.files.answer(path, text === undefined ? undefined : { text });
    }
  }
  const results = workspace.results();
  return {
    problems: results.problems,
    failures: results.failures,
    findings: results.findings.filter((each) => each.policy === "access/external-id-missing"),
  };
}

describe("Terraform modules", () => {
  for (const [name, texts, units] of layouts) {
    it(name, () =>
      assert.deepEqual(
        terraform.units(filesOf(texts)).map((unit) => unit.files),
        units,
      ),
    );
  }

  it("calls of one module are one finding at each place", () => {
    const { findings } = findingsOf({
      "main.tf": `
module "a" {
  source  = "./role"
  account = "222222222222"
}
module "b" {
  source  = "./role"
  account = "333333333333"
}
module "many" {
  source  = "./role"
  count   = 500
  account = "444444444444"
}
`,
      "role/main.tf": role,
    });
    assert.equal(findings.length, 1);
    const [finding] = findings;
    assert.equal(finding?.file, "role/main.tf");
    const places = finding?.related.map((each) => `${each.at.file} ${each.message}`) ?? [];
    for (const name of ["a", "b", "many"])
      assert.ok(places.includes(`main.tf module "${name}"`), places.join("\n"));
  });

  it("lists the steps through a loop, a file of values and a call", () => {
    const { findings } = findingsOf({
      "main.tf": `
variable "partners" {}
module "partner" {
  source   = "./role"
  for_each = var.partners
  account  = each.value
}
`,
      "terraform.tfvars": 'partners = { contoso = "222222222222" }\n',
      "role/main.tf": role,
    });
    assert.deepEqual(
      findings.flatMap((finding) =>
        finding.related.map((each) => `${each.at.file} ${each.message}`),
      ),
      [
        "role/main.tf power: none",
        "role/main.tf var.account",
        'main.tf module "partner"',
        "main.tf var.partners",
        'terraform.tfvars variable "partners"',
        'terraform.tfvars value of "contoso"',
      ],
    );
  });

  it("hands a variable that a fix needs down from the root", () => {
    const texts: Texts = {
      "main.tf": 'module "outer" {\n  source = "./outer"\n}\n',
      "variables.tf": 'variable "name" {}\n',
      "outer/main.tf": 'module "role" {\n  source  = "../role"\n  account = "222222222222"\n}\n',
      "role/main.tf": role,
    };
    const { findings } = findingsOf(texts);
    const edits = findings[0]?.fixes()[0]?.edits ?? [];
    const fixed = Object.fromEntries(
      Object.entries(texts).map(([path, text]) => [
        path,
        applyEdits(
          text,
          edits.filter((each) => each.file === path),
        ),
      ]),
    );
    const passes = /external_id\s+= var\.external_id\n/;
    const declares = /variable "external_id" \{/;
    assert.match(fixed["main.tf"] ?? "", passes);
    assert.match(fixed["variables.tf"] ?? "", declares);
    assert.match(fixed["outer/main.tf"] ?? "", passes);
    assert.match(fixed["outer/main.tf"] ?? "", declares);
    assert.match(fixed["role/main.tf"] ?? "", declares);
    assert.deepEqual(findingsOf(fixed).findings, []);
  });

  it("reports what a copy of a remote module does at the call, and changes nothing there", () => {
    const main = `module "partner" {\n  source  = "contoso/partner/aws"\n  account = "222222222222"\n}\n`;
    const manifest = {
      Modules: [
        {
          Key: "partner",
          Source: "registry.terraform.io/contoso/partner/aws",
          Dir: "./.terraform/modules/partner",
        },
      ],
    };
    const { findings } = findingsOf(
      { "main.tf": main },
      {
        ".terraform/modules/modules.json": JSON.stringify(manifest),
        ".terraform/modules/partner/": "main.tf",
        ".terraform/modules/partner/main.tf": role,
      },
    );
    assert.deepEqual(
      findings.map(({ file, range, fixes, related }) => [
        file,
        main.slice(range.start, range.end),
        fixes.length,
        related.map((each) => main.slice(each.at.range.start, each.at.range.end)),
      ]),
      [["main.tf", 'module "partner"', 0, ['"222222222222"']]],
    );
    assert.deepEqual(findingsOf({ "main.tf": main }).findings, []);
  });

  it("reads an excluded module for its callers, and reports nothing in it", () => {
    const texts: Texts = {
      ".msplint.yaml": "exclude: [modules/**]\n",
      "main.tf": 'module "a" {\n  source  = "./modules/role"\n  account = "222222222222"\n}\n',
      "modules/role/main.tf": role,
    };
    const disk: Texts = { "modules/role/": "main.tf", "modules/role/main.tf": role };
    assert.deepEqual(findingsOf(texts, disk).findings, []);
    const { ".msplint.yaml": _, ...rest } = texts;
    assert.equal(findingsOf(rest, disk).findings.length, 1);
  });

  it("asks for a module that is not in view", () => {
    const main = { "main.tf": `${call("./m")}module "again" {\n  source = "./m"\n}\n` };
    const disk = {
      "m/": "main.tf\nnotes.md\nsub/",
      "m/main.tf": role.replace("{}", '{\n default = "222222222222"\n}'),
    };
    assert.equal(findingsOf(main, disk).findings.length, 1);
    assert.equal(findingsOf(main).findings.length, 0);
  });

  it("says that a folder has no module, and that one stands outside", () => {
    const { problems } = findingsOf(
      { "main.tf": call("./m") + call("../m", "outside") },
      { "m/": "notes.md" },
    );
    assert.deepEqual(
      problems.map((each) => `${each.id} ${each.message}`),
      [
        'analysis/not-analysed The folder of the module "./m" has no Terraform files.',
        'analysis/outside-the-workspace The module "../m" stands outside the workspace and is not read.',
      ],
    );
  });

  it("stays within the limits", () => {
    const files = {
      "main.tf": `
module "a" {
  source = "./a"
  count  = 1000000000
}
`,
      "a/main.tf": `
module "b" {
  source = "../b"
  count  = 40
}
`,
      "b/main.tf": `
module "c" {
  source = "../c"
  count  = 40
}
`,
      "c/main.tf": `
resource "aws_iam_role" "this" {
  count = 40
  name  = "r-$\{count.index}"
}
`,
    };
    const limits = { ...defaultLimits, expansion: 50, instances: 200 };
    const { problems, failures } = findingsOf(files, {}, limits);
    assert.deepEqual(failures, []);
    assert.deepEqual(
      problems.map((each) => `${each.file} ${each.message}`),
      [
        "main.tf This makes 1000000000 instances, too many to tell apart; one stands for all.",
        "c/main.tf This makes 40 instances in one configuration, too many to tell apart; one stands for all.",
        "b/main.tf This makes 40 instances in one configuration, too many to tell apart; one stands for all.",
        "b/main.tf More than 200 resources are declared, so not all of this module is read.",
        "a/main.tf More than 200 resources are declared, so not all of this module is read.",
      ],
    );
  });
});
