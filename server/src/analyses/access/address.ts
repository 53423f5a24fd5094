// Whether an Internet address lies in a range; knows both versions of addresses and no condition.

import type { Truth } from "../../expressions/truth.ts";
import { truth } from "../../expressions/truth.ts";

/** A range without a prefix is one address. What is no address lies in no range. */
export function inRange(address: string, range: string): Truth {
  const [network = "", length] = range.split("/");
  const left = bitsOf(address);
  const right = bitsOf(network);
  if (!left || !right) return "no";
  const size = left.wide ? 128 : 32;
  // How an address of one version compares with a range of the other is not documented for negation.
  if (left.wide !== right.wide) return "no";
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return "no";
  const prefix = length === undefined ? size : Number(length);
  if (prefix > size) return "no";
  const shift = BigInt(size - prefix);
  return truth(left.bits >> shift === right.bits >> shift);
}

interface Bits {
  readonly bits: bigint;
  readonly wide: boolean;
}

function bitsOf(text: string): Bits | undefined {
  if (text.includes(":")) {
    const bits = wideBits(text);
    return bits === undefined ? undefined : { bits, wide: true };
  }
  const bytes = text.split(".");
  if (bytes.length !== 4 || !bytes.every((each) => /^\d{1,3}$/.test(each) && Number(each) < 256))
    return undefined;
  return { bits: bytes.reduce((all, each) => (all << 8n) | BigInt(each), 0n), wide: false };
}

function wideBits(text: string): bigint | undefined {
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const left = groupsOf(head);
  const right = tail === undefined ? [] : groupsOf(tail);
  if (!left || !right) return undefined;
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => 0n), ...right];
  return groups.reduce((all, each) => (all << 16n) | each, 0n);
}

function groupsOf(text: string): readonly bigint[] | undefined {
  if (text === "") return [];
  const groups: bigint[] = [];
  for (const part of text.split(":")) {
    if (part.includes(".")) {
      const bits = bitsOf(part);
      if (!bits) return undefined;
      groups.push(bits.bits >> 16n, bits.bits & 0xffffn);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}
