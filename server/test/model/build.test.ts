// From declarations to resources by a kind's table: paths, alternatives, defaults, and what stays unknown.

import assert from "node:assert/strict";
import type { Value } from "../../src/expressions/value.ts";
import {
  absent,
  effective,
  isDict,
  isList,
  known,
  memberEntry,
  textValue,
  unknown,
  wholeText,
} from "../../src/expressions/value.ts";
import { buildResources } from "../../src/model/build.ts";
import type { Declaration, Dialect } from "../../src/model/declaration.ts";
import { readKind } from "../../src/model/kinds.ts";
import type { Resource } from "../../src/model/resource.ts";

const header = { file: "x", range: { start: 0, end: 99 }, head: { start: 0, end: 9 } };
const at = { file: "x", range: { start: 50, end: 60 } };
const more = { kind: "condition" } as const;

type Plain =
  | null
  | boolean
  | number
  | string
  | Value
  | readonly Plain[]
  | { readonly [key: string]: Plain };

function value(data: Plain, open = false): Value {
  if (data === null || typeof data === "boolean") return known(data, at);
  if (typeof data === "number") return known({ type: "number", text: String(data) }, at);
  if (typeof data === "string") return textValue(data, at);
  if (Array.isArray(data))
    return known({ type: "list", items: data.map((each) => value(each)) }, at);
  if ("state" in data && "at" in data) return data as Value;
  const entries = Object.entries(data).map(
    ([key, each]) => [key, { value: value(each), key: at }] as const,
  );
  return known({ type: "dict", entries: new Map(entries), ...(open ? { more } : {}) }, at);
}

const { kind, problems } = readKind({
  path: "policies/kinds/test/thing.yaml",
  text: `description: A thing.
is: { terraform: [test_thing, test_old_thing], cloudformation: "Test::Thing", arm: Test.Things/things }
attributes:
  name: { type: text, terraform: [name, label], arm: properties.displayName }
  days: { type: number, terraform: settings.days, arm: properties.days, default: { terraform: 7, arm: 30 }, zero-means: forever }
  protected: { type: boolean, terraform: delete_allowed, not: true, default: true }
  rules:
    type: list
    terraform: rule
    arm: properties.rules
    of:
      port: { type: number, terraform: port, arm: properties.port }
      action: { type: text, terraform: action, arm: properties.action, default: allow }
  document: { type: document, terraform: policy, cloudformation: Policy }
`,
});

function build(
  body: Plain,
  dialect: Dialect = "terraform",
  open = false,
  existing = false,
): Resource {
  assert.deepEqual(problems, []);
  assert.ok(kind);
  const type = {
    terraform: "test_thing",
    cloudformation: "Test::Thing",
    arm: "test.things/THINGS",
  }[dialect];
  const declaration: Declaration = {
    id: "thing",
    language: dialect,
    dialect,
    type,
    name: "it",
    at: header,
    body: value(body, open),
    exists: "yes",
    ...(existing ? { existing: true } : {}),
  };
  const [resource, ...rest] = buildResources([declaration], [kind]);
  assert.deepEqual(rest, []);
  assert.ok(resource);
  return resource;
}

/** `7` known, `(7)` the default of what is absent, `-` absent, `?` unknown. */
function brief(written: Value | undefined): string {
  if (!written) return "nothing";
  if (written.state === "unknown") return "?";
  if (written.state === "absent") return written.default ? `(${brief(written.default)})` : "-";
  const decided = written.value;
  if (decided !== null && isList(decided))
    return `[${decided.items.map(brief).join(" ")}${decided.more ? " …" : ""}]`;
  if (decided !== null && isDict(decided))
    return `{${[...decided.entries].map(([key, entry]) => `${key}: ${brief(entry.value)}`).join(", ")}}`;
  return wholeText(written) ?? "null";
}

const something = unknown(more, at);

