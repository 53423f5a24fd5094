// Functions on points in time that are written out; none of them reads a clock.

import type { Value } from "../../../expressions/value.ts";
import { wholeText } from "../../../expressions/value.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { failed, numberValue, textOf, undecided } from "./call.ts";
import { formatted } from "./time-format.ts";

export const timeFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["formatdate", format],
  ["timeadd", add],
  ["timecmp", compare],
];

/** A point in time in nanoseconds since 1970, and the distance of its clock to UTC in minutes. */
export interface Moment {
  readonly nanoseconds: bigint;
  readonly offset: number;
}

const form =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** RFC 3339 with capital letters, as Terraform takes it. */
function momentOf(text: string): Moment | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const field = (index: number) => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(field);
  if (!year || !month || !day) {
    if (year !== 0 || !month || !day) return undefined;
  }
  if (month > 12 || day > lengthOf(year, month)) return undefined;
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return undefined;
  if (field(9) > 24 || field(10) > 59) return undefined;
  const offset = (match[8] === "-" ? -1 : 1) * (field(9) * 60 + field(10));
  const seconds =
    daysBefore(year, month, day) * 86_400 +
    (hour ?? 0) * 3_600 +
    ((minute ?? 0) - offset) * 60 +
    (second ?? 0);
  const fraction = (match[7] ?? "").slice(0, 9).padEnd(9, "0");
  return { nanoseconds: BigInt(seconds) * billion + BigInt(fraction), offset };
}

const billion = 1_000_000_000n;

function lengthOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days between the first of January 1970 and a date. */
function daysBefore(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.floor(date.getTime() / 86_400_000);
}

/** The date and time that its own clock shows. */
export interface Shown {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly offset: number;
}

function shown({ nanoseconds, offset }: Moment): Shown | undefined {
  const seconds = BigInt.asIntN(64, (nanoseconds - modulo(nanoseconds)) / billion);
  const date = new Date((Number(seconds) + offset * 60) * 1_000);
  if (Number.isNaN(date.getTime())) return undefined;
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    offset,
  };
}

function modulo(nanoseconds: bigint): bigint {
  return ((nanoseconds % billion) + billion) % billion;
}

function format(call: Call): Value {
  const values = [call.argument(0), call.argument(1)];
  const [pattern, time] = values.map((value) => wholeText(value));
  if (pattern === undefined || time === undefined) return undecided(call, ...values);
  const moment = momentOf(time);
  const clock = moment && shown(moment);
  if (!clock) return failed(call, "this is no point in time");
  const text = formatted(pattern, clock);
  return "refused" in text ? failed(call, text.refused) : textOf(call, text.text, values);
}

/** The point in time that a word of YAML stands for, in RFC 3339. */
export function timeOf(text: string): string | undefined {
  const match = zoned.exec(text) ?? unzoned.exec(text);
  if (!match) return undefined;
  const [, year = "", month = "", day = "", hour, minute, second, zone = "Z"] = match;
  const two = (part = "0") => part.padStart(2, "0");
  const time = `${two(hour)}:${two(minute)}:${two(second)}`;
  const moment = momentOf(`${year}-${two(month)}-${two(day)}T${time}${zone}`);
  const clock = moment && shown(moment);
  const written = clock && formatted(rfc3339, clock);
  return written && "text" in written ? written.text : undefined;
}

const rfc3339 = "YYYY-MM-DD'T'hh:mm:ssZ";
const zoned =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const unzoned = /^(\d{4})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?)?$/;

function add(call: Call): Value {
  const values = [call.argument(0), call.argument(1)];
  const [time, span] = values.map((value) => wholeText(value));
  if (time === undefined || span === undefined) return undecided(call, ...values);
  const moment = momentOf(time);
  const length = durationOf(span);
  if (!moment || length === undefined)
    return failed(call, moment ? "this is no span of time" : "this is no point in time");
  const clock = shown({ ...moment, nanoseconds: moment.nanoseconds + length });
  if (!clock) return undecided(call);
  const text = formatted(rfc3339, clock);
  return "refused" in text ? undecided(call) : textOf(call, text.text, values);
}

const part = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;
const units: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  ["µs", 1_000n],
  ["μs", 1_000n],
  ["ms", 1_000_000n],
  ["s", billion],
  ["m", 60n * billion],
  ["h", 3_600n * billion],
]);
const longestSpan = (1n << 63n) - 1n;

/** Nanoseconds of `1h30m` and the like. */
function durationOf(written: string): bigint | undefined {
  const sign = written.startsWith("-") ? -1n : 1n;
  const text = written.replace(leadingSign, "");
  if (text === "0") return 0n;
  if (text === "" || text.length > 200) return undefined;
  let total = 0n;
  part.lastIndex = 0;
  while (part.lastIndex < text.length) {
    const [, whole = "", fraction = "", unit = ""] = part.exec(text) ?? [];
    const size = units.get(unit);
    if (size === undefined || (whole === "" && fraction === "")) return undefined;
    total += BigInt(whole === "" ? "0" : whole) * size;
    if (fraction !== "") total += (BigInt(fraction) * size) / 10n ** BigInt(fraction.length);
    if (total > longestSpan) return undefined;
  }
  return sign * total;
}

const leadingSign = /^[+-]/;

function compare(call: Call): Value {
  const values = [call.argument(0), call.argument(1)];
  const texts = values.map((value) => wholeText(value));
  const known = texts.filter((text) => text !== undefined);
  const moments = known.map(momentOf);
  if (moments.includes(undefined)) return failed(call, "this is no point in time");
  const [a, b] = moments;
  if (!a || !b) return undecided(call, ...values);
  const order = a.nanoseconds < b.nanoseconds ? -1 : a.nanoseconds > b.nanoseconds ? 1 : 0;
  return numberValue(call, order, values);
}
