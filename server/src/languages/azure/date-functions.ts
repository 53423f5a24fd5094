// Functions of ARM and Bicep on dates and durations in ISO 8601. Knows no clock: what is asked of it is unknown.

import { numberOf, numeric } from "../../expressions/operators.ts";
import type { Value } from "../../expressions/value.ts";
import { unknown, wholeText } from "../../expressions/value.ts";
import { waysOf } from "../../expressions/ways.ts";
import { formattedDate } from "./date-format.ts";
import type { AzureFunction, Call, FunctionTable } from "./function.ts";
import { joined, made, undecided } from "./text.ts";

export const dateFunctions: FunctionTable = new Map<string, AzureFunction>([
  ["datetimeadd", dateTimeAdd],
  ["datetimefromepoch", dateTimeFromEpoch],
  ["datetimetoepoch", dateTimeToEpoch],
]);

const wholeSeconds = "yyyy-MM-ddTHH:mm:ssZ";

function dateTimeAdd(call: Call): Value {
  const base = wholeText(call.argument(0));
  const duration = wholeText(call.argument(1));
  const format = call.count > 2 ? wholeText(call.argument(2)) : wholeSeconds;
  if (base === undefined || duration === undefined || format === undefined)
    return undecided(call.all(), call.at, call.name);
  const date = readDate(base);
  const span = readDuration(duration);
  if (!date || span === undefined) return refused(call);
  // The form that a base without seconds in UTC keeps is not documented.
  if (call.count < 3 && !utcSeconds.test(base.trim())) return unsupported(call);
  return text(call, new Date(date.getTime() + span), format);
}

function dateTimeFromEpoch(call: Call): Value {
  const seconds = numberOf(call.argument(0));
  if (seconds === undefined) return undecided(call.all(), call.at, call.name);
  return Number.isInteger(seconds)
    ? text(call, new Date(seconds * 1000), wholeSeconds)
    : refused(call);
}

function dateTimeToEpoch(call: Call): Value {
  const written = wholeText(call.argument(0));
  if (written === undefined) return undecided(call.all(), call.at, call.name);
  const date = readDate(written);
  if (!date) return refused(call);
  return { ...numeric(Math.floor(date.getTime() / 1000), call.at), via: waysOf(call.all()) };
}

function text(call: Call, date: Date, format: string): Value {
  const year = date.getUTCFullYear();
  // Years beyond what .NET can tell are an error there.
  if (!(year >= 1 && year <= 9999)) return refused(call);
  const result = formattedDate(date, format);
  return result === undefined
    ? unsupported(call)
    : joined([made(result, call.at)], call.at, call.all());
}

function refused(call: Call): Value {
  const message = `${call.name} does not take this date or duration`;
  return unknown({ kind: "error", message }, call.at, waysOf(call.all()));
}

function unsupported(call: Call): Value {
  return unknown({ kind: "unsupported", what: "this date format" }, call.at, waysOf(call.all()));
}

const utcSeconds = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ$/;
const isoDate =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?)? ?(Z|[+-]\d\d:\d\d)?$/;

/** A date without an offset is taken as one of UTC. */
function readDate(written: string): Date | undefined {
  const match = isoDate.exec(written.trim());
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((each) => Number(each ?? 0));
  const milliseconds = Number((match[7] ?? "").padEnd(3, "0").slice(0, 3));
  const time = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  const date = new Date(time);
  const isReal =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60;
  if (!isReal || second > 59) return undefined;
  const zone = match[8] ?? "Z";
  if (zone === "Z") return date;
  const [hours = 0, minutes = 0] = zone.slice(1).split(":").map(Number);
  const offset = (hours * 60 + minutes) * 60_000;
  return new Date(time + (zone.startsWith("-") ? offset : -offset));
}

const isoDuration =
  /^(-?)P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,7})?)S)?)?$/;
/** A year counts 365 days here and a month 30. */
const unitSeconds = [365 * 86_400, 30 * 86_400, 86_400, 3_600, 60, 1];

/** Milliseconds of a duration. */
function readDuration(written: string): number | undefined {
  const match = isoDuration.exec(written.trim());
  const amounts = match?.slice(2) ?? [];
  if (!match || amounts.every((each) => each === undefined) || written.endsWith("T"))
    return undefined;
  const seconds = amounts.reduce(
    (sum, each, index) => sum + Number(each ?? 0) * (unitSeconds[index] ?? 0),
    0,
  );
  return Math.round(seconds * 1000) * (match[1] === "-" ? -1 : 1);
}
