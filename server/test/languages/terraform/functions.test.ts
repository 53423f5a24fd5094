// Terraform's functions by subject: values, refused calls, and what stays unknown.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { valueOf, words } from "./values.ts";

const declarations = `variable "open" { type = string }`;

const groups: Readonly<Record<string, readonly (readonly [expression: string, value: string])[]>> =
  {
    arguments: [
      ["upper()", "?error"],
      ["upper(null)", "?error"],
      ["upper([])", "?error"],
      ["upper(1)", '"1"'],
      ['max([1, "3"]...)', "3"],
      ["length([1, 2]...)", "?error"],
      ["upper(var.open)", "?parameter"],
      ['join(",", ["a", null])', "?error"],
      ["nosuch(1)", "?function"],
    ],
    numbers: [
      ["max(0.1 + 0.2, 0.3)", "0.3"],
      ["max()", "?error"],
      ["abs(-1 / 4)", "0.25"],
      ["ceil(1.2)", "2"],
      ["ceil(-0.5)", "0"],
      ["floor(-1.2)", "-2"],
      ["signum(-3)", "-1"],
      ["pow(2, 10)", "1024"],
      ["pow(2, 0.5)", "?function"],
      ['parseint("FF", 16)', "255"],
      ['parseint("9", 8)', "?error"],
      ["sum([0.1, 0.2])", "0.3"],
      ["sum([])", "?error"],
      ["range(3)", "list[0,1,2]"],
      ["range(0, 1, 0.25)", "list[0,0.25,0.5,0.75]"],
      ["range(1, 4, -1)", "?error"],
      ["range(5000)", "?error"],
    ],
    collections: [
      ['concat(tolist([1]), tolist(["a"]))', 'list["1","a"]'],
      ["concat(tolist([1]), [2])", "[1,2]"],
      ['concat(toset(["a"]), ["b"])', "?error"],
      ["merge({ a = 1 }, null, { b = 2 })", "{a=1,b=2}"],
      ['compact(["a", "", null])', 'list["a"]'],
      ["distinct([[1], [1], [2]])", "list[[1],[2]]"],
      ["element([1, 2, 3], 4)", "2"],
      ["element([1, 2, 3], -1)", "?error"],
      ['lookup(tomap({ a = "y" }), "b", 1)', '"1"'],
      ['lookup({ a = 1 }, "b", "c")', '"c"'],
      ['lookup({ a = 1 }, "b")', "?error"],
      ["length(5)", "?error"],
      ["contains([1, 2], 2)", "true"],
      ["sort([10, 9, 1])", 'list["1","10","9"]'],
      ['sort(["\\U0001f389", "\\uffee"])', 'list["\uffee","\u{1f389}"]'],
      ["slice([1, 2, 3], 1, 2)", "[2]"],
      ["slice([1, 2], 0.5, 1)", "?error"],
      ['zipmap(["a", "b"], [1, 2])', "{a=1,b=2}"],
      ["coalescelist([], [1])", "[1]"],
      ["flatten([[1], [[2]]])", "[1,2]"],
      ['chunklist([1, "a", true], 2)', 'list[list["1","a"],list["true"]]'],
      ['coalesce("", 1)', '"1"'],
      ["coalesce(true, 1)", "?error"],
      ['index(["a", "b"], "b")', "1"],
      ['matchkeys(["i", "j"], ["a", "b"], ["b"])', 'list["j"]'],
      ['transpose({ a = ["x"], b = ["x", "y"] })', 'map{x=list["a","b"],y=list["b"]}'],
    ],
    sets: [
      ['setunion(["b"], ["a"])', 'set["a","b"]'],
      ['setintersection([1, 2], ["2"])', 'set["2"]'],
      ['setsubtract([1, 2], ["2"])', 'set["1"]'],
      ['setproduct(["a", "b"], [1])', 'list[["a",1],["b",1]]'],
      ["setproduct(range(1000), range(1000))", "?limit"],
    ],
    texts: [
      ['title("it\'s a test")', '"It\'S A Test"'],
      ['upper("ß")', '"ß"'],
      ['lower("ΑΣ")', '"ασ"'],
      ['trimspace("\\u0085a\\ufeff")', '"a\ufeff"'],
      ['replace("ab", "", "-")', '"-a-b-"'],
      ['split("", "a\\U0001f389")', 'list["a","\u{1f389}"]'],
      ['trim("?!a!?", "!?")', '"a"'],
      ['indent(2, "a\\nb")', '"a\\n  b"'],
      ['basename("a/b/")', '"b"'],
      ['dirname("a/./b/../c")', '"a"'],
      ['replace("ab", "/a/", "x")', "?function"],
    ],
    format: [
      ['format("%s-%d", "a", 5)', '"a-5"'],
      ['format("%s-%s", "a", var.open)', '"a-${?}"'],
      ['format("%v", 1e20)', '"1e+20"'],
      ['format("%05.1f|%-4s|%+x", 2.25, "a", 42)', '"002.2|a   |+2a"'],
      ['format("%.2e", 12345)', '"1.23e+04"'],
      ['format("%[2]s%[1]s", "a", "b")', '"ba"'],
      ['format("%q %t", "a", "true")', '"\\"a\\" true"'],
      ['format("%#v", [1])', '"[1]"'],
      ['format("%d", 1.5)', "?error"],
      ['format("%s")', "?error"],
      ['format("%s", "a", "b")', "?error"],
      ['format("%z", 1)', "?error"],
      ['format("%5000s", "a")', "?function"],
      ['formatlist("%s-%s", "a", ["x", "y"])', 'list["a-x","a-y"]'],
      ['formatlist("%s%s", [1], [1, 2])', "?error"],
    ],
    bytes: [
      ['base64encode("hé")', '"aMOp"'],
      ['base64decode("aMOp")', '"hé"'],
      ['base64decode("aMOp=")', "?error"],
      ['base64decode("/w==")', "?error"],
      ['sha256("")', '"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"'],
      ['base64sha256("")', '"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="'],
      ['urlencode("a b/é~")', '"a+b%2F%C3%A9~"'],
      ['jsondecode("{\\"a\\": 1.50}")', "{a=1.5}"],
      ['jsondecode("[1,]")', "?error"],
    ],
    addresses: [
      ['cidrhost("10.1.2.0/24", 5)', '"10.1.2.5"'],
      ['cidrhost("10.1.2.0/24", -1)', '"10.1.2.255"'],
      ['cidrhost("10.1.2.0/24", 256)', "?error"],
      ['cidrhost("fd00::/64", 1)', '"fd00::1"'],
      ['cidrnetmask("10.0.0.0/12")', '"255.240.0.0"'],
      ['cidrsubnet("10.0.0.0/8", 8, 3)', '"10.3.0.0/16"'],
      ['cidrsubnets("10.0.0.0/8", 8, 4)', 'list["10.0.0.0/16","10.16.0.0/12"]'],
      ['cidrsubnet("10.0.0.0/30", 8, 3)', "?error"],
      ['cidrsubnet("10.0.0", 8, 3)', "?error"],
    ],
  };

describe("Terraform's functions", () => {
  for (const [group, cases] of Object.entries(groups)) {
    for (const [expression, expected] of cases)
      it(`${group}: ${expression}`, () => {
        assert.equal(words(valueOf(expression, declarations)), expected);
      });
  }
});
