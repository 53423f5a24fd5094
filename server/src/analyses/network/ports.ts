// Which ports are known for what: the table of ports, and the classes and products of traffic.

import { tables } from "../../generated/tables.ts";
import { keeper } from "../../model/kept.ts";
import type { Literal } from "../../model/kind.ts";
import type { Interval, Traffic } from "./traffic.ts";
import { everyPortWords, isEveryPort, noTraffic, overlaps } from "./traffic.ts";

export type PortClass = "admin" | "remote-support" | "vpn" | "database";

const classNames: readonly PortClass[] = ["admin", "remote-support", "vpn", "database"];

/** One row of the table: ports with their protocols, or a protocol without ports by its number. */
export interface PortRow {
  readonly class: PortClass;
  readonly product: string;
  readonly ports?: Interval;
  readonly tcp: boolean;
  readonly udp: boolean;
  readonly number?: number;
  /** Many other products listen on the number: it counts beside another row of its product. */
  readonly usual: boolean;
  /** A wide range that holds it was opened for something else. */
  readonly narrow: boolean;
  /** Servers offer it to the public on purpose at times. */
  readonly offered: boolean;
}

/**
 * The rows that traffic reaches at least one port of. `beside` holds the rows that the same group lets
 * in by other rules, which a number that many products use needs to count.
 */
export function reached(
  traffic: Traffic,
  beside: readonly PortRow[] = [],
  rows: readonly PortRow[] = portRows,
): readonly PortRow[] {
  const open = overlapped(traffic, rows);
  const seen = [...open, ...beside];
  return open.filter(
    (row) => !row.usual || seen.some((each) => each !== row && each.product === row.product),
  );
}

/** All rows that traffic overlaps, whatever that shows. */
export function overlapped(
  traffic: Traffic,
  rows: readonly PortRow[] = portRows,
): readonly PortRow[] {
  return overlappedRows(traffic, [rows], () => rows.filter((row) => isOverlapped(row, traffic)));
}

/** The traffic of a rule is the same from one edit to the next, and is asked about several times. */
const overlappedRows = keeper<readonly PortRow[]>();

function isOverlapped({ ports, tcp, udp, number, narrow }: PortRow, traffic: Traffic): boolean {
  if (number !== undefined) return traffic.every || traffic.numbers.includes(number);
  if (!ports) return false;
  const open = [...(tcp ? traffic.tcp : []), ...(udp ? traffic.udp : [])];
  const told = narrow
    ? open.filter((each) => !isWide(each) || isEveryPort({ ...noTraffic, tcp: [each] }))
    : open;
  return overlaps(told, ports);
}

function isWide({ first, last }: Interval): boolean {
  return last - first >= veryWide;
}

const veryWide = 1000;

/** The classes of traffic, and `any` where it is every port. */
export function classesOf(
  traffic: Traffic,
  rows: readonly PortRow[] = reached(traffic),
): readonly (PortClass | "any")[] {
  const classes = classNames.filter((name) => rows.some((row) => row.class === name));
  return isEveryPort(traffic) ? [...classes, "any"] : classes;
}

/** The classes of which only services are reached that are offered to the public at times. */
export function offeredOf(rows: readonly PortRow[]): readonly PortClass[] {
  return classNames.filter((name) => {
    const those = rows.filter((row) => row.class === name);
    return those.length > 0 && those.every((row) => row.offered);
  });
}

/**
 * A wide range that happens to hold the port of one or two of these: it was opened for something else,
 * such as calls or games.
 */
export function isIncidental(
  traffic: Traffic,
  reachedRows: readonly PortRow[],
  ...of: readonly PortClass[]
): boolean {
  const rows = reachedRows.filter((row) => of.includes(row.class));
  const products = new Set(rows.map((row) => row.product));
  if (products.size === 0 || products.size > 2) return false;
  return rows.every(({ ports, tcp, udp }) => {
    if (!ports) return false;
    const open = [...(tcp ? traffic.tcp : []), ...(udp ? traffic.udp : [])];
    return open.filter((each) => overlaps([ports], each)).every(isWide);
  });
}

/** `SSH (22), RDP (3389) and 4 more`: what of these classes is reached; undefined where nothing is. */
export function productWords(
  traffic: Traffic,
  reachedRows: readonly PortRow[],
  ...of: readonly PortClass[]
): string | undefined {
  const every = everyPortWords(traffic);
  if (every !== undefined) return every;
  const rows = reachedRows
    .filter((row) => of.includes(row.class))
    .toSorted((a, b) => Number(a.usual) - Number(b.usual));
  const products = new Map<string, string[]>();
  for (const row of rows) {
    const numbers = products.get(row.product) ?? [];
    numbers.push(numberWords(row, traffic));
    products.set(row.product, numbers);
  }
  const words = [...products].map(([product, numbers]) => `${product} (${numbers.join(", ")})`);
  const shown = words.length > 3 ? [...words.slice(0, 2), `${words.length - 2} more`] : words;
  const [last] = shown.slice(-1);
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last ?? ""}`;
}

function numberWords({ ports, number }: PortRow, traffic: Traffic): string {
  if (!ports) return `protocol ${number ?? ""}`;
  const open = [...traffic.tcp, ...traffic.udp].filter((each) => overlaps([ports], each));
  const first = Math.max(ports.first, Math.min(...open.map((each) => each.first)));
  const last = Math.min(ports.last, Math.max(...open.map((each) => each.last)));
  return first === last ? String(first) : `${first}-${last}`;
}

export const portRows: readonly PortRow[] = classNames.flatMap((name) =>
  rowsOf(name, member(tables.ports, name)),
);

function rowsOf(name: PortClass, rows: Literal): readonly PortRow[] {
  return isItems(rows) ? rows.flatMap((row) => rowOf(name, row) ?? []) : [];
}

function rowOf(name: PortClass, row: Literal): PortRow | undefined {
  const product = member(row, "product");
  if (typeof product !== "string") return undefined;
  const marks = {
    usual: member(row, "usual") === true,
    // The ports of a tool are opened one by one.
    narrow: name === "remote-support" || member(row, "narrow") === true,
    offered: member(row, "offered") === true,
  };
  const number = member(row, "number");
  if (typeof number === "number")
    return { class: name, product, tcp: false, udp: false, number, ...marks };
  const written = member(row, "ports");
  // YAML reads one port as a number and a range as a text.
  const ports = parseInterval(
    typeof written === "number" ? `${written}` : typeof written === "string" ? written : "",
  );
  const protocol = member(row, "protocol");
  const [tcp, udp] = [protocol !== "udp", protocol !== "tcp"];
  return ports && { class: name, product, ports, tcp, udp, ...marks };
}

/** `22` or `20-25`; undefined for anything else. */
export function parseInterval(text: string): Interval | undefined {
  const match = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(text);
  if (!match) return undefined;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  return first <= last && last <= 65_535 ? { first, last } : undefined;
}

function member(literal: Literal, key: string): Literal {
  if (literal === null || typeof literal !== "object" || isItems(literal)) return null;
  return new Map(Object.entries(literal)).get(key) ?? null;
}

function isItems(literal: Literal): literal is readonly Literal[] {
  return Array.isArray(literal);
}
