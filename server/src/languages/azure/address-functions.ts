// Functions of ARM and Bicep on address ranges: cidrSubnet, cidrHost and parseCidr. Knows no network.

import { numberOf, numeric } from "../../expressions/operators.ts";
import type { Entry, Value } from "../../expressions/value.ts";
import { known, textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { AzureFunction, Call, FunctionTable } from "./function.ts";
import { joined, made, undecided } from "./text.ts";

export const addressFunctions: FunctionTable = new Map<string, AzureFunction>([
  ["parsecidr", parseCidr],
  ["cidrsubnet", cidrSubnet],
  ["cidrhost", cidrHost],
]);

/** The first address of a range as a number, with its width in bits. */
interface Range {
  readonly first: bigint;
  readonly prefix: number;
  readonly bits: 32 | 128;
}

function parseCidr(call: Call): Value {
  const range = rangeOf(call);
  if (!("first" in range)) return range;
  const { first, prefix, bits } = range;
  const last = first + size(range) - 1n;
  const spare = bits - prefix;
  // Networks of IPv4 keep their first and last address for themselves, unless there are two at most.
  const kept = bits === 32 && spare > 1 ? 1n : 0n;
  const mask = ((1n << BigInt(bits)) - 1n) ^ ((1n << BigInt(spare)) - 1n);
  const members: (readonly [string, string])[] = [
    ["network", written(first, bits)],
    ["netmask", written(mask, bits)],
  ];
  if (bits === 32) members.push(["broadcast", written(last, bits)]);
  members.push(
    ["firstUsable", written(first + kept, bits)],
    ["lastUsable", written(last - kept, bits)],
  );
  const entries = new Map<string, Entry>(
    members.map(([key, text]) => [key, { key: call.at, value: textValue(text, call.at) }]),
  );
  entries.set("cidr", { key: call.at, value: numeric(prefix, call.at) });
  return known({ type: "dict", entries }, call.at, call.argument(0).via);
}

/** The range number `index` of those with a longer prefix. */
function cidrSubnet(call: Call): Value {
  const range = rangeOf(call);
  if (!("first" in range)) return range;
  const prefix = numberOf(call.argument(1));
  const index = numberOf(call.argument(2));
  if (prefix === undefined || index === undefined) return undecided(call.all(), call.at, call.name);
  if (!isBetween(prefix, range.prefix, range.bits)) return refused(call, "there is no such prefix");
  const width = BigInt(prefix - range.prefix);
  if (!Number.isSafeInteger(index) || index < 0 || BigInt(index) >= 1n << width)
    return refused(call, "the range has no such subnet");
  const first = range.first + (BigInt(index) << BigInt(range.bits - prefix));
  return text(call, `${written(first, range.bits)}/${prefix}`);
}

/** The usable address number `index`: the network's own address is not counted. */
function cidrHost(call: Call): Value {
  const range = rangeOf(call);
  if (!("first" in range)) return range;
  const index = numberOf(call.argument(1));
  if (index === undefined) return undecided(call.all(), call.at, call.name);
  const spare = range.bits - range.prefix;
  const before = spare > 1 ? 1n : 0n;
  const after = range.bits === 32 ? before : 0n;
  if (!Number.isSafeInteger(index) || index < 0 || BigInt(index) + before >= size(range) - after)
    return refused(call, "the range has no such address");
  return text(call, written(range.first + before + BigInt(index), range.bits));
}

function size(range: Range): bigint {
  return 1n << BigInt(range.bits - range.prefix);
}

function text(call: Call, result: string): Value {
  return joined([made(result, call.at)], call.at, call.all());
}

function refused(call: Call, why: string): Value {
  const message = `${call.name}: ${why}`;
  return unknown({ kind: "error", message }, call.at, call.argument(0).via);
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function rangeOf(call: Call): Range | Value {
  const value = call.argument(0);
  const written = wholeText(value);
  if (written === undefined) return undecided([value], call.at, call.name);
  return readRange(written) ?? refused(call, "this is no address range");
}

const rangeText = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/;

function readRange(written: string): Range | undefined {
  const match = rangeText.exec(written.trim());
  const address = match?.[1] ?? "";
  const prefix = Number(match?.[2] ?? Number.NaN);
  const bits = address.includes(":") ? 128 : 32;
  const number = bits === 32 ? fourBytes(address) : eightGroups(address);
  if (number === undefined || !isBetween(prefix, 0, bits)) return undefined;
  const spare = BigInt(bits - prefix);
  return { first: (number >> spare) << spare, prefix, bits };
}

function fourBytes(text: string): bigint | undefined {
  const bytes = text.split(".");
  if (bytes.length !== 4 || !bytes.every((each) => /^\d{1,3}$/.test(each) && Number(each) < 256))
    return undefined;
  return bytes.reduce((sum, each) => (sum << 8n) | BigInt(each), 0n);
}

function eightGroups(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
  if (!groups.every((each) => /^[0-9a-fA-F]{1,4}$/.test(each))) return undefined;
  return groups.reduce((sum, each) => (sum << 16n) | BigInt(`0x${each}`), 0n);
}

function written(address: bigint, bits: 32 | 128): string {
  const step = bits === 32 ? 8n : 16n;
  const groups: bigint[] = [];
  for (let shift = BigInt(bits) - step; shift >= 0n; shift -= step)
    groups.push((address >> shift) & ((1n << step) - 1n));
  return bits === 32 ? groups.join(".") : shortened(groups.map((each) => each.toString(16)));
}

/** RFC 5952: the first of the longest runs of zeros is left out. */
function shortened(groups: readonly string[]): string {
  let best = { start: 0, length: 1 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === "0") length++;
    if (length > best.length) best = { start, length };
  }
  if (best.length < 2) return groups.join(":");
  const head = groups.slice(0, best.start).join(":");
  return `${head}::${groups.slice(best.start + best.length).join(":")}`;
}
