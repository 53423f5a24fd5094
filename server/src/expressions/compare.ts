// Whether values are equal, three-valued, and whether a value counts as true.

import type { Rules } from "./evaluate.ts";
import type { Truth } from "./truth.ts";
import { all, truth } from "./truth.ts";
import type { Dict, List, Text, Value } from "./value.ts";
import { effective, isDict, isList, isNum, isText, wholeText } from "./value.ts";
import { compareNumbers, exactText } from "./wide-number.ts";

/** A condition's value: booleans, and the texts "true" and "false"; Terraform converts "1" and "0" too. */
export function asTruth(value: Value, rules: Pick<Rules, "typedOperands"> = {}): Truth {
  const decided = effective(value);
  if (decided.state !== "known") return "unknown";
  if (typeof decided.value === "boolean") return truth(decided.value);
  const text = wholeText(decided);
  if (text === "true") return "yes";
  if (text === "false") return "no";
  if (!rules.typedOperands || decided.value === null || !isText(decided.value)) return "unknown";
  return text === "1" ? "yes" : text === "0" ? "no" : "unknown";
}

/** Equality of two values; "no" as soon as their known parts differ. */
export function equal(a: Value, b: Value, ignoreCase = false): Truth {
  const left = effective(a);
  const right = effective(b);
  if (left.state === "unknown" || right.state === "unknown") return "unknown";
  if (left.state === "absent" || right.state === "absent") return truth(left.state === right.state);
  const x = left.value;
  const y = right.value;
  if (x === null || y === null) return truth(x === y);
  if (typeof x === "boolean" || typeof y === "boolean") return truth(x === y);
  if (isText(x) && isText(y)) return equalTexts(x, y, ignoreCase);
  if (isNum(x) && isNum(y)) return equalNumbers(exactText(x), exactText(y));
  if (isList(x) && isList(y)) return equalLists(x, y, ignoreCase);
  if (isDict(x) && isDict(y)) return equalDicts(x, y, ignoreCase);
  return "no";
}

/** Numbers that are the same here may still differ where they are wider than this machine's. */
function equalNumbers(a: string, b: string): Truth {
  if (a === b) return "yes";
  if (Number(a) !== Number(b)) return "no";
  const order = compareNumbers(a, b);
  return order === undefined ? "unknown" : truth(order === 0);
}

/** Two strings with holes: known beginnings and ends rule equality out. */
export function equalTexts(a: Text, b: Text, ignoreCase = false): Truth {
  const x = edges(a, ignoreCase);
  const y = edges(b, ignoreCase);
  if (x.whole && y.whole) return truth(x.start === y.start);
  const starts = x.start.startsWith(y.start) || y.start.startsWith(x.start);
  const ends = x.end.endsWith(y.end) || y.end.endsWith(x.end);
  if (!starts || !ends) return "no";
  const least = (side: { start: string; end: string }) => side.start.length + side.end.length;
  if (x.whole && x.start.length < least(y)) return "no";
  if (y.whole && y.start.length < least(x)) return "no";
  return "unknown";
}

function edges(text: Text, ignoreCase: boolean): { start: string; end: string; whole: boolean } {
  const fold = (part: string) => (ignoreCase ? part.toLowerCase() : part);
  let start = "";
  let index = 0;
  for (; index < text.parts.length; index++) {
    const part = text.parts[index];
    if (!part || "hole" in part) break;
    start += part.text;
  }
  if (index === text.parts.length) return { start: fold(start), end: fold(start), whole: true };
  let end = "";
  for (let last = text.parts.length - 1; last > index; last--) {
    const part = text.parts[last];
    if (!part || "hole" in part) break;
    end = part.text + end;
  }
  return { start: fold(start), end: fold(end), whole: false };
}

function equalLists(a: List, b: List, ignoreCase: boolean): Truth {
  if (a.more || b.more) return "unknown";
  const same = equalKinds(a, b);
  if (same === "no") return "no";
  if (a.set && b.set) return equalSets(a, b);
  if (a.items.length !== b.items.length) return "no";
  return all([
    same,
    ...a.items.map((item, index) => equal(item, b.items[index] ?? item, ignoreCase)),
  ]);
}

/** A set, a list and a tuple are never the same; of what type an empty list is, nobody can see. */
function equalKinds(a: List, b: List): Truth {
  if (a.set !== b.set || a.uniform !== b.uniform) return "no";
  return a.uniform && a.items.length === 0 && b.items.length === 0 ? "unknown" : "yes";
}

/** Sets that are not written out in one order are left undecided. */
function equalSets(a: List, b: List): Truth {
  if (![...a.items, ...b.items].every((item) => item.state === "known")) return "unknown";
  if (a.items.length !== b.items.length) return "no";
  const pairs = all(a.items.map((item, index) => equal(item, b.items[index] ?? item)));
  const plain = [...a.items, ...b.items].every((item) => wholeText(item) !== undefined);
  return pairs === "no" && !plain ? "unknown" : pairs;
}

function equalDicts(a: Dict, b: Dict, ignoreCase: boolean): Truth {
  if (a.more || b.more) return "unknown";
  if (a.entries.size !== b.entries.size || a.uniform !== b.uniform) return "no";
  const alike: Truth = a.uniform && a.entries.size === 0 ? "unknown" : "yes";
  return all([
    alike,
    ...[...a.entries].map(([key, entry]): Truth => {
      const other = b.entries.get(key);
      return other ? equal(entry.value, other.value, ignoreCase) : "no";
    }),
  ]);
}
