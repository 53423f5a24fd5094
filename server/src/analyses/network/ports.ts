// Which ports are known for what: the table of ports, and the classes and products of traffic.

import { tables } from "../../generated/tables.ts";
import type { Literal } from "../../model/kind.ts";
import type { Interval, Traffic } from "./traffic.ts";
import { everyPortWords, isEveryPort, overlaps } from "./traffic.ts";

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
  /** Servers of many other kinds listen on the number. */
  readonly shared: boolean;
}

/** The rows that traffic reaches at least one port of. */
export function reached(traffic: Traffic, rows: readonly PortRow[] = portRows): readonly PortRow[] {
  return rows.filter(({ ports, tcp, udp, number }) => {
    if (number !== undefined) return traffic.every || traffic.numbers.includes(number);
    if (!ports) return false;
    return (tcp && speaksOf(traffic.tcp, ports)) || (udp && speaksOf(traffic.udp, ports));
  });
}

/** A wide range of ports is that of a product only where all of it is open. */
function speaksOf(open: Traffic["tcp"], ports: NonNullable<PortRow["ports"]>): boolean {
  if (ports.last - ports.first < wide) return overlaps(open, ports);
  return open.some((each) => each.first <= ports.first && ports.last <= each.last);
}

/** Ports; products that listen on as many as this do not listen on all of them. */
const wide = 100;

/** The classes of traffic, and `any` where it is every port. */
export function classesOf(traffic: Traffic): readonly (PortClass | "any")[] {
  const rows = reached(traffic);
  const classes = classNames.filter((name) => rows.some((row) => row.class === name));
  return isEveryPort(traffic) ? [...classes, "any"] : classes;
}

/** The classes of which traffic reaches only numbers that servers of many other kinds have, too. */
export function sharedOf(traffic: Traffic): readonly PortClass[] {
  const rows = reached(traffic);
  return classNames.filter((name) => {
    const those = rows.filter((row) => row.class === name);
    return those.length > 0 && those.every((row) => row.shared);
  });
}

/**
 * A wide range that happens to hold the port of one or two of these: it was opened for something else,
 * such as calls or games.
 */
export function isIncidental(traffic: Traffic, ...of: readonly PortClass[]): boolean {
  const rows = reached(traffic).filter((row) => of.includes(row.class));
  const products = new Set(rows.map((row) => row.product));
  if (products.size === 0 || products.size > 2) return false;
  return rows.every(({ ports, tcp, udp }) => {
    if (!ports) return false;
    const open = [...(tcp ? traffic.tcp : []), ...(udp ? traffic.udp : [])];
    return open
      .filter((each) => overlaps([ports], each))
      .every((each) => each.last - each.first >= veryWide);
  });
}

const veryWide = 1000;

/** `SSH (22), RDP (3389) and 4 more`: what of these classes is reached; undefined where nothing is. */
export function productWords(traffic: Traffic, ...of: readonly PortClass[]): string | undefined {
  const every = everyPortWords(traffic);
  if (every !== undefined) return every;
  const rows = reached(traffic)
    .filter((row) => of.includes(row.class))
    .toSorted((a, b) => Number(a.shared) - Number(b.shared));
  const products = new Map<string, string[]>();
  for (const row of rows) {
    const numbers = products.get(row.product) ?? [];
    numbers.push(numberWords(row, traffic));
    products.set(row.product, numbers);
  }
  const words = [...products].map(([product, numbers]) => `${product} (${numbers.join(", ")})`);
  const [first, second, ...rest] = words;
  if (first === undefined || second === undefined) return first;
  return rest.length > 0 ? `${first}, ${second} and ${rest.length} more` : `${first} and ${second}`;
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
  const shared = member(row, "shared") === true;
  const number = member(row, "number");
  if (typeof number === "number")
    return { class: name, product, tcp: false, udp: false, number, shared };
  const written = member(row, "ports");
  // YAML reads one port as a number and a range as a text.
  const ports = parseInterval(
    typeof written === "number" ? `${written}` : typeof written === "string" ? written : "",
  );
  const protocol = member(row, "protocol");
  const [tcp, udp] = [protocol !== "udp", protocol !== "tcp"];
  return ports && { class: name, product, ports, tcp, udp, shared };
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
