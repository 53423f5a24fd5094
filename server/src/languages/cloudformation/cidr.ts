// `Fn::Cidr`: a range of addresses cut into equal parts.

/** The parts, or what the service says instead. */
export function cidrParts(
  block: string,
  count: number,
  hostBits: number,
): readonly string[] | { readonly refused: string } {
  const [address = "", length = "", ...rest] = block.split("/");
  const width = address.includes(":") ? 128 : 32;
  const bits = width === 32 ? version4(address) : version6(address);
  if (bits === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > width)
    return { refused: "Fn::Cidr takes a range of addresses" };
  if (!Number.isInteger(count) || count < 1 || count > 256)
    return { refused: "Fn::Cidr makes 1 to 256 ranges" };
  if (!Number.isInteger(hostBits) || hostBits < 0 || hostBits > width)
    return { refused: "Fn::Cidr takes the bits of each range" };
  const free = BigInt(width - Number(length));
  const first = (bits >> free) << free;
  const size = BigInt(hostBits);
  if (size > free || BigInt(count) > 1n << (free - size))
    return { refused: "so many ranges do not fit" };
  return Array.from({ length: count }, (_, index) => {
    const start = first + (BigInt(index) << size);
    return `${width === 32 ? written4(start) : written6(start)}/${width - hostBits}`;
  });
}

function version4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let bits = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    bits = (bits << 8n) | BigInt(part);
  }
  return bits;
}

function version6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [before = [], after = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - before.length - after.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  let bits = 0n;
  for (const group of [...before, ...Array.from({ length: missing }, () => "0"), ...after]) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
    bits = (bits << 16n) | BigInt(Number.parseInt(group, 16));
  }
  return bits;
}

function written4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join(".");
}

/** The longest run of zeros is left out, the first of several. */
function written6(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    Number((bits >> BigInt(112 - 16 * index)) & 0xffffn),
  );
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.length < 2) return hex.join(":");
  return `${hex.slice(0, best.start).join(":")}::${hex.slice(best.start + best.length).join(":")}`;
}
