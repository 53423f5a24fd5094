// Bicep text that nobody writes in good faith: deep, cut, endless. Reading it never throws and takes little time.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { bicep } from "../../../../src/languages/azure/bicep/index.ts";
import { parseBicep } from "../../../../src/languages/azure/bicep/parse.ts";
import { defaultLimits } from "../../../../src/text/limits.ts";

const fixtures = join(import.meta.dirname, "../../../../../test-fixtures/languages/bicep");

/** Milliseconds of the processor: far above what any of these takes, far below what never ends. */
const slow = 10_000;

interface Shape {
  readonly name: string;
  readonly open: string;
  readonly middle: string;
  readonly close: string;
}

const shapes: readonly Shape[] = [
  { name: "lists", open: "[", middle: "1", close: "]" },
  { name: "lists on lines", open: "[\n", middle: "1", close: "\n]" },
  { name: "objects", open: "{ a: ", middle: "1", close: " }" },
  { name: "objects on lines", open: "{\n a: ", middle: "1", close: "\n}" },
  { name: "parentheses", open: "(", middle: "1", close: ")" },
  { name: "calls", open: "f(", middle: "1", close: ")" },
  { name: "interpolations", open: "'${", middle: "1", close: "}'" },
  { name: "indexes", open: "a[", middle: "1", close: "]" },
  { name: "signs", open: "-(", middle: "1", close: ")" },
  { name: "minus", open: "-", middle: "1", close: "" },
  { name: "negations", open: "!", middle: "true", close: "" },
  { name: "conditions", open: "a ? ", middle: "1", close: " : 2" },
  { name: "else", open: "a ? 1 : ", middle: "1", close: "" },
  { name: "lambdas", open: "x => ", middle: "1", close: "" },
  { name: "loops", open: "[for x in y: ", middle: "1", close: "]" },
  { name: "sums", open: "1 + ", middle: "1", close: "" },
  { name: "members", open: "a.b", middle: "", close: ".c" },
  { name: "assertions", open: "a", middle: "", close: "!" },
];

const types: readonly Shape[] = [
  { name: "object types", open: "{ a: ", middle: "int", close: " }" },
  { name: "tuple types", open: "[", middle: "int", close: "]" },
  { name: "type parentheses", open: "(", middle: "int", close: ")" },
  { name: "array types", open: "", middle: "int", close: "[]" },
  { name: "nullable types", open: "", middle: "int", close: "?" },
  { name: "negative types", open: "-", middle: "1", close: "" },
  { name: "generic types", open: "resourceInput<", middle: "int", close: ">" },
];

function read(text: string): { readonly problems: number; readonly time: number } {
  const start = process.cpuUsage();
  const file = { path: "main.bicep", text };
  const files = new Map([[file.path, file]]);
  const found = bicep.check(file);
  const problems = found.length;
  for (const { range } of found) {
    assert.ok(0 <= range.start && range.start <= range.end && range.end <= text.length);
  }
  for (const unit of bicep.units(files)) {
    for (const variant of unit.variants) bicep.read(unit, variant, files, defaultLimits);
  }
  // Of the processor, because other work may run beside the tests.
  const { user, system } = process.cpuUsage(start);
  return { problems, time: (user + system) / 1_000 };
}

