// The evaluator by itself: three-valued logic, half-known values, and limits that hold.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Scope } from "../../src/expressions/evaluate.ts";
import { evaluate } from "../../src/expressions/evaluate.ts";
import type { BinaryOperator, Expression } from "../../src/expressions/expression.ts";
import type { Value } from "../../src/expressions/value.ts";
import { isText, known, shape, textValue, unknown } from "../../src/expressions/value.ts";
import { defaultLimits } from "../../src/text/limits.ts";

const range = { start: 0, end: 0 };
const at = { file: "f", range };
const literal = (value: boolean | null): Expression => ({ kind: "literal", value, range });
const number = (text: string): Expression => ({ kind: "literal", value: { number: text }, range });
const text = (content: string): Expression => ({
  kind: "template",
  form: "quoted",
  parts: [{ text: content, range }],
  range,
});
const name = (root: string): Expression => ({ kind: "name", name: root, range });
const binary = (operator: BinaryOperator, left: Expression, right: Expression): Expression => ({
  kind: "binary",
  operator,
  left,
  right,
  range,
});

function scope(names: Record<string, Value> = {}): Scope {
  return {
    file: "f",
    limits: defaultLimits,
    budget: { steps: 100_000, depth: 0 },
    rules: {
      soleInterpolationIsValue: true,
      memberIgnoresCase: false,
      nullInText: "error",
      booleanText: String,
      additionJoinsText: false,
    },
    locals: new Map(Object.entries(names)),
    resolve: () => undefined,
    call: (call) => unknown({ kind: "function", name: call.name }, at),
  };
}

const outside = unknown({ kind: "parameter", name: "outside" }, at);

/** A value in few words: `true`, `3`, `"a${?}"`, `?parameter`. */
function words(value: Value): string {
  if (value.state === "unknown") return `?${value.reason.kind}`;
  if (value.state === "absent") return "absent";
  const content = value.value;
  if (content === null || typeof content === "boolean") return String(content);
  if (isText(content)) return JSON.stringify(shape(content));
  if (content.type === "number") return content.text;
  if (content.type === "list")
    return `[${content.items.map(words).join(",")}${content.more ? ",…" : ""}]`;
  return `{${[...content.entries].map(([key, entry]) => `${key}:${words(entry.value)}`).join(",")}${content.more ? ",…" : ""}}`;
}

describe("evaluate", () => {
  const u = name("outside");
  const cases: [what: string, expression: Expression, result: string][] = [
    ["false decides an and, whatever the other side is", binary("&&", u, literal(false)), "false"],
    ["true does not", binary("&&", u, literal(true)), "?parameter"],
    ["true decides an or", binary("||", u, literal(true)), "true"],
    ["unknown equals nothing for certain", binary("==", u, text("a")), "?parameter"],
    ["a number is no string", binary("==", number("1"), text("1")), "false"],
    ["numbers are equal by value", binary("==", number("1.0"), number("1")), "true"],
    ["division by zero is an error", binary("/", number("1"), number("0")), "?error"],
    [
      "a string keeps its known parts",
      { kind: "template", form: "quoted", range, parts: [{ text: "a-", range }, u] },
      `"a-\${?}"`,
    ],
    [
      "a lone interpolation is the value itself",
      { kind: "template", form: "quoted", range, parts: [number("3")] },
      "3",
    ],
    [
      "an undecided condition is unknown",
      { kind: "conditional", range, condition: u, then: text("a"), otherwise: text("b") },
      "?parameter",
    ],
    [
      "unless both sides are equal",
      { kind: "conditional", range, condition: u, then: text("a"), otherwise: text("a") },
      `"a"`,
    ],
    [
      "a list keeps what it knows beside a spread that it does not",
      { kind: "list", range, items: [text("a"), { kind: "spread", of: u, range }] },
      `["a",…]`,
    ],
    [
      "a key that is not known may be any",
      {
        kind: "dict",
        range,
        entries: [
          { kind: "entry", key: u, value: text("v"), range },
          { kind: "entry", key: text("k"), value: text("v"), range },
        ],
      },
      `{k:"v",…}`,
    ],
    [
      "a filter that cannot be decided leaves the item open",
      {
        kind: "for",
        range,
        valueName: "x",
        collection: { kind: "list", range, items: [text("a")] },
        value: name("x"),
        condition: u,
        group: false,
      },
      "[,…]",
    ],
    ["a name that nothing declares", name("nowhere"), "?undeclared"],
    ["coalescing takes the first that is not null", binary("??", literal(null), text("b")), `"b"`],
  ];
  for (const [what, expression, result] of cases) {
    it(what, () => {
      assert.equal(words(evaluate(expression, scope({ outside }))), result);
    });
  }

  it("equal strings are told apart by the parts that are known", () => {
    const half = evaluate(
      { kind: "template", form: "quoted", range, parts: [{ text: "arn:", range }, u] },
      scope({ outside }),
    );
    const compare = (other: string) =>
      words(evaluate(binary("==", name("half"), text(other)), scope({ half })));
    assert.equal(compare("role"), "false");
    assert.equal(compare("arn:x"), "?parameter");
  });

  it("ends at a limit where values double in each step", () => {
    let list = known({ type: "list", items: [textValue("x", at)] }, at) as Value;
    let joined = textValue("x", at) as Value;
    for (let step = 0; step < 60; step++) {
      const names = scope({ list, joined });
      list = evaluate({ kind: "list", range, items: [name("list"), name("list")] }, names);
      joined = evaluate(
        { kind: "template", form: "quoted", range, parts: [name("joined"), name("joined")] },
        names,
      );
    }
    // The inner values are what is unknown; around them lists go on.
    assert.match(words(joined), /\?|\$\{\?\}/);
    assert.ok(words(list).length < 10_000_000);
  });

  it("ends at a limit of depth, whatever is nested", () => {
    let deep: Expression = literal(true);
    for (let step = 0; step < 100_000; step++)
      deep = { kind: "unary", operator: "!", operand: deep, range };
    assert.equal(words(evaluate(deep, scope())), "?limit");
  });
});
