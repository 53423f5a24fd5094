// Which templates a template deploys, as far as its text alone says; reads none of them.

import type { EntryNode } from "../../syntax/node.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { cached } from "../../text/source-file.ts";
import { intrinsicOf } from "./intrinsic.ts";
import { localPath } from "./paths.ts";
import { resourcesIn } from "./resources.ts";
import { literalText, memberOf, resourceType, templateOf } from "./template.ts";

/** Where each type says which template it deploys. */
export interface Source {
  readonly path: string;
  readonly body?: string;
}

export function sourceOf(type: string | undefined): Source | undefined {
  return type === undefined ? undefined : sources.get(type);
}

const sources: ReadonlyMap<string, Source> = new Map([
  ["AWS::CloudFormation::Stack", { path: "TemplateURL" }],
  ["AWS::Serverless::Application", { path: "Location" }],
  ["AWS::CloudFormation::StackSet", { path: "TemplateURL", body: "TemplateBody" }],
]);

export interface Call {
  readonly resource: EntryNode;
  readonly path: string;
}

/** Local paths of templates that are written out, or that a parameter gives by default. */
export const callsOf: (file: SourceFile) => readonly Call[] = cached((file) => {
  if (!callPattern.test(file.text)) return [];
  const template = templateOf(file);
  const calls: Call[] = [];
  for (const resource of resourcesIn(template)) {
    const source = sourceOf(resourceType(resource));
    if (!source) continue;
    const node = memberOf(memberOf(resource.value, "Properties")?.value, source.path)?.value;
    const call = node && intrinsicOf(node);
    const name = call?.name === "Ref" ? literalText(call.argument) : undefined;
    const parameter = name === undefined ? undefined : template.sections.Parameters.get(name);
    const written = literalText(call ? memberOf(parameter?.value, "Default")?.value : node);
    const local = written === undefined ? undefined : localPath(file.path, written);
    if (local && "path" in local) calls.push({ resource, path: local.path });
  }
  return calls;
});

const callPattern = /AWS::CloudFormation::Stack|AWS::Serverless::Application/;
