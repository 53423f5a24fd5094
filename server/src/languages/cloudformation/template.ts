// A template as a tree: its sections and their entries, and the transforms that it names; evaluates nothing.

import type { TextPart } from "../../expressions/value.ts";
import { readJson } from "../../syntax/json/json.ts";
import type { DataNode, DataTree, EntryNode } from "../../syntax/node.ts";
import { readYaml } from "../../syntax/yaml/yaml.ts";
import type { Range } from "../../text/range.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { cached } from "../../text/source-file.ts";
import { isJson } from "./recognise.ts";

export const treeOf: (file: SourceFile) => DataTree = cached((file) =>
  isJson(file) ? readJson(file.text) : readYaml(file.text),
);

export type SectionName = "Parameters" | "Mappings" | "Conditions" | "Resources" | "Outputs";

export type Section = ReadonlyMap<string, EntryNode>;

export interface Template {
  readonly file: string;
  readonly root: DataNode;
  /** Loops (`Fn::ForEach`) stand in them as they are written. */
  readonly sections: Readonly<Record<SectionName, Section>>;
  readonly transforms: readonly Transform[];
  /** What marks in its texts stand for, where the template itself is a text with unknown parts. */
  readonly inserts: readonly TextPart[];
}

export interface Transform {
  readonly name: string;
  readonly range: Range;
}

export const templateOf: (file: SourceFile) => Template = cached((file) =>
  templateIn(file.path, treeOf(file).root),
);

/** The template that a tree holds; the tree may be a part of a file. */
export function templateIn(
  file: string,
  root: DataNode,
  inserts: readonly TextPart[] = [],
): Template {
  const section = (name: SectionName) => entriesOf(memberOf(root, name)?.value);
  return {
    file,
    root,
    sections: {
      Parameters: section("Parameters"),
      Mappings: section("Mappings"),
      Conditions: section("Conditions"),
      Resources: section("Resources"),
      Outputs: section("Outputs"),
    },
    transforms: transformsOf(memberOf(root, "Transform")?.value),
    inserts,
  };
}

/** One name or a list; an include is an object with a name. */
function transformsOf(node: DataNode | undefined): readonly Transform[] {
  if (!node) return [];
  if (node.kind === "array") return node.items.flatMap(transformsOf);
  const name = literalText(memberOf(node, "Name")?.value ?? node);
  return name === undefined ? [] : [{ name, range: node.range }];
}

/** Loops, `Fn::Length` and functions in more places work only where the template asks for them. */
export function hasLanguageExtensions(template: Template): boolean {
  return template.transforms.some(({ name }) => name === "AWS::LanguageExtensions");
}

/** A macro of somebody's own may change everything that is written. */
export function macroOf(template: Template): Transform | undefined {
  return template.transforms.find(({ name }) => !name.startsWith("AWS::"));
}

/** Names that are nowhere to be seen may still come from a transform or from what is included. */
export function mayDeclareMore(template: Template): boolean {
  const present = openness.get(template);
  if (present !== undefined) return present;
  const open = isOpenTemplate(template);
  openness.set(template, open);
  return open;
}

const openness = new WeakMap<Template, boolean>();

function isOpenTemplate({ root, sections, transforms }: Template): boolean {
  return (
    transforms.some(({ name }) => name !== "AWS::LanguageExtensions") ||
    isOfTool(memberOf(root, "AWSTemplateFormatVersion")?.value) ||
    preprocessed.some((name) => memberOf(root, name) !== undefined) ||
    Object.values(sections).some((section) => section.has("Fn::Transform")) ||
    [...sections.Resources.values()].some(({ value }) => isForeign(memberOf(value, "Type")?.value))
  );
}

/** CloudFormation knows one version; another one is that of a tool which makes templates of it. */
function isOfTool(version: DataNode | undefined): boolean {
  const written = literalText(version);
  return written?.startsWith("2010-09-09-") === true;
}

/** The type is a function of a tool, such as `!Rain::Module`, or a module of the registry. */
function isForeign(type: DataNode | undefined): boolean {
  if (type?.tag?.name.includes("::") === true || type?.kind === "object") return true;
  return literalText(type)?.endsWith("::MODULE") === true;
}

/** What a tool or a transform puts resources in place of, before the service sees the template. */
const preprocessed = ["Modules", "Rain", "Packages", "Fn::Transform"];

/** The entry of a name. Of several the last one counts, as for the readers that clouds use. */
export function memberOf(node: DataNode | undefined, name: string): EntryNode | undefined {
  return node?.kind === "object" ? node.entries.findLast((each) => each.key === name) : undefined;
}

/** The text of a scalar that needs no evaluation; inside functions a number or a boolean is text. */
export function literalText(node: DataNode | undefined): string | undefined {
  if (!node || node.tag?.name.startsWith("!!") === false) return undefined;
  switch (node.kind) {
    case "string":
      return node.value;
    case "number":
      return node.decimal ?? node.raw;
    case "boolean":
      return String(node.value);
    default:
      return undefined;
  }
}

function entriesOf(node: DataNode | undefined): Section {
  return new Map(node?.kind === "object" ? node.entries.map((entry) => [entry.key, entry]) : []);
}

export function resourceType(entry: EntryNode): string | undefined {
  return literalText(memberOf(entry.value, "Type")?.value);
}
