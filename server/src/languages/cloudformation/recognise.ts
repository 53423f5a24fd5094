// Tells templates and parameter files from other YAML and JSON by a look at the text; parses nothing.

import type { SourceFile } from "../../text/source-file.ts";
import { cached } from "../../text/source-file.ts";
import type { Role } from "../language.ts";

/** What a file is to CloudFormation. A file of another kind costs a search for two or three words. */
export const roleOf: (file: SourceFile) => Role | undefined = cached((file) => {
  const extension = extensionPattern.exec(file.path)?.[1]?.toLowerCase();
  if (extension === undefined) return undefined;
  const { text } = file;
  if (isTemplate(text)) return "declares";
  if (extension !== "template" && isParameterFile(text)) return "values";
  return undefined;
});

/** A `.yaml` file may hold JSON, and a `.template` file either. */
export function isJson(file: SourceFile): boolean {
  const extension = extensionPattern.exec(file.path)?.[1]?.toLowerCase();
  if (extension === "json") return true;
  return extension === "template" && startsWithBracket(file.text);
}

/** Where a template engine's first block stands: what a program fills in is no YAML yet. */
export const fillingOf: (file: SourceFile) => number | undefined = cached(({ text }) => {
  if (!text.includes("{%")) return undefined;
  const found = blockPattern.exec(text);
  return found ? found.index + found[0].length - 2 : undefined;
});

const blockPattern = /^[ \t]*\{%/m;
const extensionPattern = /\.(ya?ml|json|template)$/i;

function isTemplate(text: string): boolean {
  if (text.includes("AWSTemplateFormatVersion") && hasTopLevelKey(text, "AWSTemplateFormatVersion"))
    return true;
  if (!text.includes("Resources") || !typePattern.test(text)) return false;
  return hasTopLevelKey(text, "Resources");
}

// A type of AWS, or of a custom resource or a third party's that CloudFormation knows.
const typePattern = /["']?Type["']?[ \t]*:[ \t]*["']?(?:AWS|Custom|Alexa)::/;

/** Both usual shapes: a list of keys and values, or an object of them below "Parameters". */
function isParameterFile(text: string): boolean {
  if (text.includes("ParameterKey")) return parameterKeyPattern.test(text);
  return (
    text.includes("Parameters") &&
    hasTopLevelKey(text, "Parameters") &&
    !hasTopLevelKey(text, "Resources")
  );
}

const parameterKeyPattern = /^[\uFEFF\s]*(?:\[\s*\{|-)[\s{]*["']?Parameter(?:Key|Value)["']?\s*:/;

function hasTopLevelKey(text: string, key: string): boolean {
  return startsWithBracket(text) ? hasKeyAtDepthOne(text, key) : hasKeyInFirstColumn(text, key);
}

function startsWithBracket(text: string): boolean {
  return bracketPattern.test(text);
}

const bracketPattern = /^[\uFEFF\s]*[{[]/;

/** In block style the keys of the template stand in one column, mostly the first. */
function hasKeyInFirstColumn(text: string, key: string): boolean {
  const indent = rootIndent(text);
  for (let found = text.indexOf(key); found >= 0; found = text.indexOf(key, found + key.length)) {
    const quote = text.charAt(found - 1);
    const start = quote === '"' || quote === "'" ? found - 1 : found;
    const lineStart = start - indent.length;
    const before = text.charAt(lineStart - 1);
    if (before !== "" && before !== "\n" && before !== "\uFEFF") continue;
    if (text.slice(lineStart, start) !== indent) continue;
    if (colonPattern.test(text.slice(found + key.length, found + key.length + 20))) return true;
  }
  return false;
}

/** The blanks in front of the first line that is no comment and no document marker. */
function rootIndent(text: string): string {
  let offset = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (offset < text.length) {
    contentPattern.lastIndex = offset;
    const content = contentPattern.exec(text);
    if (content) return content[1] ?? "";
    const lineEnd = text.indexOf("\n", offset);
    if (lineEnd < 0) return "";
    offset = lineEnd + 1;
  }
  return "";
}

const contentPattern = /( *)(?!---|%)[^\s#]/y;
const colonPattern = /^["']?[ \t]*:/;
const quotedColonPattern = /^"\s*:/;

function hasKeyAtDepthOne(text: string, key: string): boolean {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) depth--;
    else if (code === 0x22) {
      if (depth === 1 && text.startsWith(key, offset + 1) && keyEnds(text, offset + 1 + key.length))
        return true;
      offset = stringEnd(text, offset);
    }
  }
  return false;
}

function keyEnds(text: string, offset: number): boolean {
  return quotedColonPattern.test(text.slice(offset, offset + 20));
}

/** The offset of the quote that closes a string, or of the end of its line. */
function stringEnd(text: string, start: number): number {
  for (let offset = start + 1; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 0x5c) offset++;
    else if (code === 0x22 || code === 0x0a) return offset;
  }
  return text.length;
}
