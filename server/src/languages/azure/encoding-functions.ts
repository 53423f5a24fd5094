// Functions of ARM and Bicep that write a text in another alphabet, or make a name of it: base64, data URIs, hashes.

import { bytesOfBase64, base64 as encoded } from "../../expressions/base64.ts";
import { utf8 } from "../../expressions/hash.ts";
import type { Value } from "../../expressions/value.ts";
import { unknown, wholeText } from "../../expressions/value.ts";
import type { AzureFunction, Call, FunctionTable } from "./function.ts";
import { valueOfJson } from "./json-text.ts";
import { guidOf, uniqueStringOf } from "./name-hash.ts";
import { joined, made, undecided } from "./text.ts";

export const encodingFunctions: FunctionTable = new Map<string, AzureFunction>([
  ["base64", (call) => recoded(call, base64)],
  ["base64tostring", (call) => recoded(call, fromBase64)],
  ["base64tojson", base64ToJson],
  [
    "datauri",
    (call) => recoded(call, (text) => `data:text/plain;charset=utf-8;base64,${base64(text)}`),
  ],
  ["datauritostring", (call) => recoded(call, fromDataUri)],
  ["uricomponent", (call) => recoded(call, uriComponent)],
  ["uricomponenttostring", (call) => recoded(call, fromUriComponent)],
  ["guid", (call) => hashed(call, guidOf)],
  ["uniquestring", (call) => hashed(call, uniqueStringOf)],
]);

/** A function of one text that is wholly known; a text that it does not take is an error. */
function recoded(call: Call, change: (text: string) => string | undefined): Value {
  const value = call.argument(0);
  const text = wholeText(value);
  if (text === undefined) return undecided([value], call.at, call.name);
  const result = change(text.replace(loneSurrogate, "\uFFFD"));
  if (result === undefined) return refused(call, value);
  return joined([made(result, call.at)], call.at, [value]);
}

function refused(call: Call, value: Value): Value {
  const message = `${call.name} does not take this text`;
  return unknown({ kind: "error", message }, call.at, value.via);
}

function base64ToJson(call: Call): Value {
  const value = call.argument(0);
  const text = wholeText(value);
  if (text === undefined) return undecided([value], call.at, call.name);
  const json = fromBase64(text);
  const read = json === undefined ? undefined : valueOfJson(json, call.at, value.via);
  if (!read) return refused(call, value);
  return value.sensitive ? { ...read, sensitive: true } : read;
}

/** A hash says nothing of its arguments unless all are known. */
function hashed(call: Call, make: (names: readonly string[]) => string): Value {
  const values = call.all();
  const names = values.map(wholeText);
  const known = names.filter((each) => each !== undefined);
  if (known.length === 0 || known.length < names.length)
    return undecided(values, call.at, call.name);
  return joined([made(make(known), call.at)], call.at, values);
}

/** `encodeURIComponent` throws on one. */
const loneSurrogate = /\p{Surrogate}/gu;

/** RFC 3986: more characters are escaped than JavaScript does. */
function uriComponent(text: string): string {
  const escape = (each: string) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, escape);
}

/** What is no escape stays as it is, as in .NET. */
function fromUriComponent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    const bytes = escapes
      .slice(1)
      .split("%")
      .map((each) => Number.parseInt(each, 16));
    return fromUtf8(bytes) ?? escapes;
  });
}

function base64(text: string): string {
  return encoded(utf8(text));
}

function fromBase64(text: string): string | undefined {
  const bytes = bytesOfBase64(text.replace(/\s+/g, ""));
  return bytes && fromUtf8([...bytes]);
}

/** `data:text/plain;charset=utf-8;base64,…`; other charsets are not read. */
function fromDataUri(text: string): string | undefined {
  const comma = text.indexOf(",");
  if (!/^data:/i.test(text) || comma < 0) return undefined;
  const head = text.slice("data:".length, comma).toLowerCase();
  const charset = /charset=([^;,]*)/.exec(head)?.[1] ?? "utf-8";
  if (!["utf-8", "utf8", "us-ascii"].includes(charset.replaceAll('"', ""))) return undefined;
  const data = text.slice(comma + 1);
  return head.endsWith(";base64") ? fromBase64(fromUriComponent(data)) : fromUriComponent(data);
}

/** The text of bytes; undefined if they are no UTF-8. */
function fromUtf8(bytes: readonly number[]): string | undefined {
  let text = "";
  for (let index = 0; index < bytes.length; ) {
    const first = bytes[index] ?? 0;
    const length =
      first < 0x80
        ? 1
        : first < 0xc2
          ? 0
          : first < 0xe0
            ? 2
            : first < 0xf0
              ? 3
              : first < 0xf5
                ? 4
                : 0;
    if (length === 0 || index + length > bytes.length) return undefined;
    let code = length === 1 ? first : first & (0xff >> (length + 1));
    for (let next = 1; next < length; next++) {
      const byte = bytes[index + next] ?? 0;
      if ((byte & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (byte & 0x3f);
    }
    if (code > 0x10ffff) return undefined;
    text += String.fromCodePoint(code);
    index += length;
  }
  return text;
}
