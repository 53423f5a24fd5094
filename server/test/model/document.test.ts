import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Reason, Text, TextPart, Trail, Value } from "../../src/expressions/value.ts";
import { known, shape, textValue, unknown } from "../../src/expressions/value.ts";
import type { PolicyDocument } from "../../src/model/document.ts";
import { readDocument } from "../../src/model/document.ts";

const file = "main.tf";
const account: Reason = { kind: "parameter", name: "account" };

/** The value of a string that is written in the source; `${…}` are its holes. */
function written(source: string, via: readonly Trail[] = []): Value {
  const parts: TextPart[] = [];
  let offset = 0;
  for (const run of source.split(/(\$\{[^}]*\})/)) {
    const range = { start: offset, end: offset + run.length };
    if (run.startsWith("${")) parts.push({ hole: account, file, range });
    else if (run !== "") parts.push({ text: run, file, range });
    offset += run.length;
  }
  return known({ type: "text", parts }, { file, range: { start: 0, end: source.length } }, via);
}

function read(source: string): PolicyDocument {
  const document = readDocument(written(source));
  assert.ok(document && !("unknown" in document));
  return document;
}

function at(source: string, value: Value | undefined): string {
  return value ? source.slice(value.at.range.start, value.at.range.end) : "nothing";
}

function text(value: Value | undefined): string {
  if (value?.state === "unknown") return `unknown: ${value.reason.kind}`;
  return value?.state === "known" &&
    value.value !== null &&
    typeof value.value === "object" &&
    value.value.type === "text"
    ? shape(value.value)
    : JSON.stringify(value?.state === "known" ? value.value : value?.state);
}

