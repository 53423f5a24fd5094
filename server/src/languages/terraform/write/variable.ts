// Declares the variables that a fix refers to, once, where the module keeps its variables.

import type { FixValue } from "../../../model/resource.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { treeOf } from "../file.ts";
import type { Draft } from "./draft.ts";
import { plainText } from "./policy-document.ts";
import { quoted, styleOf, variableName } from "./render.ts";

export type Parameter = FixValue & { readonly is: "parameter" };

const types: Readonly<Record<Parameter["type"], string>> = {
  text: "string",
  number: "number",
  list: "list(string)",
};

/** What the file says of a variable that it declares; empty where it says nothing. */
export function descriptionOf(file: SourceFile, name: string): string | undefined {
  const block = treeOf(file).body.blocks.find(
    (each) => each.type === "variable" && each.labels[0]?.text === name,
  );
  if (!block) return undefined;
  const written = block.body.attributes.find((each) => each.name === "description");
  return (written && plainText(written.value)) ?? "";
}

/** Appends the declaration behind an empty line. */
export function declareVariable(draft: Draft, parameter: Parameter): void {
  const { text } = draft;
  const { lineEnd } = styleOf(text);
  const lines = [
    `variable ${quoted(variableName(parameter.name))} {`,
    `  type        = ${types[parameter.type]}`,
    `  description = ${quoted(parameter.description)}`,
    "}",
    "",
  ];
  const body = lines.join(lineEnd);
  const end = text.length;
  const lead =
    text.trim() === ""
      ? ""
      : text.endsWith(`${lineEnd}${lineEnd}`)
        ? ""
        : text.endsWith("\n")
          ? lineEnd
          : lineEnd + lineEnd;
  draft.apply([{ range: { start: end, end }, text: lead + body }]);
}
