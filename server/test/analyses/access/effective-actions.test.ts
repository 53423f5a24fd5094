// What statements allow of a list of actions, and which of them a written action means. The list is a small one of its own.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { effectiveActions } from "../../../src/analyses/access/effective-actions.ts";
import { expandedAction } from "../../../src/analyses/access/expanded-action.ts";
import { iamActions } from "../../../src/analyses/access/iam-actions.ts";
import { readDocument } from "../../../src/model/document.ts";
import { readTable } from "../../../src/model/table.ts";
import type { Plain } from "./written.ts";
import { computed, parameter, parts, value } from "./written.ts";

const list = iamActions(
  readTable(`{"$from":{}}
{"id":"shop","types":["shelf arn:*:shop:*:*:shelf/*","box arn:*:shop:*:*:shelf/*/box/*"],"list":"ListShelves","read":"GetShelf:!0 GetBox:1","write":"PutBox:!1 CloseShop","permissions":"PutShelfPolicy:0","tagging":"TagBox:0,1"}
{"id":"bank","types":["deep vault arn:*:bank:*:*:vault/*, arn:*:bank:*:*:safe/*"],"list":"ListVaults","write":"OpenVault:!0 CloseVault:0"}
`),
);

const allow = (
  Action: Plain,
  Resource: Plain = "*",
  more: { readonly [key: string]: Plain } = {},
) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const deny = (
  Action: Plain,
  Resource: Plain = "*",
  more: { readonly [key: string]: Plain } = {},
) => ({
  Effect: "Deny",
  Action,
  Resource,
  ...more,
});
const mfa = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };

function counted(statements: readonly Plain[], services: readonly string[] = []): string {
  const document = readDocument(value({ Version: "2012-10-17", Statement: statements }));
  assert.ok(document && !("unknown" in document));
  const found = effectiveActions(document.statements, list, services);
  assert.ok(found);
  const { allowed, conditional, unknown, denied, everything } = found;
  const shares = found.services.map((each) => `${each.service.id} ${each.allowed}`);
  const rest = [
    ...(conditional > 0 ? [`${conditional} conditional`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(denied > 0 ? [`${denied} denied`] : []),
    ...(everything ? ["everything"] : []),
  ];
  assert.equal(
    allowed,
    Object.values(found.levels).reduce((sum, each) => sum + each, 0),
  );
  return [...shares, ...rest].join(", ");
}

describe("the actions that statements allow", () => {
  const cases: readonly [string, readonly Plain[], string][] = [
    ["nothing", [], ""],
    ["everything", [allow("*")], "shop 7, bank 3, everything"],
    ["everything of a service", [allow("shop:*")], "shop 7"],
    ["one action, in any case", [allow("SHOP:getbox")], "shop 1"],
    ["a wildcard", [allow(["shop:Get*", "bank:?penVault"])], "shop 2, bank 1"],
    ["a wildcard over services", [allow("*:List*")], "shop 1, bank 1"],
    ["an action twice", [allow("shop:GetBox"), allow("shop:G*")], "shop 2"],
    ["no such action", [allow(["shop:Gte*", "shoe:*", "shop"])], ""],
    [
      "NotAction",
      [{ Effect: "Allow", NotAction: ["shop:*", "bank:List*"], Resource: "*" }],
      "bank 2",
    ],
    ["Deny", [allow("*"), deny("shop:Put*")], "shop 5, bank 3, 2 denied"],
    ["Deny of everything", [allow("shop:*"), deny("*")], "7 denied"],
    [
      "Deny with NotAction",
      [allow("*"), { Effect: "Deny", NotAction: "bank:*", Resource: "*" }],
      "bank 3, 7 denied",
    ],
    ["Deny on one resource", [allow("shop:*"), deny("*", "arn:aws:shop:::shelf/a")], "shop 7"],
    ["Deny under a condition", [allow("shop:*"), deny("*", "*", mfa)], "shop 7"],
    ["a condition", [allow("shop:*", "*", mfa), allow("shop:GetBox")], "shop 7, 6 conditional"],
    ["a resource of one type", [allow("*", "arn:aws:shop:::shelf/a")], "shop 3"],
    ["a resource below it", [allow("shop:*", "arn:aws:shop:::shelf/a/box/*")], "shop 3"],
    ["the other form of a type's ARN", [allow("bank:*", "arn:aws:bank:::safe/a")], "bank 2"],
    ["no resource that fits", [allow("bank:*", "arn:aws:shop:::shelf/a")], ""],
    ["another resource of the unit", [allow("bank:*", computed("bank_vault.v"))], "bank 2"],
    [
      "something below another resource, whose type is not known",
      [allow("shop:*", parts(computed("shop_shelf.s"), "/box/*"))],
      "shop 5",
    ],
    ["an unknown resource", [allow("bank:*", parameter)], "3 unknown"],
    ["an unknown action", [allow(parameter)], "10 unknown"],
    [
      "a half-known action",
      [allow(["bank:ListVaults", parts("bank:", parameter)])],
      "bank 1, 2 unknown",
    ],
    [
      "an unknown Deny",
      [allow("bank:*"), deny(parts("bank:Open", parameter))],
      "bank 2, 1 unknown",
    ],
    ["an unknown effect", [{ Effect: parameter, Action: "bank:*", Resource: "*" }], "3 unknown"],
    ["a trust policy", [{ Effect: "Allow", Action: "bank:OpenVault", Principal: "*" }], "bank 1"],
    [
      "a trust policy that denies",
      [
        { Effect: "Allow", Action: "bank:*", Principal: "*" },
        { Effect: "Deny", Action: "bank:OpenVault", Principal: "*" },
      ],
      "bank 2, 1 denied",
    ],
  ];
  for (const [name, statements, expected] of cases)
    it(`count ${name}`, () => assert.equal(counted(statements), expected));

  it("are those of the services that a policy of a resource can speak of", () => {
    assert.equal(counted([allow("*")], ["bank"]), "bank 3");
  });

  it("are not counted where that would take long", () => {
    const actions = Array.from({ length: 1000 }, (_, index) => `*:${index}*`);
    const document = readDocument(
      value({ Statement: Array.from({ length: 250 }, () => allow(actions)) }),
    );
    assert.ok(document && !("unknown" in document));
    assert.equal(effectiveActions(document.statements, list), undefined);
  });
});

describe("a written action", () => {
  const cases: readonly [string, Plain, string][] = [
    ["one", "shop:GetBox", "shop:GetBox"],
    ["some", "shop:*et*", "shop:GetShelf, shop:GetBox"],
    ["half-known", parts("shop:Get", parameter), "shop:GetShelf, shop:GetBox at most"],
    ["of many services", "*:Close*", "shop:CloseShop, bank:CloseVault"],
    ["everything", "*", "everything"],
    ["everything too", "*:*", "everything"],
    ["unknown", parameter, "unknown"],
    ["half-known of any service", parts(parameter, ":GetBox"), "shop:GetBox at most"],
    ["misspelt", "shop:GteBox", "none: action"],
    ["of no service", "shoe:GetBox", "none: service"],
    ["without a service", "GetBox", "none: form"],
    ["of an object's own names", "constructor:toString", "none: service"],
  ];
  for (const [name, written, expected] of cases)
    it(`is ${name}`, () => {
      const found = expandedAction(value(written), list);
      const text =
        found.is === "actions"
          ? found.found.map((each) => `${each.service.id}:${each.action.name}`).join(", ") +
            (found.atMost ? " at most" : "")
          : found.is === "none"
            ? `none: ${found.why}`
            : found.is;
      assert.equal(text, expected);
    });
});
