// The ports of an AWS rule: a protocol by name or number, and a first and a last port.

import type { Reason, Value } from "../../expressions/value.ts";
import type { Fields } from "./fields.ts";
import type { NarrowStep } from "./rule.ts";
import { numberOf, wordOf } from "./rule.ts";
import type { Interval, KnownTraffic } from "./traffic.ts";
import { everyPort, everyTraffic, lastPort, noTraffic } from "./traffic.ts";

export function awsTraffic(fields: Fields): KnownTraffic {
  const { word, reason } = wordOf(fields.get("protocol"));
  if (word === undefined) return { traffic: noTraffic, more: reason ?? { kind: "missing" } };
  if (word === "-1" || word === "all") return { traffic: everyTraffic };
  const number = protocolNumbers.get(word) ?? (/^\d{1,3}$/.test(word) ? Number(word) : undefined);
  if (number === undefined)
    return { traffic: noTraffic, more: { kind: "unsupported", what: `the protocol "${word}"` } };
  if (number !== 6 && number !== 17) return { traffic: { ...noTraffic, numbers: [number] } };
  const interval = portsOf(fields);
  if ("reason" in interval) return { traffic: noTraffic, more: interval.reason };
  return {
    traffic: number === 6 ? { ...noTraffic, tcp: [interval] } : { ...noTraffic, udp: [interval] },
  };
}

/** IANA's protocol numbers, by the names that AWS and its tools take. */
const protocolNumbers: ReadonlyMap<string, number> = new Map([
  ["icmp", 1],
  ["tcp", 6],
  ["udp", 17],
  ["gre", 47],
  ["esp", 50],
  ["ah", 51],
  ["icmpv6", 58],
]);

function portsOf(fields: Fields): Interval | { readonly reason: Reason } {
  const from = numberOf(fields.get("from-port"));
  const to = numberOf(fields.get("to-port"));
  if (from.number === -1 || to.number === -1) return everyPort;
  if (from.number === undefined || to.number === undefined)
    return { reason: from.reason ?? to.reason ?? { kind: "missing" } };
  const first = Math.max(0, from.number);
  const last = Math.min(lastPort, to.number);
  // The platform refuses a range that ends before it starts.
  return first <= last
    ? { first, last }
    : { reason: { kind: "error", message: "the range of ports ends before it starts" } };
}

/** Where a finding points that is about the ports: the first port, or the protocol that makes ports meaningless. */
export function awsPortsValue(fields: Fields): Value {
  const { word } = wordOf(fields.get("protocol"));
  const from = fields.get("from-port");
  return word === "-1" || word === "all" || from.state === "absent" ? fields.get("protocol") : from;
}

/** TCP is what remote work goes over; the provider's words decide the port. */
export const awsNarrow: readonly NarrowStep[] = [
  { field: "protocol", fixed: "tcp" },
  { field: "from-port" },
  { field: "to-port" },
];
