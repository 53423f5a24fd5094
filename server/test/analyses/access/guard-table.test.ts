// Every operator, modifier and state of the key, for external IDs and MFA: who gets in, and what the guard is called.
// UPDATE=1 rewrites the tables in test-fixtures/access/, which are reviewed as behaviour.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, it } from "mocha";
import type { KeyState, Request } from "../../../src/analyses/access/conditions.ts";
import { decide } from "../../../src/analyses/access/decide.ts";
import type { Trust } from "../../../src/analyses/access/guards.ts";
import { externalIdGuard, mfaGuard } from "../../../src/analyses/access/guards.ts";
import { callerOfName } from "../../../src/analyses/access/principal-match.ts";
import type { PolicyDocument } from "../../../src/model/document.ts";
import { readDocument } from "../../../src/model/document.ts";
import type { Plain } from "./written.ts";
import { value } from "./written.ts";

interface Table {
  readonly file: string;
  readonly title: string;
  readonly key: string;
  readonly tests: readonly (readonly [operator: string, wanted: string, key?: string])[];
  /** What a caller brings, by the word of its column. */
  readonly callers: Readonly<Record<string, Readonly<Record<string, KeyState>>>>;
  readonly verdict: (trust: Trust) => string;
}

const present = "aws:MultiFactorAuthPresent";
const age = "aws:MultiFactorAuthAge";

const tables: readonly Table[] = [
  {
    file: "external-id-guards.txt",
    title: "sts:ExternalId: callers without one, with another, with the right one",
    key: "sts:ExternalId",
    tests: [
      ...["StringEquals", "StringEqualsIgnoreCase", "StringLike"].map(
        (each) => [each, "right-id"] as const,
      ),
      ["StringLike", "*"],
      ["StringLike", "right-*"],
      ["ArnLike", "right-id"],
      ["BinaryEquals", "right-id"],
      ...["StringNotEquals", "StringNotEqualsIgnoreCase", "StringNotLike"].map(
        (each) => [each, "right-id"] as const,
      ),
      ["Null", "true"],
      ["Null", "false"],
    ],
    callers: {
      none: { "sts:externalid": "absent" },
      other: { "sts:externalid": ["another-id"] },
      right: { "sts:externalid": ["right-id"] },
    },
    verdict: (trust) => externalIdGuard(trust).state,
  },
  {
    file: "mfa-guards.txt",
    title:
      "MFA: long-term keys, temporary credentials without MFA, credentials with MFA a minute ago",
    key: present,
    tests: [
      ...["Bool", "StringEquals", "StringLike", "StringNotEquals", "Null"].flatMap((each) =>
        ["true", "false"].map((wanted) => [each, wanted] as const),
      ),
      ...[
        "NumericLessThan",
        "NumericLessThanEquals",
        "NumericGreaterThan",
        "NumericGreaterThanEquals",
      ].map((each) => [each, "3600", age] as const),
      ["Null", "true", age],
      ["Null", "false", age],
    ],
    callers: {
      "long-term": { [present.toLowerCase()]: "absent", [age.toLowerCase()]: "absent" },
      temporary: { [present.toLowerCase()]: ["false"], [age.toLowerCase()]: "absent" },
      "with-mfa": { [present.toLowerCase()]: ["true"], [age.toLowerCase()]: ["60"] },
    },
    verdict: (trust) => mfaGuard(trust).state,
  },
];

/** Prefix and suffix; `Null` takes the prefixes alone. */
const modifiers = [
  ["", ""],
  ["", "IfExists"],
  ["ForAllValues:", ""],
  ["ForAnyValue:", ""],
  ["ForAllValues:", "IfExists"],
] as const;

const principal: Plain = { AWS: "arn:aws:iam::222222222222:root" };
const assume = { Principal: principal, Action: "sts:AssumeRole" };

function documentOf(...statements: Plain[]): PolicyDocument {
  const read = readDocument(value({ Version: "2012-10-17", Statement: statements }));
  assert.ok(read && !("unknown" in read));
  return read;
}

function trustOf(document: PolicyDocument): Trust {
  const [allow, ...denies] = document.statements;
  assert.ok(allow);
  return { allow, denies: denies.map((statement) => ({ statement, applies: "yes" })) };
}

/** Does such a caller get in? Decided as a whole request. */
function comesIn(document: PolicyDocument, keys: Readonly<Record<string, KeyState>>): string {
  const request: Request = (key) => keys[key] ?? "absent";
  const { allowed } = decide(
    {
      caller: callerOfName("arn:aws:iam::222222222222:user/u"),
      action: "sts:AssumeRole",
      resource: "arn:aws:iam::111111111111:role/r",
      account: "111111111111",
      keys: request,
    },
    { identity: [documentOf({ Effect: "Allow", Action: "*", Resource: "*" })], resource: document },
  );
  return allowed === "yes" ? "in" : allowed === "no" ? "out" : "?";
}

function linesOf(table: Table): readonly string[] {
  const callers = Object.keys(table.callers);
  const head = ["effect", "operator", "value", ...callers, "guard"];
  const rows = (["Allow", "Deny"] as const).flatMap((effect) =>
    table.tests.flatMap(([base, wanted, key = table.key]) =>
      modifiers.flatMap(([prefix, suffix]) => {
        if (base === "Null" && suffix !== "") return [];
        const operator = `${prefix}${base}${suffix}`;
        const condition = { Condition: { [operator]: { [key]: wanted } } };
        const document =
          effect === "Allow"
            ? documentOf({ Effect: "Allow", ...assume, ...condition })
            : documentOf(
                { Effect: "Allow", ...assume },
                { Effect: "Deny", ...assume, ...condition },
              );
        const states = callers.map((each) => comesIn(document, table.callers[each] ?? {}));
        const named =
          key === table.key ? operator : `${operator} ${key.slice(key.indexOf(":") + 1)}`;
        return [[effect, named, wanted, ...states, table.verdict(trustOf(document))]];
      }),
    ),
  );
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

describe("the truth table of guards", () => {
  for (const table of tables) {
    const url = new URL(`../../../../test-fixtures/access/${table.file}`, import.meta.url);
    const text = `${table.title}\n\n${linesOf(table).join("\n")}\n`;
    if (process.env["UPDATE"]) writeFileSync(url, text);

    it(`${table.file} is as it stands`, () => assert.equal(text, readFileSync(url, "utf8")));
  }
});
