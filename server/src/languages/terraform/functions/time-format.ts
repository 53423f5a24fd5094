// Writes a date and time by a pattern of letters, as Terraform's `formatdate` does.

import type { Shown } from "./times.ts";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** A run of one letter, a quote by itself, a quoted text (where it ends), or text that stands for itself. */
const token = /([A-Za-z])\1*|''|'(?:[^']|'')*('?)|[^A-Za-z']+/g;

export function formatted(
  pattern: string,
  time: Shown,
): { readonly text: string } | { readonly refused: string } {
  let text = "";
  for (const [written, letter, end] of pattern.matchAll(token)) {
    if (letter !== undefined) {
      const field = fieldOf(written, time);
      if (field === undefined) return { refused: `"${written}" means nothing in a date` };
      text += field;
    } else if (end === undefined) text += written === "''" ? "'" : written;
    else if (end === "" || written.length === 1) return { refused: "a quote does not end" };
    else text += written.slice(1, -1).replaceAll("''", "'");
  }
  return { text };
}

function fieldOf(letters: string, time: Shown): string | undefined {
  switch (letters) {
    case "YYYY":
      return digits(time.year, 4);
    case "YY":
      return digits(time.year % 100, 2);
    case "MMMM":
      return months[time.month - 1];
    case "MMM":
      return months[time.month - 1]?.slice(0, 3);
    case "MM":
      return digits(time.month, 2);
    case "M":
      return String(time.month);
    case "DD":
      return digits(time.day, 2);
    case "D":
      return String(time.day);
    case "EEEE":
      return weekdays[time.weekday];
    case "EEE":
      return weekdays[time.weekday]?.slice(0, 3);
    case "hh":
      return digits(time.hour, 2);
    case "h":
      return String(time.hour);
    case "HH":
      return digits(time.hour % 12 || 12, 2);
    case "H":
      return String(time.hour % 12 || 12);
    case "AA":
      return time.hour < 12 ? "AM" : "PM";
    case "aa":
      return time.hour < 12 ? "am" : "pm";
    case "mm":
      return digits(time.minute, 2);
    case "m":
      return String(time.minute);
    case "ss":
      return digits(time.second, 2);
    case "s":
      return String(time.second);
    case "Z":
      return time.offset === 0 ? "Z" : zone(time.offset, ":");
    case "ZZZ":
      return time.offset === 0 ? "UTC" : zone(time.offset, "");
    case "ZZZZ":
      return zone(time.offset, "");
    case "ZZZZZ":
      return zone(time.offset, ":");
    default:
      return undefined;
  }
}

function digits(number: number, width: number): string {
  return `${number < 0 ? "-" : ""}${String(Math.abs(number)).padStart(width, "0")}`;
}

function zone(offset: number, between: string): string {
  const minutes = Math.abs(offset);
  const sign = offset < 0 ? "-" : "+";
  return `${sign}${digits(Math.floor(minutes / 60), 2)}${between}${digits(minutes % 60, 2)}`;
}
