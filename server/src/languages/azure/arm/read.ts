// From one ARM template and the values of a variant to declarations, nested and linked deployments included.

import type { Place, Value } from "../../../expressions/value.ts";
import { through } from "../../../expressions/value.ts";
import type { Declaration, IsRead } from "../../../model/declaration.ts";
import type { Files, Unit, Variant } from "../../../model/unit.ts";
import type { Limits } from "../../../text/limits.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import type { Reading } from "../../language.ts";
import { ownEnvironment, targetOfSchema } from "../environment.ts";
import { jsonTree, memberNode, objectAt, stringAt } from "../json-tree.ts";
import { limitsHit } from "../limits-hit.ts";
import { givenValue, parameterEntries } from "../parameter-file.ts";
import { collect, type Found } from "./collect.ts";
import { declare } from "./declare.ts";
import { outputValue } from "./outputs.ts";
import { newSession, say, sayCycle } from "./session.ts";
import { type Given, openTemplate } from "./template.ts";
import { artifactValues, templateRoot } from "./template-root.ts";

export function readUnit(
  unit: Unit,
  variant: Variant,
  files: Files,
  limits: Limits,
  isRead: IsRead = () => true,
): Reading {
  const path = unit.files[0];
  const file = path === undefined ? undefined : files.get(path);
  const root = file && templateRoot(jsonTree(file).root);
  if (!file || !root) return { declarations: [], problems: [], wants: [] };
  const session = newSession(files, limits);
  const at: Place = { file: file.path, range: { start: 0, end: 0 } };
  const template = openTemplate({
    file: file.path,
    root,
    environment: ownEnvironment(targetOfSchema(stringAt(root, "$schema") ?? ""), at),
    given: givenValues(file, variant, files),
    limits,
    budget: session.budget,
    cycle: (name, place) => sayCycle(session, name, place),
    asks: true,
  });
  const { scope, environment } = template;
  const found = collect(
    memberNode(root, "resources")?.value,
    { template, scope, environment, exists: "yes", chain: [root] },
    session,
  );
  const declarations = [...declarationsOf(found, isRead)];
  for (const { file: path, range, message } of limitsHit(declarations, limits.depth))
    say(session, { file: path, range }, message, { incomplete: true });
  const handedOut = (objectAt(root, "outputs")?.entries ?? []).flatMap(
    ({ key }) => outputValue(root, key, scope) ?? [],
  );
  return { declarations, handedOut, problems: session.problems, wants: [...session.wants] };
}

/** A deployment is followed by what it deploys. */
export function* declarationsOf(found: readonly Found[], isRead: IsRead): Generator<Declaration> {
  for (const each of found) {
    yield declare(each, isRead);
    const inner = each.inner?.();
    if (inner && "found" in inner) yield* declarationsOf(inner.found, isRead);
  }
}

function givenValues(template: SourceFile, variant: Variant, files: Files): Given {
  const given = new Map<string, () => Value>(artifactValues(template));
  for (const path of variant.values) {
    const file = files.get(path);
    if (!file) continue;
    for (const [name, entry] of parameterEntries(file)) {
      const label = `parameter "${entry.key}"`;
      given.set(name, () => {
        const value = givenValue(entry, path);
        return through(value, { kind: "parameter", at: value.at, label });
      });
    }
  }
  return given;
}
