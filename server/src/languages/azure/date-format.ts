// Dates in the formats of .NET, in the culture that templates are evaluated in. Knows UTC alone.

const standard: ReadonlyMap<string, string> = new Map([
  ["d", "MM/dd/yyyy"],
  ["D", "dddd, dd MMMM yyyy"],
  ["f", "dddd, dd MMMM yyyy HH:mm"],
  ["F", "dddd, dd MMMM yyyy HH:mm:ss"],
  ["g", "MM/dd/yyyy HH:mm"],
  ["G", "MM/dd/yyyy HH:mm:ss"],
  ["m", "MMMM dd"],
  ["M", "MMMM dd"],
  ["o", "yyyy-MM-ddTHH:mm:ss.fffffffK"],
  ["O", "yyyy-MM-ddTHH:mm:ss.fffffffK"],
  ["r", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ["R", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ["s", "yyyy-MM-ddTHH:mm:ss"],
  ["t", "HH:mm"],
  ["T", "HH:mm:ss"],
  ["u", "yyyy-MM-dd HH:mm:ssZ"],
  ["U", "dddd, dd MMMM yyyy HH:mm:ss"],
  ["y", "yyyy MMMM"],
  ["Y", "yyyy MMMM"],
]);

/** A run of one letter, a quoted text, an escaped character, or any other character. */
const token = /([A-Za-z])\1*|'[^']*'|"[^"]*"|\\[^]|[^]/g;

/** The date in a format; undefined for letters that .NET does not know. */
export function formattedDate(date: Date, format: string): string | undefined {
  const pattern = format.length === 1 ? standard.get(format) : format.replace(/^%(?=.$)/, "");
  if (pattern === undefined || pattern === "") return undefined;
  let text = "";
  for (const [part] of pattern.matchAll(token)) {
    const shown = shownPart(date, part);
    if (shown === undefined) return undefined;
    text += shown;
  }
  return text;
}

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
const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function shownPart(date: Date, part: string): string | undefined {
  const { length } = part;
  const number = (value: number) => String(value).padStart(Math.min(length, 2), "0");
  switch (part.charAt(0)) {
    case "y":
      return length < 3
        ? number(date.getUTCFullYear() % 100)
        : String(date.getUTCFullYear()).padStart(length, "0");
    case "M":
      return length < 3
        ? number(date.getUTCMonth() + 1)
        : named(months, date.getUTCMonth(), length);
    case "d":
      return length < 3 ? number(date.getUTCDate()) : named(days, date.getUTCDay(), length);
    case "H":
      return number(date.getUTCHours());
    case "h":
      return number(date.getUTCHours() % 12 === 0 ? 12 : date.getUTCHours() % 12);
    case "m":
      return number(date.getUTCMinutes());
    case "s":
      return number(date.getUTCSeconds());
    case "f":
      return length > 7 ? undefined : fraction(date).slice(0, length);
    case "F":
      return length > 7 ? undefined : fraction(date).slice(0, length).replace(/0+$/, "");
    case "t":
      return (date.getUTCHours() < 12 ? "AM" : "PM").slice(0, length);
    case "z":
      return length === 1 ? "+0" : length === 2 ? "+00" : "+00:00";
    case "K":
      return "Z".repeat(length);
    case "g":
      return "A.D.";
    case "'":
    case '"':
      return part.length > 1 ? part.slice(1, -1) : undefined;
    case "\\":
      return part.length > 1 ? part.slice(1) : undefined;
    case "%":
      return undefined;
    default:
      return part;
  }
}

function fraction(date: Date): string {
  return String(date.getUTCMilliseconds()).padStart(3, "0").padEnd(7, "0");
}

function named(names: readonly string[], index: number, length: number): string {
  const name = names[index] ?? "";
  return length === 3 ? name.slice(0, 3) : name;
}
