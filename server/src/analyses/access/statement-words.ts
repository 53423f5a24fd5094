// What a statement says, without its places: what says the same is decided alike. Decides nothing.

import type { Value } from "../../expressions/value.ts";
import { effective, isNum, isText } from "../../expressions/value.ts";
import type { Elements, Statement } from "../../model/document.ts";

/** The same for lists of statements that say the same; undefined where one of them cannot be told from others. */
export function keyOf(statements: readonly Statement[]): string | undefined {
  let key = "";
  for (const each of statements) {
    const number = numberOf(each);
    if (number === undefined) return undefined;
    key += `${number} `;
  }
  return key;
}

/** Statements of managed policies are long and stay the same objects, so their words are made once. */
const numbers = new WeakMap<Statement, number | "none">();
const numberOfWords = new Map<string, number>();
let next = 0;

/** Words that are told apart at a time; forgetting them costs time and gives nobody another's number. */
const mostWords = 20_000;

function numberOf(statement: Statement): number | undefined {
  const known = numbers.get(statement);
  if (known !== undefined) return known === "none" ? undefined : known;
  const words = wordsOf(statement);
  if (words === undefined) {
    numbers.set(statement, "none");
    return undefined;
  }
  if (numberOfWords.size >= mostWords) numberOfWords.clear();
  const number = numberOfWords.get(words) ?? next++;
  numberOfWords.set(words, number);
  numbers.set(statement, number);
  return number;
}

/** Undefined where an element has no text of its own, or one that could be taken for two. */
export function wordsOf(statement: Statement): string | undefined {
  const { actions, notActions, resources, notResources } = statement;
  const words = [statement.effect, statement.variables, statement.moreConditions ? "more" : ""];
  for (const elements of [actions, notActions, resources, notResources])
    if (!put(elements, words)) return undefined;
  for (const { operator, key, values } of statement.conditions) {
    words.push(operator, key);
    if (own.test(operator) || own.test(key) || !put(values, words)) return undefined;
  }
  return words.join(between);
}

/** Characters of private use; a text that holds one of them is not told from others by its words. */
const between = "\uf8f0";
const unknownPart = "\uf8f1";
const own = /[\uf8f0\uf8f1]/;

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
