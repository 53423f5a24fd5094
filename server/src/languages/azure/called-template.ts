// A JSON template that a Bicep file calls as a module: what it deploys with what the call gives it, and its outputs.

import type { Truth } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import type { Declaration, IsRead } from "../../model/declaration.ts";
import type { Files } from "../../model/unit.ts";
import type { Limits } from "../../text/limits.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { collect } from "./arm/collect.ts";
import { outputValue } from "./arm/outputs.ts";
import { declarationsOf } from "./arm/read.ts";
import { newSession, type Session, sayCycle } from "./arm/session.ts";
import { openTemplate } from "./arm/template.ts";
import { templateRoot } from "./arm/template-root.ts";
import { type Environment, targetOfSchema } from "./environment.ts";
import { jsonTree, memberNode, objectAt, stringAt } from "./json-tree.ts";

/** What the templates that one unit calls share; the files of Bicep share it with them. */
export type TemplateSession = Session;

export const newTemplateSession: (files: Files, limits: Limits) => TemplateSession = newSession;

export interface CalledTemplate {
  readonly declarations: (exists: Truth, isRead: IsRead) => Iterable<Declaration>;
  readonly outputs: readonly string[];
  readonly output: (name: string) => Value | undefined;
}

/** Undefined if the file is no template. `given` answers by the names that the template declares. */
export function calledTemplate(
  file: SourceFile,
  given: (name: string) => Value | undefined,
  around: Omit<Environment, "target">,
  session: TemplateSession,
): CalledTemplate | undefined {
  const root = templateRoot(jsonTree(file).root);
  if (!root) return undefined;
  const names = (objectAt(root, "parameters")?.entries ?? []).map((each) => each.key);
  const values = new Map(
    names.flatMap((name) => {
      const value = given(name);
      return value ? [[name.toLowerCase(), () => value] as const] : [];
    }),
  );
  const environment = { ...around, target: targetOfSchema(stringAt(root, "$schema") ?? "") };
  const template = openTemplate({
    file: file.path,
    root,
    environment,
    given: values,
    limits: session.limits,
    budget: session.budget,
    cycle: (name, place) => sayCycle(session, name, place),
  });
  const { scope } = template;
  return {
    declarations: (exists, isRead) => {
      const surroundings = { template, scope, environment, exists, chain: [root] };
      return declarationsOf(
        collect(memberNode(root, "resources")?.value, surroundings, session),
        isRead,
      );
    },
    outputs: (objectAt(root, "outputs")?.entries ?? []).map((each) => each.key),
    output: (name) => outputValue(root, name, scope),
  };
}
