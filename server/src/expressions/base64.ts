// Base64 and UTF-8 between bytes and strings. Knows no values.

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export function base64(bytes: Uint8Array): string {
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

/** Line ends do not count; the padding must be there. Undefined: this is not Base64. */
export function bytesOfBase64(written: string): Uint8Array | undefined {
  const text = written.replace(lineEnds, "");
  if (text.length % 4 !== 0 || !wellFormed.test(text)) return undefined;
  const bytes = new Uint8Array((text.length / 4) * 3);
  let length = 0;
  for (let index = 0; index < text.length; index += 4) {
    let bits = 0;
    let filled = 3;
    for (let offset = 0; offset < 4; offset++) {
      const character = text.charAt(index + offset);
      if (character === "=") filled = Math.min(filled, offset - 1);
      bits = (bits << 6) | (character === "=" ? 0 : alphabet.indexOf(character));
    }
    for (let shift = 16; filled > 0; shift -= 8, filled--) bytes[length++] = (bits >> shift) & 255;
  }
  return bytes.subarray(0, length);
}

const lineEnds = /[\r\n]/g;
const wellFormed = /^[A-Za-z0-9+/]*={0,2}$/;

export function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}

/** Escapes of addresses are UTF-8 as well, and reading them checks it. Undefined: no text. */
export function textOfUtf8(bytes: Uint8Array): string | undefined {
  let escapes = "";
  for (const byte of bytes) escapes += `%${byte.toString(16).padStart(2, "0")}`;
  try {
    return decodeURIComponent(escapes);
  } catch {
    return undefined;
  }
}
