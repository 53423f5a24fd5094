// MD5, SHA-1 and SHA-512 of bytes, synchronous and without the host's cryptography. Knows no values.

/** The hash in hexadecimal. */
export type Hash = (bytes: Uint8Array) => string;

/** RFC 1321; its constants are the sines of whole numbers. */
export const md5: Hash = (bytes) => {
  const view = padded(bytes, 64, true);
  let [a, b, c, d] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    let [w, x, y, z] = [a, b, c, d];
    for (let index = 0; index < 64; index++) {
      const round = index >> 4;
      const mixed =
        round === 0
          ? (x & y) | (~x & z)
          : round === 1
            ? (z & x) | (~z & y)
            : round === 2
              ? x ^ y ^ z
              : y ^ (x | ~z);
      const word = (index * (md5Steps[round] ?? 1) + (md5Starts[round] ?? 0)) % 16;
      const sine = Math.floor(Math.abs(Math.sin(index + 1)) * 0x100000000) | 0;
      const sum = (w + mixed + sine + view.getInt32(offset + word * 4, true)) | 0;
      const turned = rotated(sum, md5Turns[round * 4 + (index % 4)] ?? 0);
      [w, x, y, z] = [z, (x + turned) | 0, x, y];
    }
    [a, b, c, d] = [(a + w) | 0, (b + x) | 0, (c + y) | 0, (d + z) | 0];
  }
  return [a, b, c, d].map((word) => hexOf(swapped(word))).join("");
};

const md5Turns = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const md5Steps = [1, 5, 3, 7];
const md5Starts = [0, 1, 5, 0];

/** FIPS 180-4. */
export const sha1: Hash = (bytes) => {
  const view = padded(bytes, 64, false);
  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
  const words = new Int32Array(80);
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    for (let index = 0; index < 80; index++) {
      const at = (back: number) => words[index - back] ?? 0;
      words[index] =
        index < 16
          ? view.getInt32(offset + index * 4)
          : rotated(at(3) ^ at(8) ^ at(14) ^ at(16), 1);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (let index = 0; index < 80; index++) {
      const round = Math.floor(index / 20);
      const mixed =
        round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      const next =
        (rotated(a, 5) + mixed + e + (sha1Constants[round] ?? 0) + (words[index] ?? 0)) | 0;
      [a, b, c, d, e] = [next, a, rotated(b, 30), c, d];
    }
    for (const [index, word] of [a, b, c, d, e].entries())
      state[index] = ((state[index] ?? 0) + word) | 0;
  }
  return state.map(hexOf).join("");
};

/** Square roots of 2, 3, 5 and 10, as the standard derives them. */
const sha1Constants = [2, 3, 5, 10].map((root) => Math.floor(Math.sqrt(root) * 0x40000000) | 0);

/** FIPS 180-4. */
export const sha512: Hash = (bytes) => {
  const view = padded(bytes, 128, false);
  const { constants, initial } = sha512Tables();
  const state = [...initial];
  const words: bigint[] = [];
  for (let offset = 0; offset < view.byteLength; offset += 128) {
    for (let index = 0; index < 80; index++) {
      const at = (back: number) => words[index - back] ?? 0n;
      words[index] =
        index < 16
          ? view.getBigUint64(offset + index * 8)
          : wrapped(
              at(16) +
                (turned(at(15), 1n) ^ turned(at(15), 8n) ^ (at(15) >> 7n)) +
                at(7) +
                (turned(at(2), 19n) ^ turned(at(2), 61n) ^ (at(2) >> 6n)),
            );
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
    for (let index = 0; index < 80; index++) {
      const first =
        h +
        (turned(e, 14n) ^ turned(e, 18n) ^ turned(e, 41n)) +
        ((e & f) ^ (~e & g)) +
        (constants[index] ?? 0n) +
        (words[index] ?? 0n);
      const second =
        (turned(a, 28n) ^ turned(a, 34n) ^ turned(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, wrapped(d + first), c, b, a, wrapped(first + second)];
    }
    for (const [index, word] of [a, b, c, d, e, f, g, h].entries())
      state[index] = wrapped((state[index] ?? 0n) + word);
  }
  return state.map((word) => word.toString(16).padStart(16, "0")).join("");
};

interface Tables {
  readonly constants: readonly bigint[];
  readonly initial: readonly bigint[];
}

let tables: Tables | undefined;

/** Fractions of the roots of primes, worked out when they are first needed. */
function sha512Tables(): Tables {
  if (tables) return tables;
  const primes: bigint[] = [];
  for (let candidate = 2n; primes.length < 80; candidate++)
    if (primes.every((prime) => candidate % prime !== 0n)) primes.push(candidate);
  tables = {
    constants: primes.map((prime) => wrapped(rootOf(prime << 192n, 3n))),
    initial: primes.slice(0, 8).map((prime) => wrapped(rootOf(prime << 128n, 2n))),
  };
  return tables;
}

/** The whole part of a root, bit by bit. */
function rootOf(value: bigint, power: bigint): bigint {
  let root = 0n;
  for (let bit = 1n << 80n; bit > 0n; bit >>= 1n) if ((root | bit) ** power <= value) root |= bit;
  return root;
}

function wrapped(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function turned(value: bigint, count: bigint): bigint {
  return wrapped((value >> count) | (value << (64n - count)));
}

/** The bytes, a one bit, zeros, and the number of bits at the end of the last block. */
function padded(bytes: Uint8Array, block: number, littleEndian: boolean): DataView {
  const { length } = bytes;
  const all = new Uint8Array(Math.ceil((length + 1 + block / 8) / block) * block);
  all.set(bytes);
  all[length] = 0x80;
  const view = new DataView(all.buffer);
  view.setBigUint64(all.length - 8, BigInt(length) * 8n, littleEndian);
  return view;
}

function rotated(value: number, count: number): number {
  return (value << count) | (value >>> (32 - count));
}

function swapped(word: number): number {
  return ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

function hexOf(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
