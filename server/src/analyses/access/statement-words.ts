// What statements say, as one text without places: equal texts are decided alike. Decides nothing.

import type { Value } from "../../expressions/value.ts";
import { effective, isNum, isText } from "../../expressions/value.ts";
import type { Elements, Statement } from "../../model/document.ts";

/** Undefined where an element has no text of its own, or one that could be taken for two. */
export function wordsOf(statements: readonly Statement[]): string | undefined {
  const words: string[] = [];
  for (const each of statements) {
    words.push(each.effect, each.variables, each.moreConditions ? "more" : "");
    for (const elements of [each.actions, each.notActions, each.resources, each.notResources])
      if (!put(elements, words)) return undefined;
    for (const { operator, key, values } of each.conditions) {
      words.push(operator, key);
      if (own.test(operator) || own.test(key) || !put(values, words)) return undefined;
    }
    words.push(endOfStatement);
  }
  return words.join(between);
}

/** Characters of private use; a text that holds one of them is not told from others by its words. */
const between = "\uf8f0";
const endOfStatement = "\uf8f1";
const unknownPart = "\uf8f2";
const betweenLists = "\uf8f3";
const own = /[\uf8f0-\uf8f3]/;

/** What two lists of statements say together. */
export function bothSay(statements: string, limits: string | undefined): string {
  return limits === undefined ? statements : statements + betweenLists + limits;
}

function put(elements: Elements | undefined, words: string[]): boolean {
  if (!elements) {
    words.push("");
    return true;
  }
  words.push(String(elements.values.length), elements.more?.kind ?? "");
  for (const value of elements.values) {
    const word = wordOf(effective(value));
    if (word === undefined) return false;
    words.push(word);
  }
  return true;
}

function wordOf(value: Value): string | undefined {
  if (value.state === "unknown") return unknownPart + value.reason.kind;
  if (value.state === "absent") return `${unknownPart}absent`;
  if (value.value === null || typeof value.value === "boolean") return `${value.value}`;
  if (isNum(value.value)) return value.value.text;
  if (!isText(value.value)) return undefined;
  let word = "";
  for (const part of value.value.parts) {
    if ("text" in part && own.test(part.text)) return undefined;
    word += "hole" in part ? unknownPart + part.hole.kind + unknownPart : part.text;
  }
  return word;
}
