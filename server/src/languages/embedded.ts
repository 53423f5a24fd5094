// Templates that stand in strings of another language's declarations, and what they declare.

import type { Hole, Known, Reason, Text, TextPart } from "../expressions/value.ts";
import { isDict, isText, member } from "../expressions/value.ts";
import type { Declaration, IsRead, LanguageId } from "../model/declaration.ts";
import type { Files } from "../model/unit.ts";
import type { Limits } from "../text/limits.ts";
import { contains } from "../text/range.ts";
import { languagesOfFile, loadedLanguage } from "./index.ts";

/** Where each type has the template that it deploys, and the values of its parameters. */
const carriers: ReadonlyMap<string, { readonly body: string; readonly given: string }> = new Map([
  ["aws_cloudformation_stack", { body: "template_body", given: "parameters" }],
  ["aws_cloudformation_stack_set", { body: "template_body", given: "parameters" }],
]);

/** Also true for what carries a template. */
export function readsCarriers(isRead: IsRead): IsRead {
  return (dialect, type) => carriers.has(type) || isRead(dialect, type);
}

/** What the templates in the strings of these declarations declare; `wanted` gets the languages to load for that. */
export function embedded(
  declarations: readonly Declaration[],
  files: Files,
  limits: Limits,
  isRead: IsRead,
  wanted: Set<LanguageId>,
): readonly Declaration[] {
  return declarations.flatMap((declaration) => {
    const carrier = carriers.get(declaration.type);
    const body = carrier && member(declaration.body, carrier.body);
    const text = body?.state === "known" ? shownText(body) : undefined;
    // A file that is a template is read as one, with all its variants.
    if (!carrier || !text || text.parts.some((part) => isTemplate(files, part.file))) return [];
    const language = loadedLanguage("cloudformation");
    if (!language) wanted.add("cloudformation");
    if (!language?.readText) return [];
    const parameters = member(declaration.body, carrier.given);
    const values =
      parameters?.state === "known" && parameters.value !== null && isDict(parameters.value)
        ? parameters.value.entries
        : new Map();
    const given = new Map([...values].map(([name, { value }]) => [name, value] as const));
    const { id, exists } = declaration;
    return language.readText({ text, given, prefix: `${id}.`, exists }, limits, isRead);
  });
}

const secret: Reason = { kind: "unsupported", what: "a secret" };

/** Of a text with a secret in it, what is put into it may be the secret and stays unknown. */
function shownText({ value, at, sensitive }: Known): Text | undefined {
  if (value === null || !isText(value)) return undefined;
  if (!sensitive) return value;
  if (value.json) return undefined;
  const isWritten = (part: TextPart) => part.file === at.file && contains(at.range, part.range);
  const holeAt = ({ file, range }: TextPart): Hole => ({ hole: secret, file, range });
  const parts = value.parts.map((part) => (isWritten(part) ? part : holeAt(part)));
  return { type: "text", parts };
}

function isTemplate(files: Files, path: string): boolean {
  const file = files.get(path);
  return file !== undefined && languagesOfFile(file)[0] === "cloudformation";
}
