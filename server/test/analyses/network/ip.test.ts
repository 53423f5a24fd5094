// Address ranges: how they are read, how they lie to one another, and which of them are the Internet.

import assert from "node:assert/strict";
import type { Range } from "../../../src/analyses/network/ip.ts";
import {
  covers,
  internetShare,
  overlap,
  parseRange,
  prefixLength,
  standing,
  union,
} from "../../../src/analyses/network/ip.ts";

function range(text: string): Range {
  const parsed = parseRange(text);
  assert.ok(parsed, text);
  return parsed;
}

/** `ipv4 167772160-184549375`. */
function brief(each: Range | undefined): string {
  return each ? `ipv${each.family} ${each.first}-${each.last}` : "none";
}

describe("ranges of addresses", () => {
  const read: readonly [text: string, expected: string][] = [
    ["10.0.0.0/8", "ipv4 167772160-184549375"],
    ["10.1.2.3/8", "ipv4 167772160-184549375"],
    ["127.0.0.0/0", "ipv4 0-4294967295"],
    ["1.2.3.4", "ipv4 16909060-16909060"],
    [" 1.2.3.4/32 ", "ipv4 16909060-16909060"],
    ["::/0", "ipv6 0-340282366920938463463374607431768211455"],
    ["0:0:0:0:0:0:0:0/0", "ipv6 0-340282366920938463463374607431768211455"],
    ["::1", "ipv6 1-1"],
    ["::ffff:1.2.3.4/128", "ipv6 281470698652420-281470698652420"],
    ["1::2/127", "ipv6 5192296858534827628530496329220098-5192296858534827628530496329220099"],
    ["", "none"],
    ["10.0.0.0/33", "none"],
    ["::/129", "none"],
    ["10.0.0/8", "none"],
    ["10.0.0.256", "none"],
    ["10.0.0.0/-1", "none"],
    ["10.0.0.0/8/8", "none"],
    ["1:2:3:4:5:6:7:8:9", "none"],
    ["1::2::3", "none"],
    ["1:2:3:4:5:6:7::8", "none"],
    ["g::", "none"],
    ["::1.2.3", "none"],
    ["/0", "none"],
    ["VirtualNetwork", "none"],
  ];
  for (const [text, expected] of read) {
    it(`reads ${JSON.stringify(text)}`, () => assert.equal(brief(parseRange(text)), expected));
  }

  const shares: readonly [
    text: string,
    share: ReturnType<typeof internetShare>,
    stands: ReturnType<typeof standing>,
  ][] = [
    ["0.0.0.0/0", "whole", "mixed"],
    ["192.168.1.0/0", "whole", "mixed"],
    ["::/0", "whole", "mixed"],
    ["2000::/3", "whole", "public"],
    ["0.0.0.0/1", "mistake", "mixed"],
    ["128.0.0.0/1", "mistake", "mixed"],
    ["10.0.0.0/7", "mistake", "mixed"],
    ["172.16.0.0/11", "mistake", "mixed"],
    ["192.168.0.0/15", "mistake", "mixed"],
    ["100.64.0.0/9", "mistake", "mixed"],
    ["169.254.0.0/15", "mistake", "mixed"],
    ["8000::/1", undefined, "special"],
    ["::/2", "whole", "mixed"],
    ["2000::/4", "wide", "public"],
    ["20.0.0.0/8", "wide", "public"],
    ["20.0.0.0/9", undefined, "public"],
    ["2600::/12", "wide", "public"],
    ["2600::/13", undefined, "public"],
    ["203.0.113.0/24", undefined, "public"],
    ["10.0.0.0/8", undefined, "special"],
    ["172.16.0.0/12", undefined, "special"],
    ["192.168.0.0/16", undefined, "special"],
    ["100.64.0.0/10", undefined, "special"],
    ["127.0.0.1", undefined, "special"],
    ["224.0.0.0/3", undefined, "special"],
    ["fd00::/8", undefined, "special"],
    ["fe80::/10", undefined, "special"],
    ["0.0.0.0", undefined, "special"],
  ];
  for (const [text, share, stands] of shares) {
    it(`takes ${text} for ${share ?? "no"} part of the Internet`, () => {
      assert.equal(internetShare(range(text)), share);
      assert.equal(standing(range(text)), stands);
    });
  }

  it("joins what touches and keeps families apart", () => {
    const joined = (...texts: string[]) => union(texts.map(range)).map(brief);
    assert.deepEqual(joined("128.0.0.0/1", "0.0.0.0/1"), ["ipv4 0-4294967295"]);
    assert.deepEqual(joined("10.0.0.0/9", "10.64.0.0/10", "10.128.0.0/9"), [
      "ipv4 167772160-184549375",
    ]);
    assert.deepEqual(joined("::/0", "0.0.0.0/0"), [
      "ipv4 0-4294967295",
      "ipv6 0-340282366920938463463374607431768211455",
    ]);
    assert.deepEqual(joined("1.0.0.0/32", "1.0.0.2/32"), [
      "ipv4 16777216-16777216",
      "ipv4 16777218-16777218",
    ]);
  });

  it("compares within one family only", () => {
    assert.equal(covers(range("10.0.0.0/8"), range("10.255.255.255")), true);
    assert.equal(covers(range("10.0.0.0/8"), range("10.0.0.0/7")), false);
    assert.equal(covers(range("::/0"), range("10.0.0.0/8")), false);
    assert.equal(overlap(range("10.0.0.0/8"), range("10.0.0.0/7")), true);
    assert.equal(overlap(range("::/0"), range("10.0.0.0/8")), false);
  });

  it("measures how wide a range is", () => {
    const wide = (text: string) => prefixLength(range(text));
    assert.deepEqual(
      [wide("0.0.0.0/0"), wide("10.0.0.0/8"), wide("1.2.3.4"), wide("2001:db8::/48")],
      [0, 8, 32, 48],
    );
    const [joined] = union([range("10.0.0.0/24"), range("10.0.1.0/25")]);
    assert.equal(joined && prefixLength(joined), 23);
  });
});
