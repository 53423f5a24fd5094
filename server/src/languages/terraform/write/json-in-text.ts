// Writes into JSON that stands in a string or heredoc of Terraform, interpolations left as they are.

import type { TemplateExpression } from "../../../expressions/expression.ts";
import { readJson } from "../../../syntax/json/json.ts";
import type { JsonChange } from "../../../syntax/json/write.ts";
import { writeJson } from "../../../syntax/json/write.ts";
import type { Range } from "../../../text/range.ts";
import type { TextEdit } from "./draft.ts";
import { lineStart } from "./lines.ts";

/** The text that the string means, and where each of its characters is written. */
interface Decoded {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Stands for an interpolation; no JSON that people write has it. */
const filler = "\uf8ff";

/** The edits of the source for one change; its range is in the source, or undefined for the whole text. */
export function writeInText(
  source: string,
  template: TemplateExpression,
  at: Range | undefined,
  operation: JsonChange["operation"],
): readonly TextEdit[] | undefined {
  const decoded = decode(source, template);
  const tree = readJson(decoded.text);
  if (tree.root.kind === "missing" || tree.problems.length > 0) return undefined;
  const range = at ? inDecoded(decoded, at) : tree.root.range;
  if (!range) return undefined;
  const edits = writeJson(decoded.text, tree.root, [{ at: range, operation }], {
    textsGiveWay: true,
  });
  if (!edits || edits.some((edit) => edit.text.includes(filler))) return undefined;
  const encode = template.form === "heredoc" ? indented(source, template) : escaped;
  const sourceEdits = edits.map((edit) => ({
    range: inSource(decoded, edit.range),
    text: encode(edit.text),
  }));
  return sourceEdits.every((edit): edit is TextEdit => edit.range !== undefined)
    ? sourceEdits
    : undefined;
}

function decode(source: string, template: TemplateExpression): Decoded {
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];
  let inString = false;
  let escapedNext = false;
  const add = (character: string, start: number, end: number) => {
    text += character;
    starts.push(start);
    ends.push(end);
  };
  for (const [index, part] of template.parts.entries()) {
    if ("kind" in part) {
      const before = template.parts[index - 1];
      const after = template.parts[index + 1];
      const start =
        before && !("kind" in before)
          ? before.range.end
          : source.lastIndexOf("{", part.range.start) - 1;
      const close = source.indexOf("}", part.range.end) + 1;
      const end = after && !("kind" in after) ? after.range.start : close;
      const filled = inString ? filler : `"${filler}"`;
      for (const character of filled) add(character, start, end);
      escapedNext = false;
      continue;
    }
    const same = part.range.end - part.range.start === part.text.length;
    for (let offset = 0; offset < part.text.length; offset++) {
      const character = part.text.charAt(offset);
      add(
        character,
        same ? part.range.start + offset : part.range.start,
        same ? part.range.start + offset + 1 : part.range.end,
      );
      if (escapedNext) escapedNext = false;
      else if (character === "\\") escapedNext = inString;
      else if (character === '"') inString = !inString;
    }
  }
  return { text, starts, ends };
}

function inDecoded(decoded: Decoded, range: Range): Range | undefined {
  const start = decoded.starts.indexOf(range.start);
  const last = decoded.ends.lastIndexOf(range.end);
  return start >= 0 && last >= start ? { start, end: last + 1 } : undefined;
}

function inSource(decoded: Decoded, range: Range): Range | undefined {
  const start = decoded.starts[range.start] ?? decoded.ends[range.start - 1];
  const end = range.end > range.start ? decoded.ends[range.end - 1] : start;
  return start === undefined || end === undefined ? undefined : { start, end };
}

const special = /["\\\n\r\t]/g;

function escaped(text: string): string {
  return text.replace(special, (character) => JSON.stringify(character).slice(1, -1));
}

/** Lines that are new in `<<-` get the indentation that Terraform takes away. */
function indented(source: string, template: TemplateExpression): (text: string) => string {
  const first = template.parts[0];
  if (!first || "kind" in first) return (text) => text;
  const stripped = source.slice(lineStart(source, first.range.start), first.range.start);
  if (stripped === "" || stripped.trim() !== "") return (text) => text;
  return (text) => text.replaceAll("\n", `\n${stripped}`);
}
