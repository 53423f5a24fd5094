// What Terraform's expressions come to, and which of them it refuses; nothing in between is guessed.

import assert from "node:assert/strict";
import process from "node:process";
import { describe, it } from "mocha";
import { valueOf, words } from "./values.ts";

const declarations = `
variable "open" { type = string }
variable "flag" { type = bool }
variable "number" { type = number }
variable "list" { type = list(string) }
variable "object" { type = object({ name = string, ports = optional(list(number)) }) }
variable "none" {
  type    = list(string)
  default = null
}
variable "passing" {
  type      = string
  default   = "p"
  ephemeral = true
}
variable "any" {
  type    = list(any)
  default = [1, "a"]
}
variable "mixed" {
  type    = map(any)
  default = { a = [1], b = ["x", "y"] }
}
`;

const groups: Readonly<Record<string, readonly (readonly [expression: string, value: string])[]>> =
  {
    "numbers are wide": [
      ["0.1 + 0.2", "0.3"],
      ["0.1 * 3 == 0.3", "true"],
      ["3.3 / 1.1", "3"],
      ["9007199254740993 + 0", "9007199254740993"],
      ["123456789012345678901234567890 % 97", "52"],
      ["1.50", "1.5"],
      ["1e3", "1000"],
      ["-0", "-0"],
      ["7 % 0", "7"],
      ["1 / 0", "+Inf"],
      ["100 > 99.9999999999999999999", "true"],
    ],
    "operands have types": [
      ['"5" + 1', "6"],
      ['" 1" + 0', "?error"],
      ['"0x10" + 0', "?error"],
      ["true + 1", "?error"],
      ['"a" < "b"', "?error"],
      ["1 < 2 < 3", "?error"],
      ["null + 1", "?error"],
      ["!1", "?error"],
      ["false && 1", "?error"],
      ['true || tobool("x")', "?error"],
      ["null || true", "?error"],
      ['"true" && true', "true"],
      ["var.flag && false", "false"],
      ["var.flag && true", "?parameter"],
      ["[var.open, 2] == [1, 3]", "false"],
      ['[var.open] == ["a"]', "?parameter"],
    ],
    "lists, sets and tuples are told apart": [
      ["[1, 2] == [1, 2]", "true"],
      ["[1, 2] == tolist([1, 2])", "false"],
      ["tolist([1]) == toset([1])", "false"],
      ["{ a = 1 } == tomap({ a = 1 })", "false"],
      ['toset(["b", "a"]) == toset(["a", "b"])', "true"],
      ["toset([1])[0]", "?error"],
      ["toset([[2, 1], [1, 2], [2, 1]])", "set[[1,2],[2,1]]"],
      ["[for each in toset([10, 9, 10]) : each]", "[9,10]"],
      ['length(toset([var.open, "a"]))', "?parameter"],
    ],
    "both results of a condition get one type": [
      ['true ? 1 : "a"', '"1"'],
      ['true ? [1] : ["a"]', '["1"]'],
      ['true ? [1, 2] : ["a"]', 'list["1","2"]'],
      ["true ? { a = 1 } : {}", "map{a=1}"],
      ['true ? { a = 1 } : { a = "x" }', '{a="1"}'],
      ["true ? null : 1", "null"],
      ["true ? 1 : true", "?error"],
      ['true ? [] : "a"', "?error"],
      ["true ? [] : {}", "?error"],
      ["null ? 1 : 2", "?error"],
      ["true ? 1 : [][0]", "1"],
      ["var.flag ? 1 : 2", "?parameter"],
      ["var.flag ? 1 : 1", "1"],
    ],
    "conversions take the common type": [
      ['tolist([1, "a"])', 'list["1","a"]'],
      ["tolist([1, true])", "?error"],
      ['tolist([{ a = 1 }, { a = "x" }])', 'list[{a="1"},{a="x"}]'],
      ['tomap({ a = 1, b = "x" })', 'map{a="1",b="x"}'],
      ["tomap({ a = 1, b = [1] })", "?error"],
      ['toset([null, null, "a"])', 'set["a",null]'],
      ['tonumber("1.50")', "1.5"],
      ['tonumber("0x1F")', "?error"],
      ['tonumber("1p4")', "16"],
      ['tobool("1")', "true"],
      ["tostring(1e3)", '"1000"'],
      ["var.any", 'list["1","a"]'],
      ["var.mixed", 'map{a=list["1"],b=list["x","y"]}'],
    ],
    "strings are in normal form C": [
      ['"e\\u0301"', '"é"'],
      ['"e${"\\u0301"}" == "é"', "true"],
      ['length("e\\u0301")', "1"],
      ['join("e", ["", "\\u0301"])', '"é"'],
      ['startswith("e\\u0301", "e")', "false"],
    ],
    "loops and objects": [
      ['{ for x in ["a", "a"] : x => 1 }', "?error"],
      ['{ for x in ["a", "a"] : x => 1... }', "{a=[1,1]}"],
      ["[for x, x in [3, 4] : x]", "[3,4]"],
      ["[for x in [1] : x if 1]", "?error"],
    ],
    "errors reach try and can": [
      ["can(1 / [])", "false"],
      ['can(upper("a", "b"))', "false"],
      ['try(tonumber("x"), 2)', "2"],
      ["try(var.open, 2)", "?parameter"],
      ["can(1 + 1)", "true"],
      ["can(1, 2)", "?error"],
    ],
    "types are told apart where values are not known": [
      ["var.open + 1", "?parameter"],
      ["var.list + 1", "?error"],
      ["upper(var.list)", "?error"],
      ["tolist(var.open)", "?error"],
      ["var.list[0]", "?parameter"],
      ["var.list.x", "?error"],
      ["var.object.name", "?parameter"],
      ["var.object.other", "?error"],
      ["keys(var.object)", '["name","ports"]'],
      ["length(var.object)", "2"],
      ["var.list == []", "false"],
      ["var.open == 5", "false"],
      ["(1 + var.number) == null", "false"],
      ["var.open == null", "?parameter"],
      ["var.flag ? [1] : 2", "?error"],
      ["try(var.object.other, 1)", "1"],
      ['tolist(["a"]) == tolist([1])', "false"],
      ["var.none[*]", "?error"],
      ["null[*]", "[]"],
      ["var.list[*].x", "?error"],
      ['flatten([sensitive(["a"]), ["b"]])', '["a","b"]!'],
      ['startswith(var.open, "")', "true"],
      ["(1 / 0) % 2", "?error"],
      ["{ (null) = 1, a = 2 }", "{a=2,…}"],
      ["{ local.x = 1, a = 2 }", "{a=2,…}"],
      ["{ for x in [1] : [x] => x }", "?error"],
      ["{ a = 1 }[null]", "?error"],
      ['"%{ if 1 }a%{ endif }"', '"${?}"'],
      ["true ? 1 : local.nosuch", "?undeclared"],
      ['true ? toset([1]) : ["a", 1]', "set[1]"],
      ['true ? ["a", 1] : toset([1])', "?error"],
      ["true ? tomap({ a = 1 }) : [1]", "?error"],
      ["each.key", "?undeclared"],
      ["max({ a = 1 }...)", "?error"],
      ["ephemeralasnull([var.passing, 1])", "[null,1]"],
    ],
    "what is made of secrets is secret": [
      ["sensitive(1) + 2", "3!"],
      ["sensitive(1) == 1", "true!"],
      ["false ? sensitive(1) : 2", "2!"],
      ["sensitive([1, 2])[0]", "1!"],
      ['{ (sensitive("k")) = 1 }', "{k=1}!"],
      ["[for x in sensitive([1]) : x]", "[1]!"],
      ['jsonencode({ a = sensitive("x") })', '"{\\"a\\":\\"x\\"}"!'],
      ['[1, sensitive("b")]', '[1,"b"!]'],
      ['"%{ if sensitive(true) }a%{ endif }"', '"a"!'],
    ],
  };

describe("the evaluation of Terraform", () => {
  for (const [group, cases] of Object.entries(groups)) {
    for (const [expression, expected] of cases)
      it(`${group}: ${expression}`, () => {
        assert.equal(words(valueOf(expression, declarations)), expected);
      });
  }

  it("ends soon in loops over a million items", () => {
    const thousand = "range(1000)";
    // What others do on the machine does not count.
    const start = process.cpuUsage();
    const value = valueOf(
      `length(flatten([for a in ${thousand} : [for b in ${thousand} : [for c in ${thousand} : a + b + c]]]))`,
    );
    assert.equal(value.state, "unknown");
    const { user } = process.cpuUsage(start);
    assert.ok(user < 4_000_000, `${user / 1000} ms`);
  });
});
