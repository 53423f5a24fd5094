// Ports and protocols: the table of ports, classes by overlap, and what traffic is called.

import assert from "node:assert/strict";
import {
  classesOf,
  isIncidental,
  offeredOf,
  parseInterval,
  portRows,
  productWords,
  reached,
} from "../../../src/analyses/network/ports.ts";
import type { Interval, Traffic } from "../../../src/analyses/network/traffic.ts";
import {
  everyTraffic,
  isEmpty,
  isEveryPort,
  noTraffic,
  portWords,
  without,
} from "../../../src/analyses/network/traffic.ts";

function ports(...texts: readonly string[]): readonly Interval[] {
  return texts.map((text) => parseInterval(text) ?? assert.fail(text));
}

const tcp = (...texts: readonly string[]): Traffic => ({ ...noTraffic, tcp: ports(...texts) });
const udp = (...texts: readonly string[]): Traffic => ({ ...noTraffic, udp: ports(...texts) });

describe("classes of ports", () => {
  it("has a table", () => {
    assert.ok(portRows.length > 80);
    for (const row of portRows)
      assert.ok(row.number !== undefined || row.tcp || row.udp, row.product);
  });

  const cases: readonly [
    what: string,
    traffic: Traffic,
    classes: string,
    admin: string | undefined,
  ][] = [
    ["SSH", tcp("22"), "admin", "SSH (22)"],
    ["SSH over UDP", udp("22"), "", undefined],
    ["RDP over UDP", udp("3389"), "admin", "RDP (3389)"],
    ["a range around three", tcp("20-25"), "admin", "SSH (22), telnet (23) and FTP (20-21)"],
    ["a part of a range of the table", tcp("5905-5906"), "admin", "VNC (5905-5906)"],
    ["web servers", tcp("80", "443"), "", undefined],
    ["a range around 443 alone", tcp("400-444"), "", undefined],
    ["remote support", tcp("8040"), "remote-support", undefined],
    ["a number that many products use", tcp("8443"), "", undefined],
    [
      "such a number beside another one of the product",
      tcp("8443", "8027"),
      "remote-support",
      undefined,
    ],
    [
      "such a number beside one of another product",
      tcp("8443", "4899"),
      "remote-support",
      undefined,
    ],
    ["two such numbers of one product", tcp("5280", "10000"), "remote-support", undefined],
    ["the number of a VPN that others use, too", tcp("5555"), "", undefined],
    ["that number beside another one of the VPN", tcp("992", "5555"), "vpn", undefined],
    [
      "a wide range around the ports of tools",
      tcp("5000-6000"),
      "admin database",
      "WinRM (5985-5986), VNC (5900, 5901-5910, 5800) and vSphere (5480)",
    ],
    ["a database", tcp("5432"), "database", undefined],
    ["a VPN", udp("500"), "vpn", undefined],
    ["a protocol without ports", { ...noTraffic, numbers: [50] }, "vpn", undefined],
    ["ICMP", { ...noTraffic, numbers: [1] }, "", undefined],
    ["nothing", noTraffic, "", undefined],
    ["everything", everyTraffic, "admin remote-support vpn database any", "every port"],
    [
      "every port of TCP",
      tcp("0-65535"),
      "admin remote-support vpn database any",
      "every TCP port",
    ],
    [
      "every port of UDP",
      udp("1-65535"),
      "admin remote-support vpn database any",
      "every UDP port",
    ],
    [
      "the high ports",
      tcp("1024-65535"),
      "admin vpn database",
      "RDP (3389), WinRM (5985-5986) and 8 more",
    ],
  ];
  for (const [what, traffic, classes, admin] of cases) {
    it(what, () => {
      assert.equal(classesOf(traffic).join(" "), classes);
      assert.equal(productWords(traffic, reached(traffic), "admin"), admin);
    });
  }

  it("takes 80 and 443 for nothing", () => {
    const rows = portRows.filter(
      ({ ports: interval }) => interval && (interval.first === 80 || interval.first === 443),
    );
    assert.deepEqual(rows, []);
  });
});

describe("traffic", () => {
  const intervals: readonly [text: string, expected: string][] = [
    ["22", "22-22"],
    [" 20 - 25 ", "20-25"],
    ["0-65535", "0-65535"],
    ["*", "none"],
    ["", "none"],
    ["25-20", "none"],
    ["65536", "none"],
    ["-1", "none"],
    ["22,23", "none"],
  ];
  for (const [text, expected] of intervals) {
    it(`reads the interval ${JSON.stringify(text)}`, () => {
      const interval = parseInterval(text);
      assert.equal(interval ? `${interval.first}-${interval.last}` : "none", expected);
    });
  }

  const rest: readonly [from: Traffic, taken: Traffic, words: string][] = [
    [tcp("20-25"), tcp("22"), "20-21, 23-25"],
    [tcp("20-25"), tcp("20-25"), "none"],
    [tcp("20-25"), udp("22"), "20-25"],
    [tcp("20-25"), tcp("25-30"), "20-24"],
    [tcp("22"), everyTraffic, "none"],
    [everyTraffic, everyTraffic, "none"],
    [everyTraffic, tcp("0-65535"), "every UDP port"],
    [{ ...noTraffic, numbers: [1, 50] }, { ...noTraffic, numbers: [1] }, "protocol 50"],
  ];
  for (const [from, taken, words] of rest) {
    it(`leaves ${words} of ${portWords(from)} without ${portWords(taken)}`, () => {
      const remaining = without(from, taken);
      assert.equal(portWords(remaining), words);
      assert.equal(isEmpty(remaining), words === "none");
    });
  }

  it("says every port only where it is so", () => {
    assert.equal(isEveryPort(everyTraffic), true);
    assert.equal(isEveryPort(tcp("0-1000", "1001-65535")), true);
    assert.equal(isEveryPort(tcp("2-65535")), false);
    assert.equal(isEveryPort(without(everyTraffic, { ...tcp("22"), udp: ports("22") })), false);
  });
});

describe("ports that say little", () => {
  const cases: readonly [what: string, traffic: Traffic, offered: string, incidental: boolean][] = [
    ["a port of one product", tcp("22"), "", false],
    ["one that is offered to the public at times", tcp("21"), "admin", false],
    ["such a port beside another", tcp("21-22"), "", false],
    ["ports for calls", udp("10000-20000"), "", false],
    ["a wide range around two products", tcp("3300-4350"), "", true],
    ["as wide, and for much that is administered", tcp("1024-65535"), "", false],
    ["every port", everyTraffic, "", false],
  ];
  for (const [what, traffic, offered, incidental] of cases) {
    it(what, () => {
      const rows = reached(traffic);
      assert.equal(offeredOf(rows).join(" "), offered);
      assert.equal(isIncidental(traffic, rows, "admin", "database"), incidental);
    });
  }

  it("counts a number that many products use beside what the same group lets in", () => {
    const numbers = (rows: ReturnType<typeof reached>) => rows.map((row) => row.product).join(" ");
    const beside = reached(tcp("8027"));
    assert.equal(numbers(reached(tcp("8383"))), "");
    assert.equal(numbers(reached(tcp("8383"), beside)), "ManageEngine");
    assert.equal(numbers(reached(tcp("5555"), beside)), "");
  });
});
