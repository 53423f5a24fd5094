// Texts in other encodings than UTF-8, by the names that IANA registered. Tables of eastern scripts are not here.

import { textOfUtf8 } from "../../../expressions/base64.ts";
import { utf8 } from "../../../expressions/hash.ts";

export interface Encoding {
  /** Undefined: the text has a character that the encoding lacks. */
  readonly bytes: (text: string) => Uint8Array | undefined;
  /** Undefined: the bytes are no text. */
  readonly text: (bytes: Uint8Array) => string | undefined;
}

/** "unsupported" is an encoding that exists; undefined is a name that means none. */
export function encodingOf(name: string): Encoding | "unsupported" | undefined {
  const key = name.toLowerCase();
  if (key === "utf-8") return { bytes: utf8, text: textOfUtf8 };
  if (key === "utf-16le") return utf16(true, false);
  if (key === "utf-16be") return utf16(false, false);
  if (key === "utf-16") return utf16(false, true);
  if (key === "us-ascii") return singleBytes("");
  if (key === "iso-8859-1") return singleBytes(latin);
  if (key === "windows-1252") return singleBytes(windows + latin.slice(32));
  return eastern.has(key) || westernName.test(key) ? "unsupported" : undefined;
}

const latin = String.fromCharCode(...Array.from({ length: 128 }, (_, index) => 128 + index));
/** What stands in the place of the first 32 of them; the five gaps keep their controls. */
const windows = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const eastern: ReadonlySet<string> = new Set([
  "shift_jis",
  "euc-jp",
  "iso-2022-jp",
  "gbk",
  "gb18030",
  "hz-gb-2312",
  "big5",
  "euc-kr",
  "koi8-r",
  "koi8-u",
  "macintosh",
  "ibm437",
  "ibm850",
  "ibm852",
  "ibm855",
  "ibm860",
  "ibm862",
  "ibm863",
  "ibm865",
  "ibm866",
]);
const westernName = /^(?:iso-8859-(?:[2-9]|1[0-6])|windows-(?:874|125[0-8]))$/;

/** Half of a character beyond the first plane. */
const loneHalf = /[\ud800-\udfff]/u;

function utf16(littleEndian: boolean, marked: boolean): Encoding {
  return {
    bytes: (text) => {
      const view = new DataView(new ArrayBuffer((text.length + (marked ? 1 : 0)) * 2));
      let offset = 0;
      if (marked) {
        view.setUint16(0, 0xfeff, littleEndian);
        offset = 2;
      }
      for (let index = 0; index < text.length; index++)
        view.setUint16(offset + index * 2, text.charCodeAt(index), littleEndian);
      return new Uint8Array(view.buffer);
    },
    text: (bytes) => {
      if (bytes.length % 2 !== 0) return undefined;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      let text = "";
      let little = littleEndian;
      for (let offset = 0; offset < bytes.length; offset += 2) {
        const unit = view.getUint16(offset, little);
        if (marked && offset === 0 && (unit === 0xfeff || unit === 0xfffe)) {
          if (unit === 0xfffe) little = !little;
        } else text += String.fromCharCode(unit);
      }
      return loneHalf.test(text) ? undefined : text;
    },
  };
}

/** One byte a character: the first 128 are those of ASCII, the others are given. */
function singleBytes(upper: string): Encoding {
  return {
    bytes: (text) => {
      const bytes = new Uint8Array(text.length);
      for (let index = 0; index < text.length; index++) {
        const code = text.charCodeAt(index);
        const place = code < 128 ? code : upper.indexOf(text.charAt(index)) + 128;
        if (place < 128 && code >= 128) return undefined;
        bytes[index] = place;
      }
      return bytes;
    },
    text: (bytes) => {
      let text = "";
      for (const byte of bytes) {
        if (byte >= 128 && byte - 128 >= upper.length) return undefined;
        text += byte < 128 ? String.fromCharCode(byte) : upper.charAt(byte - 128);
      }
      return text;
    },
  };
}
