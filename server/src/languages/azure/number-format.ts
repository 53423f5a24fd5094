// The number formats of .NET that `format()` takes in `{0:D3}`, in the culture that templates are evaluated in.

/** The number in the format; undefined for formats that are not known here. */
export function formattedNumber(digits: string, format: string): string | undefined {
  const standard = standardFormat.exec(format);
  if (standard) return inStandard(digits, standard[1] ?? "", standard[2] ?? "");
  return customFormat.test(format) ? inCustom(digits, format) : undefined;
}

const standardFormat = /^([A-Za-z])(\d{0,2})$/;
/** Digits that are always there or there if needed, with thousands and decimals; no text. */
const customFormat = /^[#0,]*[#0](?:\.[#0]+)?$/;
const wholeNumber = /^-?\d+$/;
const decimal = /^-?\d+(?:\.\d+)?$/;

function inStandard(digits: string, letter: string, precision: string): string | undefined {
  const isWhole = wholeNumber.test(digits);
  const sign = digits.startsWith("-") ? "-" : "";
  const magnitude = digits.replace("-", "");
  const width = precision === "" ? undefined : Number(precision);
  switch (letter) {
    case "D":
    case "d":
      return isWhole ? sign + magnitude.padStart(width ?? 0, "0") : undefined;
    case "X":
    case "x": {
      // Of negative numbers the digits depend on the number's size in memory.
      if (!isWhole || sign !== "") return undefined;
      const hexadecimal = BigInt(magnitude)
        .toString(16)
        .padStart(width ?? 0, "0");
      return letter === "X" ? hexadecimal.toUpperCase() : hexadecimal;
    }
    case "N":
    case "n": {
      const fixed = inFixed(magnitude, width ?? 2);
      return fixed === undefined ? undefined : signed(sign, inThousands(fixed));
    }
    case "F":
    case "f": {
      const fixed = inFixed(magnitude, width ?? 2);
      return fixed === undefined ? undefined : signed(sign, fixed);
    }
    case "G":
    case "g":
      return isWhole && (width === undefined || width === 0 || magnitude.length <= width)
        ? digits
        : undefined;
    default:
      return undefined;
  }
}

/** Halves are rounded away from zero, on the decimal digits. */
function inFixed(magnitude: string, places: number): string | undefined {
  if (!decimal.test(magnitude)) return undefined;
  const [whole = "0", fraction = ""] = magnitude.split(".");
  const kept = BigInt(whole + fraction.slice(0, places).padEnd(places, "0"));
  const rounded = kept + (Number(fraction.charAt(places) || "0") >= 5 ? 1n : 0n);
  const text = rounded.toString().padStart(places + 1, "0");
  const split = text.length - places;
  return places === 0 ? text : `${text.slice(0, split)}.${text.slice(split)}`;
}

function inThousands(fixed: string): string {
  const [whole = "", fraction] = fixed.split(".");
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 3)
    groups.unshift(whole.slice(Math.max(end - 3, 0), end));
  return groups.join(",") + (fraction === undefined ? "" : `.${fraction}`);
}

/** No sign is written before a zero. */
function signed(sign: string, text: string): string {
  return /[1-9]/.test(text) ? sign + text : text;
}

function inCustom(digits: string, format: string): string | undefined {
  const [whole = "", fraction = ""] = format.split(".");
  // A comma in front of the point divides by a thousand.
  if (whole.endsWith(",") || whole.startsWith(",")) return undefined;
  const fixed = inFixed(digits.replace("-", ""), fraction.length);
  if (fixed === undefined) return undefined;
  const [wholeDigits = "", fractionDigits = ""] = fixed.split(".");
  const pattern = whole.replaceAll(",", "");
  const firstZero = pattern.indexOf("0");
  const least = firstZero < 0 ? 0 : pattern.length - firstZero;
  const padded = wholeDigits.replace(/^0+/, "").padStart(least, "0");
  const lastZero = fraction.lastIndexOf("0") + 1;
  let end = fractionDigits.length;
  while (end > lastZero && fractionDigits.charAt(end - 1) === "0") end--;
  const shown = whole.includes(",") ? inThousands(padded) : padded;
  const text = end > 0 ? `${shown}.${fractionDigits.slice(0, end)}` : shown;
  return signed(digits.startsWith("-") ? "-" : "", text);
}
