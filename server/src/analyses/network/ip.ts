// Address ranges as numbers: what a CIDR covers, and whether that is the Internet. Knows no cloud.

/** A range of addresses of one family; both ends included. */
export interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** A CIDR or a single address; host bits are dropped, as every cloud does. Undefined for anything else. */
export function parseRange(text: string): Range | undefined {
  const [address = "", prefix, ...rest] = text.trim().split("/");
  if (rest.length > 0) return undefined;
  const parsed = address.includes(":") ? parseV6(address) : parseV4(address);
  if (!parsed) return undefined;
  const bits = parsed.family === 4 ? 32 : 128;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return undefined;
  const length = prefix === undefined ? bits : Number(prefix);
  if (length > bits) return undefined;
  const size = 1n << BigInt(bits - length);
  const first = (parsed.value / size) * size;
  return { family: parsed.family, first, last: first + size - 1n };
}

function parseV4(text: string): { family: 4; value: bigint } | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256n + BigInt(part);
  }
  return { family: 4, value };
}

function parseV6(text: string): { family: 6; value: bigint } | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = groups(halves[0] ?? "");
  const tail = halves.length === 2 ? groups(halves[1] ?? "") : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return { family: 6, value: all.reduce((value, group) => value * 65536n + BigInt(group), 0n) };
}

function groups(text: string): number[] | undefined {
  if (text === "") return [];
  const result: number[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && part.includes(".")) {
      const v4 = parseV4(part);
      if (!v4) return undefined;
      result.push(Number(v4.value / 65536n), Number(v4.value % 65536n));
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) result.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return result;
}

export function covers(outer: Range, inner: Range): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

export function overlap(a: Range, b: Range): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Ranges joined where they touch, so that two halves of the Internet are the Internet. */
export function union(ranges: readonly Range[]): readonly Range[] {
  const sorted = ranges.toSorted(
    (a, b) => a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0),
  );
  const result: Range[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last && last.family === range.family && range.first <= last.last + 1n) {
      result[result.length - 1] = {
        ...last,
        last: range.last > last.last ? range.last : last.last,
      };
    } else result.push(range);
  }
  return result;
}

/** Length of the prefix; of a range that is no CIDR, that of the smallest CIDR which holds as many addresses. */
export function prefixLength(range: Range): number {
  const bits = range.family === 4 ? 32 : 128;
  let length = bits;
  for (let size = range.last - range.first + 1n; size > 1n; size = (size + 1n) / 2n) length--;
  return length;
}

/** How a range lies to the addresses that everybody shares: inside, outside, or across the edge. */
export function standing(range: Range): "public" | "special" | "mixed" {
  if (range.family === 6) {
    if (covers(globalUnicast, range)) return "public";
    return overlap(globalUnicast, range) ? "mixed" : "special";
  }
  let special = 0n;
  for (const each of specialRanges) {
    if (!overlap(each, range)) continue;
    const first = each.first > range.first ? each.first : range.first;
    const last = each.last < range.last ? each.last : range.last;
    special += last - first + 1n;
  }
  if (special === 0n) return "public";
  return special === range.last - range.first + 1n ? "special" : "mixed";
}

/**
 * How much of the Internet a range lets in: the whole; a private block and public addresses beside
 * it, which is a mistake; or so wide a public range that it is no single owner's.
 */
export function internetShare(range: Range): "whole" | "mistake" | "wide" | undefined {
  if (covers(range, range.family === 4 ? everyV4 : globalUnicast)) return "whole";
  const stands = standing(range);
  if (stands === "mixed") return "mistake";
  // The registries hand out blocks of /8 and, in IPv6, of /12.
  return stands === "public" && prefixLength(range) <= (range.family === 4 ? 8 : 12)
    ? "wide"
    : undefined;
}

function block(text: string, family: 4 | 6 = 4): Range {
  return parseRange(text) ?? { family, first: 0n, last: -1n };
}

export const everyV4: Range = block("0.0.0.0/0");
export const everyV6: Range = block("::/0", 6);

/** All that IANA has given out of IPv6 for use on the Internet (RFC 4291, section 2.5.4). */
const globalUnicast = block("2000::/3", 6);

/** RFC 6890 and its successors, without the blocks for documentation, which stand for public ones. They do not overlap. */
const specialRanges: readonly Range[] = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
].map((text) => block(text));
