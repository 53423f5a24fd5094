// What comes out of code that the reader cannot change stands where that code is called. Knows no language.

import type { Entry, Place, TextPart, Trail, Value } from "../expressions/value.ts";
import { isDict, isList, isText } from "../expressions/value.ts";
import { partOf } from "../text/range.ts";
import type { Declaration } from "./declaration.ts";

/** Whether a file is a copy of somebody else's code. */
export type IsForeign = (file: string) => boolean;

export function declarationAt(
  declaration: Declaration,
  home: Place,
  isForeign: IsForeign,
): Declaration {
  const { scope } = declaration;
  return {
    ...declaration,
    at: home,
    body: valueAt(declaration.body, home, isForeign),
    ...(scope ? { scope: valueAt(scope, home, isForeign) } : {}),
  };
}

/** The caller's own arguments keep their places. */
export function valueAt(value: Value, home: Place, isForeign: IsForeign): Value {
  return moved(value, { home, isForeign, done: new Map() });
}

interface Move {
  readonly home: Place;
  readonly isForeign: IsForeign;
  /** Values are shared: each is moved once. */
  readonly done: Map<Value, Value>;
}

function moved(value: Value, move: Move): Value {
  const { done } = move;
  const present = done.get(value);
  if (present) return present;
  const result = {
    ...value,
    at: placeAt(value.at, move),
    via: value.via.flatMap((step) => stepsAt(step, move)),
  };
  if (value.state === "absent" && value.default) {
    const fallback = { ...result, default: moved(value.default, move) } as Value;
    done.set(value, fallback);
    return fallback;
  }
  const whole: Value =
    result.state === "known" ? { ...result, value: contentAt(result.value, move) } : result;
  done.set(value, whole);
  return whole;
}

/** What a value was taken from is worth knowing wherever it stands; the rest of the way is not in view. */
function stepsAt(step: Trail, { home, isForeign }: Move): readonly Trail[] {
  if (!isForeign(step.at.file)) return [step];
  return step.declaration === undefined ? [] : [{ ...step, at: home }];
}

type Content = (Value & { state: "known" })["value"];

function contentAt(content: Content, move: Move): Content {
  if (content === null || typeof content === "boolean") return content;
  if (isText(content)) {
    const { json } = content;
    return {
      ...content,
      parts: content.parts.map((part) => partAt(part, move)),
      ...(json ? { json: moved(json, move) } : {}),
    };
  }
  const others = "others" in content && content.others ? moved(content.others, move) : undefined;
  const rest = others ? { others } : {};
  if (isList(content))
    return { ...content, items: content.items.map((item) => moved(item, move)), ...rest };
  if (!isDict(content)) return content;
  const entries = new Map<string, Entry>();
  for (const [name, { value, key }] of content.entries)
    entries.set(name, { value: moved(value, move), key: placeAt(key, move) });
  return { ...content, entries, ...rest };
}

/** An empty range: none of the text is written there. */
function partAt(part: TextPart, { home, isForeign }: Move): TextPart {
  return isForeign(part.file)
    ? { ...part, file: home.file, range: partOf(home.range, 0, 0) }
    : part;
}

function placeAt(place: Place, { home, isForeign }: Move): Place {
  return isForeign(place.file) ? home : place;
}
