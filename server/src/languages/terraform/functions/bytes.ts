// Functions between strings and their bytes: Base64, hashes, other encodings and the escapes of addresses.

import { base64, bytesOfBase64, bytesOfHex, textOfUtf8 } from "../../../expressions/base64.ts";
import { sha256, utf8 } from "../../../expressions/hash.ts";
import type { Hash } from "../../../expressions/hashes.ts";
import { md5, sha1, sha512 } from "../../../expressions/hashes.ts";
import type { TextPart, Value } from "../../../expressions/value.ts";
import { wholeText } from "../../../expressions/value.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { derived, failed, textOf, undecided } from "./call.ts";
import { encodingOf } from "./encodings.ts";

export const byteFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["base64encode", (call) => whole(call, (text) => base64(utf8(text)))],
  ["base64decode", decode],
  ["base64gzip", gzip],
  ["bcrypt", bcrypt],
  ["md5", (call) => whole(call, hex(md5))],
  ["sha1", (call) => whole(call, hex(sha1))],
  ["sha256", (call) => whole(call, sha256)],
  ["sha512", (call) => whole(call, hex(sha512))],
  ["base64sha256", (call) => whole(call, (text) => base64(bytesOfHex(sha256(text))))],
  ["base64sha512", (call) => whole(call, (text) => base64(bytesOfHex(sha512(utf8(text)))))],
  ["textencodebase64", textEncode],
  ["textdecodebase64", textDecode],
  ["urlencode", (call) => whole(call, escaped)],
  ["uuidv5", uuid],
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

function hex(hash: Hash): (text: string) => string {
  return (text) => hash(utf8(text));
}

function decode(call: Call): Value {
  const value = call.argument(0);
  const written = wholeText(value);
  if (written === undefined || written.length > longest) return undecided(call, value);
  const bytes = bytesOfBase64(written);
  if (!bytes) return failed(call, "this is not Base64");
  const decoded = textOfUtf8(bytes);
  return decoded === undefined
    ? failed(call, "the bytes are no text")
    : textOf(call, decoded, [value]);
}

/** A text of which only the beginning is known. */
function begun(call: Call, start: string, from: readonly Value[]): Value {
  const { file, range } = call.at;
  const parts: TextPart[] = [
    { text: start, file, range },
    { hole: { kind: "function", name: call.name }, file, range },
  ];
  return derived(call, { type: "text", parts }, from);
}

/** The header is always the same; how the rest is packed is the packer's affair. */
function gzip(call: Call): Value {
  const value = call.argument(0);
  return wholeText(value) === undefined
    ? undecided(call, value)
    : begun(call, "H4sIAAAAAAAA/", [value]);
}

/** With a salt of its own each time; bcrypt takes 72 bytes and costs of 4 to 31, and raises lower ones to 10. */
function bcrypt(call: Call): Value {
  if (call.count > 2) return failed(call, "it takes one cost");
  const [value, second] = [call.argument(0), call.count > 1 ? call.argument(1) : undefined];
  const text = wholeText(value);
  const written = second ? wholeText(second) : "10";
  if (text === undefined || written === undefined) return undecided(call, value, second);
  const cost = Number(written);
  if (!Number.isInteger(cost) || cost > 31) return failed(call, "no such cost");
  if (utf8(text).length > 72) return failed(call, "the text is longer than 72 bytes");
  return begun(call, `$2a$${String(cost < 4 ? 10 : cost).padStart(2, "0")}$`, [value]);
}

function textEncode(call: Call): Value {
  const values = [call.argument(0), call.argument(1)];
  const [text, name] = values.map((value) => wholeText(value));
  if (text === undefined || name === undefined) return undecided(call, ...values);
  const encoding = encodingOf(name);
  if (encoding === "unsupported" || text.length > longest) return undecided(call);
  const bytes = encoding?.bytes(text);
  if (!encoding) return failed(call, "there is no such encoding");
  return bytes
    ? textOf(call, base64(bytes), values)
    : failed(call, "the encoding lacks a character of the text");
}

function textDecode(call: Call): Value {
  const values = [call.argument(0), call.argument(1)];
  const [written, name] = values.map((value) => wholeText(value));
  if (written === undefined || name === undefined) return undecided(call, ...values);
  const encoding = encodingOf(name);
  if (!encoding) return failed(call, "there is no such encoding");
  if (written.length > longest) return undecided(call);
  const bytes = bytesOfBase64(written);
  if (!bytes) return failed(call, "this is not Base64");
  if (encoding === "unsupported") return undecided(call);
  const text = encoding.text(bytes);
  return text === undefined
    ? failed(call, "the bytes are no text of this encoding")
    : textOf(call, text, values);
}

const namespaces: ReadonlyMap<string, string> = new Map([
  ["dns", "6ba7b8109dad11d180b400c04fd430c8"],
  ["url", "6ba7b8119dad11d180b400c04fd430c8"],
  ["oid", "6ba7b8129dad11d180b400c04fd430c8"],
  ["x500", "6ba7b8149dad11d180b400c04fd430c8"],
]);
const uuidForm =
  /^(?:urn:uuid:|\{)?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i;

/** RFC 4122, version 5: a namespace and a name, hashed. */
function uuid(call: Call): Value {
  const values = [call.argument(0), call.argument(1)];
  const [space, name] = values.map((value) => wholeText(value));
  if (space === undefined || name === undefined) return undecided(call, ...values);
  const given = namespaces.get(space) ?? uuidForm.exec(space)?.slice(1).join("");
  if (given === undefined) return failed(call, "there is no such namespace");
  if (name.length > longest) return undecided(call);
  const [prefix, rest] = [bytesOfHex(given), utf8(name)];
  const bytes = new Uint8Array(prefix.length + rest.length);
  bytes.set(prefix);
  bytes.set(rest, prefix.length);
  const hash = bytesOfHex(sha1(bytes).slice(0, 32));
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const digits = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return textOf(call, digits.replace(uuidForm, "$1-$2-$3-$4-$5"), values);
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
