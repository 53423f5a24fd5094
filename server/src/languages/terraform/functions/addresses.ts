// Functions on ranges of IP addresses, of both versions.

import type { Value } from "../../../expressions/value.ts";
import { wholeText } from "../../../expressions/value.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { allArguments, failed, listValue, textOf, undecided } from "./call.ts";

export const addressFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["cidrhost", host],
  ["cidrnetmask", mask],
  ["cidrsubnet", subnet],
  ["cidrsubnets", subnets],
];

interface Network {
  readonly address: bigint;
  readonly length: number;
  /** 32 or 128. */
  readonly width: number;
}

function networkOf(call: Call): Network | Value {
  const value = call.argument(0);
  const text = wholeText(value);
  if (text === undefined) return undecided(call, value);
  return parse(text) ?? failed(call, "this is no range of addresses");
}

function isValue(network: Network | Value): network is Value {
  return "state" in network;
}

function parse(text: string): Network | undefined {
  const [address = "", length = "", ...rest] = text.split("/");
  if (rest.length > 0 || !/^\d{1,3}$/.test(length)) return undefined;
  const width = address.includes(":") ? 128 : 32;
  const bits = width === 32 ? version4(address) : version6(address);
  const size = Number(length);
  if (bits === undefined || size > width) return undefined;
  const free = BigInt(width - size);
  return { address: (bits >> free) << free, length: size, width };
}

/** Terraform still reads leading zeros, as decimal digits. */
function version4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let bits = 0n;
  for (const part of parts) {
    if (!/^\d{1,10}$/.test(part) || Number(part) > 255) return undefined;
    bits = (bits << 8n) | BigInt(part);
  }
  return bits;
}

function version6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [before, after] = halves.map((half) => groups(half));
  if (!before || (halves.length === 2 && !after)) return undefined;
  const missing = 8 - before.length - (after?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...before, ...Array.from({ length: missing }, () => 0), ...(after ?? [])];
  return all.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
}

function groups(text: string): number[] | undefined {
  if (text === "") return [];
  const result: number[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && part.includes(".")) {
      const bits = version4(part);
      if (bits === undefined) return undefined;
      result.push(Number(bits >> 16n), Number(bits & 0xffffn));
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) result.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return result;
}

function write(address: bigint, width: number): string {
  if (width === 32)
    return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
  const parts = Array.from({ length: 8 }, (_, index) =>
    Number((address >> BigInt(112 - index * 16)) & 0xffffn),
  );
  const { start, length } = longestZeros(parts);
  const hex = (some: readonly number[]) => some.map((part) => part.toString(16)).join(":");
  if (length < 2) return hex(parts);
  return `${hex(parts.slice(0, start))}::${hex(parts.slice(start + length))}`;
}

function longestZeros(parts: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < parts.length; start++) {
    let length = 0;
    while (parts[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}

function wholeNumber(value: Value): bigint | "undecided" | undefined {
  const text = wholeText(value);
  if (text === undefined) return "undecided";
  return /^-?\d{1,60}$/.test(text) ? BigInt(text) : undefined;
}

/** A negative number counts from the end. */
function host(call: Call): Value {
  const network = networkOf(call);
  if (isValue(network)) return network;
  const value = call.argument(1);
  const number = wholeNumber(value);
  if (number === "undecided") return undecided(call, value);
  const size = 1n << BigInt(network.width - network.length);
  if (number === undefined) return failed(call, "this is no whole number");
  // Terraform looks at 64 bits of the number alone to see whether it fits.
  const seen = number < 0n ? -number - 1n : BigInt.asIntN(64, number);
  if (seen >= size) return failed(call, "there is no such address");
  const address = network.address | (number < 0n ? size + number : number);
  if (address < 0n || address >> BigInt(network.width) > 0n) return undecided(call);
  // Mapped addresses of version 4 are written in another way.
  if (network.width === 128 && address >> 32n === 0xffffn) return undecided(call);
  return textOf(call, write(address, network.width), [call.argument(0), value]);
}

function mask(call: Call): Value {
  const network = networkOf(call);
  if (isValue(network)) return network;
  if (network.width !== 32) return failed(call, "masks are of version 4");
  const free = BigInt(32 - network.length);
  return textOf(call, write((0xffffffffn >> free) << free, 32), [call.argument(0)]);
}

function subnet(call: Call): Value {
  const network = networkOf(call);
  if (isValue(network)) return network;
  const [newBits, index] = [call.argument(1), call.argument(2)];
  const [bits, number] = [wholeNumber(newBits), wholeNumber(index)];
  if (bits === "undecided" || number === "undecided") return undecided(call, newBits, index);
  if (bits === undefined || number === undefined || bits > 128n)
    return failed(call, "this is no whole number of bits");
  if (bits < 0n) return undecided(call);
  const length = network.length + Number(bits);
  if (length > network.width || number >= 1n << bits) return failed(call, "there is no such range");
  // Of a negative number Terraform takes what remains without its sign.
  const signed = network.address | (number << BigInt(network.width - length));
  const address = signed < 0n ? -signed : signed;
  if (network.width === 128 && address >> 32n === 0xffffn) return undecided(call);
  return textOf(call, `${write(address, network.width)}/${length}`, [
    call.argument(0),
    newBits,
    index,
  ]);
}

/** Ranges one behind the other, each at the next place where one of its size can start. */
function subnets(call: Call): Value {
  const network = networkOf(call);
  if (isValue(network)) return network;
  const { values, more } = allArguments(call);
  const items: Value[] = [];
  let next = network.address;
  const end = network.address + (1n << BigInt(network.width - network.length));
  for (const value of values.slice(1)) {
    const bits = wholeNumber(value);
    if (bits === "undecided" || more) return undecided(call, value);
    if (bits === undefined || bits < 1n) return failed(call, "a range is smaller by a bit or more");
    const length = network.length + Number(bits);
    // Terraform extends by at most 32 bits at a time.
    if (bits > 32n || length > network.width) return failed(call, "there is no such range");
    const size = 1n << BigInt(network.width - length);
    const start = ((next + size - 1n) / size) * size;
    if (start + size > end) return failed(call, "there is no room left");
    items.push(textOf(call, `${write(start, network.width)}/${length}`, []));
    next = start + size;
  }
  return listValue(call, items, undefined, values);
}
