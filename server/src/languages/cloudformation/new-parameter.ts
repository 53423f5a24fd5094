// The parameters that changes of one template ask for: names, reuse, and where their declarations go.

import type { FixValue } from "../../model/resource.ts";
import { renderMember, type Style } from "../../syntax/json/render.ts";
import type { JsonChange, JsonEdit } from "../../syntax/json/write.ts";
import { type NewValue, newValue } from "../../syntax/new-value.ts";
import type { EntryNode } from "../../syntax/node.ts";
import { blockStyle, columnOf, endOfLine } from "../../syntax/yaml/layout.ts";
import { blockMember, lineStart } from "../../syntax/yaml/render.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { literalText, memberOf, templateOf } from "./template.ts";

export type WantedParameter = FixValue & { readonly is: "parameter" };

interface Declared {
  readonly type: string;
  readonly description: string;
  readonly parameter: WantedParameter;
}

/** Collects parameters while changes are translated; each is declared once. */
export class NewParameters {
  private readonly file: SourceFile;
  private readonly declared = new Map<string, Declared>();

  constructor(file: SourceFile) {
    this.file = file;
  }

  /** The name to refer to: of the account, of a parameter that is there, or of one that will be. */
  declare(parameter: WantedParameter): string {
    if (parameter.own === "aws-account") return "AWS::AccountId";
    const { name, description, type } = parameter;
    const wanted = types[type];
    const { Parameters, Resources } = templateOf(this.file).sections;
    const base = pascalCase(name);
    for (let count = 1; ; count++) {
      const candidate = count === 1 ? base : `${base}${count}`;
      const existing = Parameters.get(candidate);
      const typeThere = existing
        ? literalText(memberOf(existing.value, "Type")?.value)
        : this.declared.get(candidate)?.type;
      const said = existing
        ? literalText(memberOf(existing.value, "Description")?.value)
        : this.declared.get(candidate)?.description;
      // A parameter that is described as something else is another one: the ID of another provider.
      if (typeThere === wanted && (said === undefined || said === description)) return candidate;
      // Parameters and resources share their names.
      if (existing || typeThere !== undefined || Resources.has(candidate)) continue;
      this.declared.set(candidate, { type: wanted, description, parameter });
      return candidate;
    }
  }

  /** Names that are new, with what was wanted: whoever deploys the template has to give them. */
  added(): readonly (readonly [string, WantedParameter])[] {
    return [...this.declared].map(([name, { parameter }]) => [name, parameter]);
  }

  /** The declarations as changes of the section, where there is one. */
  changes(): readonly JsonChange[] {
    const section = this.section();
    if (!section) return [];
    const at = section.keyRange;
    if (section.value.kind === "missing" || section.value.kind === "null") {
      return this.declared.size === 0
        ? []
        : [{ at, operation: { is: "replace", value: this.all() } }];
    }
    return [...this.declared].map(([name, { type, description }]) => ({
      at: section.value.range,
      operation: { is: "set", path: [name], value: declaration(type, description) },
    }));
  }

  /** The section itself in front of the resources, where there is none. */
  newSection(): JsonEdit | undefined {
    const resources = memberOf(templateOf(this.file).root, "Resources");
    if (this.declared.size === 0 || this.section() || !resources) return undefined;
    const { root } = templateOf(this.file);
    return root.kind === "object" && root.flow
      ? this.inBrackets(resources)
      : this.inBlock(resources);
  }

  private section(): EntryNode | undefined {
    return memberOf(templateOf(this.file).root, "Parameters");
  }

  private all(): NewValue {
    const members = [...this.declared].map(
      ([name, { type, description }]) => [name, declaration(type, description)] as const,
    );
    return { is: "object", members: new Map(members) };
  }

  private inBlock(resources: EntryNode): JsonEdit {
    const { text } = this.file;
    const style = blockStyle(text, templateOf(this.file).root);
    const column = columnOf(text, resources.keyRange.start);
    const start = aboveComments(text, resources.keyRange.start - column);
    const before = text.slice(0, start);
    const isSpaced = before.endsWith("\n\n") || before.endsWith("\r\n\r\n");
    const member = blockMember("Parameters", this.all(), column, style);
    const lead =
      before === "" || before.endsWith("\n") ? " ".repeat(column) : lineStart(column, style);
    return {
      range: { start, end: start },
      text: lead + member + style.lineEnd + (isSpaced ? style.lineEnd : ""),
    };
  }

  private inBrackets(resources: EntryNode): JsonEdit {
    const { text } = this.file;
    const { start } = resources.range;
    const column = columnOf(text, start);
    const indent = text.slice(start - column, start);
    const multiline = indent.trim() === "" && column < start;
    const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
    const style: Style = {
      multiline,
      indent: multiline ? indent : "",
      unit: multiline && indent !== "" ? indent : "  ",
      lineEnd,
      afterColon: " ",
      padding: multiline ? " " : "",
    };
    const after = multiline ? `,${lineEnd}${indent}` : ", ";
    return {
      range: { start, end: start },
      text: renderMember("Parameters", this.all(), style) + after,
    };
  }
}

const types = { text: "String", number: "Number", list: "CommaDelimitedList" } as const;

function declaration(type: string, description: string): NewValue {
  return newValue({ Type: type, Description: description });
}

/** `external-id` is `ExternalId`: names have letters and digits only. */
function pascalCase(name: string): string {
  return name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** The start of the comment lines that stand directly above a line. */
function aboveComments(text: string, lineBegin: number): number {
  let start = lineBegin;
  while (start > 0) {
    const above = text.lastIndexOf("\n", start - 2) + 1;
    if (!text.slice(above, endOfLine(text, above)).trimStart().startsWith("#")) return start;
    start = above;
  }
  return start;
}
