// Conditions on known, half-known, unknown and absent values: the truth table of every operator.

import assert from "node:assert/strict";
import { holds } from "../../src/check/condition.ts";
import type { Definitions } from "../../src/check/load-condition.ts";
import { readCondition } from "../../src/check/load-condition.ts";
import type { Truth } from "../../src/expressions/truth.ts";
import type { Value } from "../../src/expressions/value.ts";
import { absent, known, textValue, unknown } from "../../src/expressions/value.ts";
import { readStrictYaml } from "../../src/syntax/strict-yaml/read.ts";

const at = { file: "x", range: { start: 0, end: 0 } };
const more = { kind: "condition" } as const;

const text = (value: string): Value => textValue(value, at);
const num = (value: number): Value => known({ type: "number", text: String(value) }, at);
const list = (...items: readonly Value[]): Value => known({ type: "list", items }, at);
const half = (...items: readonly Value[]): Value => known({ type: "list", items, more }, at);
const holed = (...parts: readonly (string | undefined)[]): Value =>
  known(
    {
      type: "text",
      parts: parts.map((part) =>
        part === undefined
          ? { hole: more, file: at.file, range: at.range }
          : { text: part, file: at.file, range: at.range },
      ),
    },
    at,
  );
const dict = (entries: Readonly<Record<string, Value>>, open = false): Value =>
  known(
    {
      type: "dict",
      entries: new Map(Object.entries(entries).map(([key, value]) => [key, { value, key: at }])),
      ...(open ? { more } : {}),
    },
    at,
  );
const something = unknown(more, at);

function decide(condition: string, value: Value | undefined): Truth {
  const problems: { message: string }[] = [];
  const definitions: Definitions = undefined;
  const read = readCondition(readStrictYaml(condition).root, definitions, problems as never);
  assert.deepEqual(problems, []);
  return holds(read, (name) => (name === "a" ? value : undefined));
}

