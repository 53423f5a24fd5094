import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { principalFlaw } from "../../../src/analyses/access/principal-flaw.ts";
import type { Plain } from "./written.ts";
import { computed, parameter, parts, value } from "./written.ts";

describe("principals that AWS refuses", () => {
  const account = "an account id has 12 digits";
  const none = "it names no account";
  const wildcard = "it takes no wildcard within a principal";
  const rows: readonly (readonly [Plain, string | undefined])[] = [
    ["*", undefined],
    ["222222222222", undefined],
    ["22222222222", account],
    ["arn:aws:iam::222222222222:root", undefined],
    ["arn:aws-us-gov:iam::222222222222:role/a/b", undefined],
    ["arn:aws:iam::2222222222:root", account],
    ["arn:aws:iam::root", none],
    ["arn:aws:iam:::root", none],
    ["arn:aws:iam::222222222222:role/*", wildcard],
    ["arn:aws:iam::222222222222:user/team-?", wildcard],
    ["arn:aws:sts::222222222222:assumed-role/support/*", wildcard],
    // Taken for everybody.
    ["arn:aws:iam::*:root", undefined],
    // A service's own word, and a word that is to be filled in.
    ["arn:aws:iam::cloudfront:user/E1", undefined],
    ["arn:aws:iam::##account##:root", undefined],
    ["AROA0123456789ABCDEF0", undefined],
    [parameter, undefined],
    [computed("aws_iam_role.a"), undefined],
    [parts("arn:aws:iam::", parameter, ":root"), undefined],
    [parts("arn:aws:iam::", parameter, ":role/*"), wildcard],
  ];
  for (const [written, expected] of rows)
    it(JSON.stringify(written), () =>
      assert.equal(principalFlaw({ type: "AWS", value: value(written) }), expected),
    );

  it("looks at AWS principals alone", () =>
    assert.equal(principalFlaw({ type: "Service", value: value("1") }), undefined));
});
