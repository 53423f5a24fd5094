// `rsadecrypt`: PKCS #1 v1.5 with a private key in PEM, both of which are written out in the code.

import { bytesOfBase64, textOfUtf8 } from "../../../expressions/base64.ts";
import type { Value } from "../../../expressions/value.ts";
import { wholeText } from "../../../expressions/value.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { failed, textOf, undecided } from "./call.ts";

export const rsaFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["rsadecrypt", decrypt],
];

const pem = /-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/;
/** Longer keys take too long without the host's arithmetic. */
const longestKey = 4_096;

function decrypt(call: Call): Value {
  const values = [call.argument(0), call.argument(1)];
  const [written, keyText] = values.map((value) => wholeText(value));
  if (written === undefined || keyText === undefined) return undecided(call, ...values);
  const secret = bytesOfBase64(written);
  if (!secret) return failed(call, "this is not Base64");
  const [, kind, body = ""] = pem.exec(keyText) ?? [];
  const der = kind === undefined ? undefined : bytesOfBase64(body.replace(/\s/g, ""));
  if (!der) return failed(call, "this is no private key");
  // Keys of other forms may hold anything.
  if (kind !== "RSA PRIVATE KEY") return undecided(call);
  const key = keyOf(der);
  if (!key) return failed(call, "this is no private key");
  const bits = key.modulus.toString(2).length;
  if (bits > longestKey) return undecided(call);
  const cipher = numberOf(secret);
  if (secret.length === 0 || cipher >= key.modulus)
    return failed(call, "this was not encrypted for the key");
  const size = Math.ceil(bits / 8);
  const message = bytesOf(power(cipher, key.exponent, key.modulus), size);
  // 0, 2, at least eight bytes of filling, 0, and the text.
  const end = message.indexOf(0, 2);
  if (message[0] !== 0 || message[1] !== 2 || end < 10)
    return failed(call, "this was not encrypted for the key");
  const text = textOfUtf8(message.subarray(end + 1));
  return text === undefined ? undecided(call) : textOf(call, text, values);
}

interface Key {
  readonly modulus: bigint;
  readonly exponent: bigint;
}

/** The second and fourth whole number of the sequence: the modulus and the private exponent. */
function keyOf(der: Uint8Array): Key | undefined {
  const outer = element(der, 0, 0x30);
  if (!outer) return undefined;
  const numbers: bigint[] = [];
  for (let offset = outer.start; offset < outer.end && numbers.length < 4; ) {
    const each = element(der, offset, 0x02);
    if (!each) return undefined;
    numbers.push(numberOf(der.subarray(each.start, each.end)));
    offset = each.end;
  }
  const [, modulus, , exponent] = numbers;
  return modulus && exponent ? { modulus, exponent } : undefined;
}

function element(
  der: Uint8Array,
  offset: number,
  tag: number,
): { readonly start: number; readonly end: number } | undefined {
  if (der[offset] !== tag) return undefined;
  const first = der[offset + 1] ?? 0;
  const count = first & 0x80 ? first & 0x7f : 0;
  if (count > 3) return undefined;
  let length = first & 0x80 ? 0 : first;
  for (let index = 0; index < count; index++)
    length = length * 256 + (der[offset + 2 + index] ?? 0);
  const start = offset + 2 + count;
  return start + length > der.length ? undefined : { start, end: start + length };
}

function numberOf(bytes: Uint8Array): bigint {
  let digits = "0x0";
  for (const byte of bytes) digits += byte.toString(16).padStart(2, "0");
  return BigInt(digits);
}

function bytesOf(number: bigint, size: number): Uint8Array {
  const digits = number.toString(16).padStart(size * 2, "0");
  return Uint8Array.from({ length: size }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let factor = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}
