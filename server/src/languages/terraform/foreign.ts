// What comes out of code that the reader cannot change stands at the call of its module, not in the copy.

import type { Entry, Place, TextPart, Trail, Value } from "../../expressions/value.ts";
import { isDict, isList, isText } from "../../expressions/value.ts";
import type { Declaration } from "../../model/declaration.ts";
import { isCopy } from "./file.ts";
import type { Written } from "./module.ts";

/** The header of the call: no node of its own, so that no fix writes there. */
export function homeOf(call: Written): Place {
  return { file: call.file, range: call.block.head };
}

export function declarationAt(declaration: Declaration, home: Place): Declaration {
  const { scope } = declaration;
  return {
    ...declaration,
    at: home,
    body: valueAt(declaration.body, home),
    ...(scope ? { scope: valueAt(scope, home) } : {}),
  };
}

/** The caller's own arguments keep their places. */
export function valueAt(value: Value, home: Place): Value {
  return moved(value, home, new Map());
}

function moved(value: Value, home: Place, done: Map<Value, Value>): Value {
  const present = done.get(value);
  if (present) return present;
  const result = {
    ...value,
    at: placeAt(value.at, home),
    via: value.via.flatMap((step): Trail[] => (isCopy(step.at.file) ? [] : [step])),
  };
  if (value.state === "absent" && value.default) {
    const fallback = { ...result, default: moved(value.default, home, done) } as Value;
    done.set(value, fallback);
    return fallback;
  }
  const whole: Value =
    result.state === "known" ? { ...result, value: contentAt(result.value, home, done) } : result;
  done.set(value, whole);
  return whole;
}

type Content = (Value & { state: "known" })["value"];

function contentAt(content: Content, home: Place, done: Map<Value, Value>): Content {
  if (content === null || typeof content === "boolean") return content;
  if (isText(content)) {
    const { json } = content;
    return {
      ...content,
      parts: content.parts.map((part) => partAt(part, home)),
      ...(json ? { json: moved(json, home, done) } : {}),
    };
  }
  if (isList(content))
    return { ...content, items: content.items.map((item) => moved(item, home, done)) };
  if (!isDict(content)) return content;
  const entries = new Map<string, Entry>();
  for (const [name, { value, key }] of content.entries)
    entries.set(name, { value: moved(value, home, done), key: placeAt(key, home) });
  return { ...content, entries };
}

/** An empty range: none of the text is written there. */
function partAt(part: TextPart, home: Place): TextPart {
  const { start } = home.range;
  return isCopy(part.file) ? { ...part, file: home.file, range: { start, end: start } } : part;
}

function placeAt(place: Place, home: Place): Place {
  return isCopy(place.file) ? home : place;
}