const cases: readonly [
  condition: string,
  name: string,
  value: Value | undefined,
  expected: Truth,
][] = [
  ["a: { equals: x }", "x", text("x"), "yes"],
  ["a: { equals: x }", "y", text("y"), "no"],
  ["a: { equals: x }", "unknown", something, "unknown"],
  ["a: { equals: x }", "absent", absent(at), "no"],
  ["a: { equals: x }", "absent with the default x", absent(at, text("x")), "yes"],
  ["a: { equals: x }", "absent with an unknown default", absent(at, something), "unknown"],
  ["a: { equals: x }", "no such attribute", undefined, "no"],
  ["a: { equals: xyz }", "x${?}", holed("x", undefined), "unknown"],
  ["a: { equals: xyz }", "a${?}", holed("a", undefined), "no"],
  ["a: { equals: 5 }", "5", num(5), "yes"],
  ["a: { equals: 5 }", "'5'", text("5"), "yes"],
  ["a: { equals: 5 }", "a list", list(num(5)), "no"],
  ["a: { equals: true }", "true", known(true, at), "yes"],
  ["a: { equals: true }", "'true'", text("true"), "yes"],
  ["a: { equals: false }", "true", known(true, at), "no"],
  ["a: { equals: null }", "null", known(null, at), "yes"],
  ["a: { equals: [1, 2] }", "[1, 2]", list(num(1), num(2)), "yes"],
  ["a: { equals: [1, 2] }", "[1]", list(num(1)), "no"],
  ["a: { equals: [1, 2] }", "[1, …]", half(num(1)), "unknown"],
  ["a: { equals: { k: v } }", "{k: v}", dict({ k: text("v") }), "yes"],
  ["a: { equals: { k: v } }", "{k: v, l: w}", dict({ k: text("v"), l: text("w") }), "no"],
  ["a: { equals: { k: v } }", "{k: v, …}", dict({ k: text("v") }, true), "unknown"],
  ["a: { in: [x, y] }", "y", text("y"), "yes"],
  ["a: { in: [x, y] }", "z", text("z"), "no"],
  ["a: { in: [xx, y] }", "x${?}", holed("x", undefined), "unknown"],
  ["a: { in: [x, y] }", "z${?}", holed("z", undefined), "no"],
  ['a: { matches: "*-admin" }', "db-admin", text("db-admin"), "yes"],
  ['a: { matches: "*-admin" }', "${?}-admin", holed(undefined, "-admin"), "yes"],
  ['a: { matches: "*-admin" }', "db-${?}", holed("db-", undefined), "unknown"],
  ['a: { matches: "*-admin" }', "${?}-reader", holed(undefined, "-reader"), "no"],
  ['a: { matches: "*" }', "a list", list(), "no"],
  ["a: { less-than: 10 }", "9", num(9), "yes"],
  ["a: { less-than: 10 }", "10", num(10), "no"],
  ["a: { more-than: 10 }", "'11'", text("11"), "yes"],
  ["a: { more-than: 10 }", "forever", text("forever"), "no"],
  ["a: { more-than: 10 }", "1${?}", holed("1", undefined), "unknown"],
  ["a: { more-than: 10 }", "absent with the default 20", absent(at, num(20)), "yes"],
  ["a: { contains: x }", "[x]", list(text("x")), "yes"],
  ["a: { contains: x }", "[y]", list(text("y")), "no"],
  ["a: { contains: x }", "[y, …]", half(text("y")), "unknown"],
  ["a: { contains: x }", "[x, …]", half(text("x")), "yes"],
  ["a: { contains: x }", "[unknown]", list(something), "unknown"],
  ["a: { contains: x }", "x alone", text("x"), "yes"],
  ["a: { contains: x }", "absent", absent(at), "no"],
  ["a: { absent: true }", "absent with a default", absent(at, text("x")), "yes"],
  ["a: { absent: true }", "x", text("x"), "no"],
  ["a: { absent: true }", "unknown", something, "unknown"],
  ["a: { absent: false }", "x", text("x"), "yes"],
  ["a: { absent: true }", "no such attribute", undefined, "yes"],
  [
    "a: { some: { b: { equals: x } } }",
    "[{b: y}, {b: x}]",
    list(dict({ b: text("y") }), dict({ b: text("x") })),
    "yes",
  ],
  ["a: { some: { b: { equals: x } } }", "[{b: y}]", list(dict({ b: text("y") })), "no"],
  ["a: { some: { b: { equals: x } } }", "[{b: y}, …]", half(dict({ b: text("y") })), "unknown"],
  ["a: { some: { b: { equals: x } } }", "[{…}]", list(dict({}, true)), "unknown"],
  ["a: { some: { matches: 'x*' } }", "[xy]", list(text("xy")), "yes"],
  [
    "a: { some: { any: [{ b: { equals: x } }, { c: { absent: true } }] } }",
    "[{c: y}]",
    list(dict({ c: text("y") })),
    "no",
  ],
  ["a: { not: { equals: x } }", "y", text("y"), "yes"],
  ["a: { not: { equals: x } }", "unknown", something, "unknown"],
  ["a: { not: { absent: true }, in: [x, y] }", "x", text("x"), "yes"],
  ["a.b: { equals: x }", "{b: x}", dict({ b: text("x") }), "yes"],
  ["a.b: { equals: x }", "unknown", something, "unknown"],
  ["a.b: { equals: x }", "{…}", dict({}, true), "unknown"],
  ["a.b: { absent: true }", "{}", dict({}), "yes"],
  ["any: [{ a: { equals: x } }, { b: { equals: y } }]", "x", text("x"), "yes"],
  ["any: [{ a: { equals: x } }, { b: { equals: y } }]", "unknown", something, "unknown"],
  ["all: [{ a: { equals: x } }, { b: { equals: y } }]", "unknown", something, "no"],
  ["none: [{ a: { equals: x } }]", "y", text("y"), "yes"],
  ["none: [{ a: { equals: x } }, { a: { equals: z } }]", "unknown", something, "unknown"],
  ["{}", "anything", something, "yes"],
];

describe("a condition", () => {
  for (const [condition, name, value, expected] of cases) {
    it(`${condition} on ${name}: ${expected}`, () =>
      assert.equal(decide(condition, value), expected));
  }
});
