// The hashes that Azure makes names of: `guid()` and `uniqueString()`. Knows no values.

import { bytesOfHex } from "../../expressions/base64.ts";
import { utf8 } from "../../expressions/hash.ts";
import { sha1 } from "../../expressions/hashes.ts";

/** The namespace of all ids that `guid()` makes, as bytes. */
const namespace = [
  0x11, 0xfb, 0x06, 0xfb, 0x71, 0x2d, 0x4d, 0xdd, 0x98, 0xc7, 0xe7, 0x1b, 0xbd, 0x58, 0x88, 0x30,
];

/** A UUID of version 5 (RFC 9562, section 5.5) of the names joined with hyphens. */
export function guidOf(names: readonly string[]): string {
  const named = Uint8Array.from([...namespace, ...utf8(names.join("-"))]);
  const hash = bytesOfHex(sha1(named)).slice(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const digits = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const cuts = [0, 8, 12, 16, 20, 32];
  return cuts
    .slice(1)
    .map((end, index) => digits.slice(cuts[index], end))
    .join("-");
}

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** Thirteen letters and digits: a hash of 64 bits of the names joined with hyphens. */
export function uniqueStringOf(names: readonly string[]): string {
  const [high, low] = hash64(utf8(names.join("-")));
  let rest = (BigInt(high) << 32n) | BigInt(low);
  let text = "";
  for (let digit = 0; digit < 13; digit++) {
    text += alphabet.charAt(Number(rest >> 59n));
    rest = BigInt.asUintN(64, rest << 5n);
  }
  return text;
}

/** Two halves that are mixed with each other, in the manner and with the constants of MurmurHash3. */
function hash64(bytes: Uint8Array): readonly [high: number, low: number] {
  const [c1, c2] = [0x239b961b, 0xab0e9789];
  const word = (offset: number) =>
    (bytes[offset] ?? 0) |
    ((bytes[offset + 1] ?? 0) << 8) |
    ((bytes[offset + 2] ?? 0) << 16) |
    ((bytes[offset + 3] ?? 0) << 24);
  let h1 = 0;
  let h2 = 0;
  let offset = 0;
  for (; offset + 8 <= bytes.length; offset += 8) {
    h1 ^= Math.imul(rotated(Math.imul(word(offset), c1), 15), c2);
    h1 = (Math.imul((rotated(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotated(Math.imul(word(offset + 4), c2), 17), c1);
    h2 = (Math.imul((rotated(h2, 13) + h1) | 0, 5) + 0x0bcaa747) | 0;
  }
  const left = bytes.length - offset;
  if (left > 0) h1 ^= Math.imul(rotated(Math.imul(word(offset), c1), 15), c2);
  if (left > 4) h2 ^= Math.imul(rotated(Math.imul(word(offset + 4), c2), 17), c1);
  h1 ^= bytes.length;
  h2 ^= bytes.length;
  h1 = (h1 + h2) | 0;
  h2 = (h2 + h1) | 0;
  h1 = finished(h1);
  h2 = finished(h2);
  h1 = (h1 + h2) | 0;
  h2 = (h2 + h1) | 0;
  return [h2 >>> 0, h1 >>> 0];
}

function finished(value: number): number {
  let result = value ^ (value >>> 16);
  result = Math.imul(result, 0x85ebca6b);
  result ^= result >>> 13;
  result = Math.imul(result, 0xc2b2ae35);
  return result ^ (result >>> 16);
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
