import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { EscalationPath } from "../../../src/analyses/access/capabilities.ts";
import { actionNeeds, escalationPaths } from "../../../src/analyses/access/capabilities.ts";
import { powerOf } from "../../../src/analyses/access/power.ts";
import type { PolicyDocument } from "../../../src/model/document.ts";
import { readDocument } from "../../../src/model/document.ts";
import type { Plain } from "./written.ts";
import { place, value } from "./written.ts";

type Members = { readonly [name: string]: Plain };

function document(statements: readonly Members[]): PolicyDocument {
  const read = readDocument(value({ Version: "2012-10-17", Statement: statements }));
  assert.ok(read && !("unknown" in read));
  return read;
}

/** Is the path open with these statements, within these others? */
function isOpen(
  path: EscalationPath,
  statements: readonly Members[],
  boundary?: readonly Members[],
) {
  const read = document(statements);
  const sources = [{ name: "p", kind: "inline" as const, document: read, at: place(), via: [] }];
  const { escalations } = powerOf({ sources }, boundary && document(boundary));
  return escalations.includes(path.id);
}

const allow = (action: Plain, more: Members = {}): Members => ({
  Effect: "Allow",
  Action: action,
  Resource: "*",
  ...more,
});
const deny = (action: Plain, more: Members = {}): Members => ({
  ...allow(action, more),
  Effect: "Deny",
});

/** The statements of a minimal policy, one of them changed. */
function changed(path: EscalationPath, action: string, to: readonly Members[]): readonly Members[] {
  return path.required.flatMap((each) => (each === action ? to : [allow(each)]));
}

function minimal(path: EscalationPath): readonly Members[] {
  return [allow([...path.required])];
}

/** Patterns for every resource of the types that the action needs, or `*` where it takes none. */
function everyOne(action: string): Plain {
  const needs = actionNeeds.get(action.toLowerCase()) ?? [];
  return needs.length === 0 ? "*" : needs.flat().map((each) => each.replace("arn:*:", "arn:aws:"));
}

const elsewhere = "arn:aws:sns:eu-west-1:111111111111:unrelated";
const everything = allow("*");

type Variant = readonly [string, readonly Members[], (readonly Members[])?];

function variants(path: EscalationPath): readonly Variant[] {
  const narrow = path.required.map((each) => allow(each, { Resource: everyOne(each) }));
  const passed = { "iam:PassedToService": path.passedTo[0] ?? "" };
  return [
    ["the actions that it needs", minimal(path)],
    ["a statement for each", path.required.map((each) => allow(each))],
    [
      "everything but something else",
      [{ Effect: "Allow", NotAction: "sns:*", Resource: "*" }, deny("any-service:*")],
    ],
    ["wildcards in their names", [allow(path.required.map((each) => `${each.slice(0, -1)}*`))]],
    ["another case", [allow(path.required.map((each) => each.toUpperCase()))]],
    ["every resource that they take", narrow],
    [
      "every resource but one",
      path.required.map(
        (each): Members => ({ Effect: "Allow", Action: each, NotResource: elsewhere }),
      ),
    ],
    [
      "a Deny for something else",
      [...minimal(path), deny([...path.required], { Resource: elsewhere })],
    ],
    ["a boundary that lets it through", minimal(path), [allow([...path.required, "sns:*"])]],
    ...(path.required.includes("iam:PassRole")
      ? [
          [
            "its service alone",
            changed(path, "iam:PassRole", [
              allow("iam:PassRole", { Condition: { StringEquals: passed } }),
            ]),
          ] as Variant,
          [
            "one of several services",
            changed(path, "iam:PassRole", [
              allow("iam:PassRole", {
                Condition: {
                  StringLike: { "iam:PassedToService": ["sns.amazonaws.com", "*.amazonaws.com"] },
                },
              }),
            ]),
          ] as Variant,
        ]
      : []),
  ];
}

/** Each action in turn is missing, on another resource, taken back, or outside of a boundary. */
function nearMisses(path: EscalationPath): readonly Variant[] {
  const passing: readonly Variant[] = path.required.includes("iam:PassRole")
    ? [
        [
          "another service",
          changed(path, "iam:PassRole", [
            allow("iam:PassRole", {
              Condition: { StringEquals: { "iam:PassedToService": "sns.amazonaws.com" } },
            }),
          ]),
        ],
        [
          "its service taken back",
          [
            ...minimal(path),
            deny("iam:PassRole", {
              Condition: { StringEquals: { "iam:PassedToService": [...path.passedTo] } },
            }),
          ],
        ],
        [
          "all services but others taken back",
          [
            ...minimal(path),
            deny("iam:PassRole", {
              Condition: { StringNotEquals: { "iam:PassedToService": "sns.amazonaws.com" } },
            }),
          ],
        ],
      ]
    : [];
  return [
    ...passing,
    ...path.required.flatMap((action): readonly Variant[] => [
      [`without ${action}`, changed(path, action, [])],
      [
        `${action} on another resource`,
        changed(path, action, [allow(action, { Resource: elsewhere })]),
      ],
      [
        `${action} on all but its own resources`,
        changed(path, action, [{ Effect: "Allow", Action: action, NotResource: everyOne(action) }]),
      ],
      [
        `everything but ${action}`,
        [{ Effect: "Allow", NotAction: [action, "any-service:*"], Resource: "*" }],
      ],
      [`${action} taken back`, [...minimal(path), deny(action)]],
      [`${action} taken back by a wildcard`, [...minimal(path), deny(`${action.slice(0, -1)}?`)]],
      [
        `${action} taken back on its resources`,
        [...minimal(path), deny(action, { Resource: everyOne(action) })],
      ],
      [
        `a boundary without ${action}`,
        minimal(path),
        [{ Effect: "Allow", NotAction: action, Resource: "*" }],
      ],
      [`a boundary that denies ${action}`, minimal(path), [everything, deny(action)]],
      [
        `a boundary that allows ${action} elsewhere`,
        minimal(path),
        [
          { Effect: "Allow", NotAction: action, Resource: "*" },
          allow(action, { Resource: elsewhere }),
        ],
      ],
      [
        `${action} on a condition`,
        changed(path, action, [
          allow(action, { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
        ]),
      ],
    ]),
  ];
}

describe("escalation paths", () => {
  it("are 65", () => assert.equal(escalationPaths.length, 65));

  for (const path of escalationPaths) {
    it(`${path.id} is open with each of its variants and with none of its near misses`, () => {
      const closed = variants(path).filter(([, ...of]) => !isOpen(path, ...of));
      const open = nearMisses(path).filter(([, ...of]) => isOpen(path, ...of));
      assert.deepEqual([closed.map(([name]) => name), open.map(([name]) => name)], [[], []]);
    });
  }
});
