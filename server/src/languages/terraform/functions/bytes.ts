// Functions between strings and their bytes: Base64, hashes and the escapes of addresses.

import { sha256, utf8 } from "../../../expressions/hash.ts";
import type { Value } from "../../../expressions/value.ts";
import { wholeText } from "../../../expressions/value.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { failed, textOf, undecided } from "./call.ts";

export const byteFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["base64encode", (call) => whole(call, (text) => base64(utf8(text)))],
  ["base64decode", decode],
  ["sha256", (call) => whole(call, sha256)],
  ["base64sha256", (call) => whole(call, (text) => base64(bytesOfHex(sha256(text))))],
  ["urlencode", (call) => whole(call, escaped)],
];

/** Hashing much text takes long, and no analysis asks for it. */
const longest = 16 * 1024;

function whole(call: Call, change: (text: string) => string): Value {
  const value = call.argument(0);
  const text = wholeText(value);
  return text === undefined || text.length > longest
    ? undecided(call, value)
    : textOf(call, change(text), [value]);
}

function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(bytes: Uint8Array): string {
  let result = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = bytes.subarray(index, index + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    result += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63);
    result += b === undefined ? "=" : alphabet.charAt((bits >> 6) & 63);
    result += c === undefined ? "=" : alphabet.charAt(bits & 63);
  }
  return result;
}

/** Line ends do not count; the padding must be there. */
function decode(call: Call): Value {
  const value = call.argument(0);
  const written = wholeText(value);
  if (written === undefined || written.length > longest) return undecided(call, value);
  const text = written.replace(/[\r\n]/g, "");
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text))
    return failed(call, "this is not Base64");
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 4) {
    const group = text.slice(index, index + 4);
    const filled = group.endsWith("==") ? 1 : group.endsWith("=") ? 2 : 3;
    let bits = 0;
    for (const character of group)
      bits = (bits << 6) | (character === "=" ? 0 : alphabet.indexOf(character));
    bytes.push(...[bits >> 16, (bits >> 8) & 255, bits & 255].slice(0, filled));
  }
  const decoded = textOfBytes(bytes);
  return decoded === undefined
    ? failed(call, "the bytes are no text")
    : textOf(call, decoded, [value]);
}

/** Escapes of addresses are UTF-8 as well, and reading them checks it. */
function textOfBytes(bytes: readonly number[]): string | undefined {
  try {
    return decodeURIComponent(
      bytes.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
    );
  } catch {
    return undefined;
  }
}

/** As in the query of an address: letters, digits and `-_.~` stay, a blank becomes `+`. */
function escaped(text: string): string {
  let result = "";
  for (const byte of utf8(text)) {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9\-_.~]/.test(character)) result += character;
    else if (byte === 32) result += "+";
    else result += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return result;
}