const cases: readonly [
  name: string,
  dialect: Dialect,
  body: Plain,
  attribute: string,
  expected: string,
][] = [
  ["a path of one name", "terraform", { name: "x" }, "name", "x"],
  ["the older name", "terraform", { label: "x" }, "name", "x"],
  ["the first of two names", "terraform", { label: "x", name: "y" }, "name", "y"],
  ["what is known beats what may be", "terraform", { label: "x", name: something }, "name", "x"],
  ["nothing", "terraform", {}, "name", "-"],
  ["null", "terraform", { name: null }, "name", "-"],
  ["unknown", "terraform", { name: something }, "name", "?"],
  ["a dialect without the attribute", "cloudformation", {}, "name", "-"],
  ["names of ARM in another case", "arm", { Properties: { DISPLAYNAME: "x" } }, "name", "x"],
  ["names of Terraform in another case", "terraform", { NAME: "x" }, "name", "-"],
  ["a path through a block", "terraform", { settings: [{ days: 3 }] }, "days", "3"],
  ["a number as text", "terraform", { settings: [{ days: "3" }] }, "days", "3"],
  ["a number with a meaning", "terraform", { settings: [{ days: 0 }] }, "days", "forever"],
  ["the default of the dialect", "terraform", { settings: [{}] }, "days", "(7)"],
  ["the default of another dialect", "arm", {}, "days", "(30)"],
  ["a path through no block", "terraform", { settings: [] }, "days", "(7)"],
  ["a path through something unknown", "terraform", { settings: something }, "days", "?"],
  ["a path through a text", "terraform", { settings: "x" }, "days", "?"],
  ["an inverted boolean", "terraform", { delete_allowed: true }, "protected", "false"],
  ["an inverted boolean as text", "terraform", { delete_allowed: "false" }, "protected", "true"],
  ["the default of an inverted boolean", "terraform", {}, "protected", "(true)"],
  [
    "items of a list",
    "terraform",
    { rule: [{ port: "22" }, { port: 80, action: "deny" }] },
    "rules",
    "[{port: 22, action: (allow)} {port: 80, action: deny}]",
  ],
  ["one block", "terraform", { rule: { port: 22 } }, "rules", "[{port: 22, action: (allow)}]"],
  [
    "an unknown item",
    "terraform",
    { rule: [something, { port: 22 }] },
    "rules",
    "[? {port: 22, action: (allow)}]",
  ],
  [
    "items of ARM",
    "arm",
    { properties: { rules: [{ properties: { Port: 22 } }] } },
    "rules",
    "[{port: 22, action: (allow)}]",
  ],
  [
    "absent with a default of the language",
    "terraform",
    { name: absent(at, textValue("x", at)) },
    "name",
    "x",
  ],
];

describe("buildResources", () => {
  for (const [name, dialect, body, attribute, expected] of cases) {
    it(`reads ${name}`, () =>
      assert.equal(brief(build(body, dialect).attributes.get(attribute)), expected));
  }

  it("knows nothing of what a half-known body does not show", () => {
    const resource = build({ name: "x" }, "terraform", true);
    assert.equal(brief(resource.attributes.get("name")), "x");
    assert.equal(brief(resource.attributes.get("days")), "?");
    assert.equal(brief(resource.attributes.get("rules")), "?");
  });

  it("has no defaults for what exists already", () => {
    const resource = build({ name: "x" }, "terraform", false, true);
    assert.equal(brief(resource.attributes.get("name")), "x");
    assert.equal(brief(resource.attributes.get("days")), "?");
    assert.equal(resource.targets?.size, 0);
  });

  it("puts what is absent at the narrowest owner", () => {
    assert.deepEqual(build({}).attributes.get("days")?.at, header);
    assert.deepEqual(build({ settings: [{}] }).attributes.get("days")?.at, at);
    const rules = build({ rule: [{}] }).attributes.get("rules");
    const item =
      rules?.state === "known" && rules.value !== null && isList(rules.value)
        ? rules.value.items[0]
        : undefined;
    assert.deepEqual(memberEntry(item && effective(item), "port")?.value.at, at);
  });

  it("writes below the declaration, an inverted boolean as its opposite", () => {
    const { targets } = build({ label: "x" });
    assert.deepEqual(targets?.get("name"), [
      {
        changes: [
          {
            at: header,
            operation: { is: "set", path: ["label"], value: { is: "given" } },
            of: [{ declaration: "thing" }],
          },
        ],
      },
    ]);
    assert.deepEqual(targets?.get("protected")?.[0], {
      when: "true",
      changes: [
        {
          at: header,
          operation: {
            is: "set",
            path: ["delete_allowed"],
            value: { is: "literal", value: false },
          },
          of: [{ declaration: "thing" }],
        },
      ],
    });
  });
});