describe("a policy document in a string", () => {
  it("gives every element its place", () => {
    const source = `{ "Statement": [{ "Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession"], "Principal": { "AWS": "arn:aws:iam::\${x}:root" }, "Condition": { "StringEquals": { "sts:ExternalId": "abc" } } }] }`;
    const [statement] = read(source).statements;
    assert.ok(statement);
    assert.equal(
      source.slice(statement.at.range.start, statement.at.range.end).startsWith('{ "Effect"'),
      true,
    );
    assert.equal(statement.effect, "allow");
    assert.deepEqual(
      statement.actions?.values.map((each) => at(source, each)),
      ['"sts:AssumeRole"', '"sts:TagSession"'],
    );
    const [principal] = statement.principals?.items ?? [];
    assert.equal(principal?.type, "AWS");
    assert.equal(at(source, principal?.value), '"arn:aws:iam::${x}:root"');
    assert.equal(text(principal?.value), "arn:aws:iam::${?}:root");
    const [condition] = statement.conditions;
    assert.ok(condition);
    const { operatorPlace, keyPlace, values } = condition;
    assert.equal(
      source.slice(operatorPlace.range.start, operatorPlace.range.end),
      '"StringEquals"',
    );
    assert.equal(source.slice(keyPlace.range.start, keyPlace.range.end), '"sts:ExternalId"');
    assert.deepEqual(
      values.values.map((each) => at(source, each)),
      ['"abc"'],
    );
  });

  it("maps the parts of a string to the source", () => {
    const source = `{ "Statement": { "Effect": "Allow", "Principal": { "AWS": "a\${x}b" } } }`;
    const value = read(source).statements[0]?.principals?.items[0]?.value;
    assert.ok(value?.state === "known" && typeof value.value === "object" && value.value !== null);
    const { parts } = value.value as Text;
    assert.deepEqual(
      parts.map((part) => source.slice(part.range.start, part.range.end)),
      ["a", "${x}", "b"],
    );
  });

  const rows: readonly [string, string, (document: PolicyDocument) => unknown, unknown][] = [
    [
      "one statement without a list",
      '{"Statement":{"Effect":"Deny"}}',
      (d) => d.statements.map((s) => s.effect),
      ["deny"],
    ],
    [
      "an effect that is not known",
      '{"Statement":{"Effect":"${x}"}}',
      (d) => d.statements[0]?.effect,
      "unknown",
    ],
    [
      "a word that is no effect",
      '{"Statement":{"Effect":"allow"}}',
      (d) => d.statements[0]?.effect,
      "other",
    ],
    [
      "an escape",
      '{"Statement":{"Effect":"All\\u006fw"}}',
      (d) => d.statements[0]?.effect,
      "allow",
    ],
    [
      "a bare star",
      '{"Statement":{"Effect":"Allow","Principal":"*"}}',
      (d) => d.statements[0]?.principals?.items.map((p) => `${p.type} ${text(p.value)}`),
      ["AWS *"],
    ],
    [
      "principals of several types",
      '{"Statement":{"Principal":{"AWS":["a","b"],"Service":"c"}}}',
      (d) => d.statements[0]?.principals?.items.map((p) => `${p.type} ${text(p.value)}`),
      ["AWS a", "AWS b", "Service c"],
    ],
    [
      "a whole value that is not known",
      '{"Statement":{"Principal":{"AWS":${x}}}}',
      (d) => d.statements[0]?.principals?.items.map((p) => text(p.value)),
      ["unknown: parameter"],
    ],
    [
      "items that are not known",
      '{"Statement":{"Action":["a", ${x}]}}',
      (d) => [d.statements[0]?.actions?.values.length, d.statements[0]?.actions?.more?.kind],
      [1, "parameter"],
    ],
    [
      "conditions that are not known",
      '{"Statement":{"Condition":${x}}}',
      (d) => d.statements[0]?.moreConditions?.kind,
      "parameter",
    ],
    [
      "a key that is not known",
      '{"Statement":{"Condition":{"StringEquals":{"${x}":"a"}}}}',
      (d) => d.statements[0]?.moreConditions?.kind,
      "parameter",
    ],
    [
      "statements that are not known",
      '{"Statement":${x}}',
      (d) => [d.statements.length, d.more?.kind],
      [0, "parameter"],
    ],
    ["no statements", '{"Version":"2012-10-17"}', (d) => d.statements.length, 0],
    [
      "a list under one operator",
      '{"Statement":{"Condition":{"Bool":{"a":"1","b":["2","3"]}}}}',
      (d) => d.statements[0]?.conditions.map((c) => [c.key, c.siblings, c.values.values.length]),
      [
        ["a", 2, 1],
        ["b", 2, 2],
      ],
    ],
    [
      "a boolean",
      '{"Statement":{"Condition":{"Bool":{"a":true}}}}',
      (d) => d.statements[0]?.conditions[0]?.values.values.map(text),
      ["true"],
    ],
    [
      "a half-typed document",
      '{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"a"}',
      (d) => d.statements[0]?.principals?.items.map((p) => text(p.value)),
      ["a"],
    ],
  ];
  for (const [name, source, pick, expected] of rows)
    it(name, () => assert.deepEqual(pick(read(source)), expected));

  it("gives a part the steps that lead to this part", () => {
    const source = `{"Statement":[{"Principal":{"AWS":"\${x}"}},{"Principal":{"AWS":"\${y}"}}]}`;
    const step = (label: string, start: number, end: number): Trail => ({
      kind: "variable",
      label,
      at: { file, range: { start, end } },
    });
    const first = source.indexOf("${x}");
    const second = source.indexOf("${y}");
    const via = [
      step("local", 9000, 9001),
      step("x", first, first + 4),
      step("default of x", 8000, 8001),
      step("y", second, second + 4),
    ];
    const document = readDocument(written(source, via));
    assert.ok(document && !("unknown" in document));
    const labels = document.statements.map((each) =>
      each.principals?.items[0]?.value.via.map((one) => one.label),
    );
    assert.deepEqual(labels, [
      ["local", "x", "default of x"],
      ["local", "y"],
    ]);
  });

  it("does not guess what it cannot read", () => {
    const here = { file, range: { start: 0, end: 1 } };
    assert.equal(readDocument(undefined), undefined);
    assert.deepEqual(readDocument(unknown(account, here)), { unknown: account });
    assert.deepEqual(readDocument(written("${x}")), { unknown: account });
    assert.equal("unknown" in (readDocument(textValue("arn:aws:s3:::x", here)) ?? {}), true);
  });

  it("reads any text without throwing", () => {
    const source = `{ "Statement": [{ "Effect": "Allow", "Principal": { "AWS": ["\${x}", \${y}] } }] }`;
    for (let end = 0; end <= source.length; end++) readDocument(written(source.slice(0, end)));
    readDocument(written("[".repeat(5000)));
    readDocument(written(`{"Statement":${'{"a":'.repeat(5000)}`));
  });
});