describe("hostile Bicep", () => {
  for (const [prefix, list] of [
    ["var x = ", shapes],
    ["type x = ", types],
  ] as const) {
    for (const { name, open, middle, close } of list) {
      it(`${name}, 150 to 10,000 deep, closed and not`, () => {
        for (const depth of [150, 201, 10_000]) {
          const whole = open.repeat(depth) + middle + close.repeat(depth);
          for (const text of open.length > 1 || (middle !== "" && open !== "")
            ? [whole, open.repeat(depth)]
            : [whole]) {
            const { problems, time } = read(
              `${prefix}${text}\nresource a 'B/c@2020-01-01' = {\n  name: x\n}\n`,
            );
            assert.ok(time < slow, `${depth}: ${Math.round(time)} ms`);
            if (depth > 200) assert.ok(problems > 0, `${depth}: no problem`);
          }
        }
      });
    }
  }

  it("nested resources, 10,000 deep", () => {
    const open = "resource a 'B/c@2020-01-01' = {\n";
    for (const text of [open.repeat(10_000), open.repeat(10_000) + "}\n".repeat(10_000)]) {
      assert.ok(read(text).time < slow);
      assert.ok(read(text).problems > 0);
    }
  });

  const texts: readonly (readonly [string, string])[] = [
    ["a hundred thousand brackets", `var x = ${"[(".repeat(50_000)}`],
    ["a string without end", `var x = '${"a".repeat(1_000_000)}`],
    ["a long string without end", `var x = '''\n${"a\n".repeat(500_000)}`],
    ["a comment without end", `/* ${"x".repeat(1_000_000)}`],
    ["a million comments", "// x\n".repeat(1_000_000)],
    ["a long name", `var ${"a".repeat(1_000_000)} = 1`],
    ["many members", `var x = {\n${"  a: 1\n".repeat(100_000)}}`],
    ["many openers on a line", "{[(".repeat(100_000)],
    ["many closers on a line", "}])".repeat(100_000)],
    ["many quotes", "'".repeat(100_001)],
    ["many interpolations", "'${".repeat(100_000)],
    ["many decorators", "@a\n".repeat(100_000)],
    ["many dollars", `var x = ${"$".repeat(100_000)}`],
    ["many backslashes", `var x = '${"\\".repeat(100_001)}`],
    ["blanks", " ".repeat(1_000_000)],
    [
      "binary",
      Array.from({ length: 100_000 }, (_, index) =>
        String.fromCharCode((index * 7919) % 65_536),
      ).join(""),
    ],
    ["half a surrogate pair", "\ud83d"],
    ["NUL", "var \0x = \0\n\0resource a 'b' = {\0}"],
    ["a byte order mark", "\ufeffvar x = 1\n"],
    ["lone carriage returns", "var x = 1\rvar y = {\r  a: x\r}\r"],
    ["many resources", "resource a 'B/c@2020-01-01' = {\n  name: 'x'\n}\n".repeat(10_000)],
    [
      "doubling",
      Array.from(
        { length: 60 },
        (_, index) => `var a${index + 1} = '\${a${index}}\${a${index}}'`,
      ).join("\n") + "\nvar a0 = 'xxxxxxxx'\nresource r 'B/c@2020-01-01' = {\n  name: a60\n}\n",
    ],
    [
      "a function that calls itself",
      "func f(a int) int => f(a) + f(a)\nresource r 'B/c@2020-01-01' = {\n  name: f(1)\n}\n",
    ],
    [
      "loops in loops",
      "resource r 'B/c@2020-01-01' = [for a in range(0, 1000): {\n  name: 'x'\n  p: [for b in range(0, 1000): [for c in range(0, 1000): c]]\n}]\n",
    ],
    [
      "loops in nested resources",
      "resource r 'B/c@2020-01-01' = [for a in range(0, 1000): {\n  name: 'x'\n  resource s 'd' = [for b in range(0, 1000): {\n    name: 'y'\n  }]\n}]\n",
    ],
    [
      "names of prototypes",
      "param __proto__ string = 'a'\nvar constructor = __proto__\nresource toString 'B/c@2020-01-01' = {\n  __proto__: constructor\n  hasOwnProperty: toString.__proto__\n}\n",
    ],
    [
      "a chain of variables",
      Array.from({ length: 5_000 }, (_, index) => `var v${index} = v${index + 1}`).join("\n") +
        "\nresource r 'B/c@2020-01-01' = {\n  name: v0\n}\n",
    ],
  ];
  for (const [name, text] of texts) {
    it(name, () => {
      const { time } = read(text);
      assert.ok(time < slow, `${Math.round(time)} ms`);
    }).timeout(30_000);
  }

  it("leaves the prototypes of objects alone", () => {
    assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
  });

  it("reads every fixture cut at every offset, with places inside of the text", () => {
    for (const name of readdirSync(fixtures).filter((each) => each.endsWith(".bicep"))) {
      const text = readFileSync(join(fixtures, name), "utf8");
      for (let end = 0; end <= text.length; end++) {
        const tree = parseBicep(text.slice(0, end));
        for (const { range } of [...tree.statements, ...tree.problems, ...tree.comments]) {
          assert.ok(
            0 <= range.start && range.start <= range.end && range.end <= end,
            `${name} cut at ${end}`,
          );
        }
      }
    }
  }).timeout(30_000);
});
