// Files that a deployment links: its template and its parameters. Reads none outside of the workspace, and no address.

import type { Scope } from "../../../expressions/evaluate.ts";
import type { Place, Reason, Value } from "../../../expressions/value.ts";
import { shape } from "../../../expressions/value.ts";
import type { ObjectNode } from "../../../syntax/node.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { isBesideTemplate } from "../environment.ts";
import { memberNode } from "../json-tree.ts";
import { relativePath } from "../relative-path.ts";
import { textOf, wholeOf } from "../text.ts";
import { dataValue } from "./data-value.ts";
import { type Session, say } from "./session.ts";

export type Linked = { readonly file: SourceFile } | { readonly reason: Reason };

/** The file that a `templateLink` or `parametersLink` names; one that is not in view is asked for. */
export function linkedFile(link: ObjectNode, scope: Scope, session: Session): Linked {
  const named = linkedPath(link, scope);
  if ("reason" in named) return named;
  const path = relativePath(scope.file, named.path);
  const at: Place = { file: scope.file, range: named.value.at.range };
  if (path === undefined) {
    say(session, at, "This template is a file outside of the workspace; it is not read.", {
      id: "analysis/outside-the-workspace",
    });
    return { reason: { kind: "file", name: named.path } };
  }
  const file = session.files.get(path);
  if (!file) session.wants.add(path);
  return file ? { file } : { reason: { kind: "file", name: path } };
}

/**
 * The path that a link names, relative to the file of the template that is read: `relativePath`, or
 * a `uri` that is made with `uri(deployment().properties.templateLink.uri, …)`.
 */
export function linkedPath(
  link: ObjectNode,
  scope: Scope,
): { readonly path: string; readonly value: Value } | { readonly reason: Reason } {
  const relative = memberNode(link, "relativePath");
  const written = relative ?? memberNode(link, "uri") ?? memberNode(link, "id");
  if (!written) return { reason: { kind: "missing" } };
  const value = dataValue(written.value, scope);
  const text = textOf(value);
  if (!text) return { reason: value.state === "unknown" ? value.reason : { kind: "missing" } };
  const [first, ...rest] = text.parts;
  const isBeside = first !== undefined && "hole" in first && isBesideTemplate(first.hole);
  const path = wholeOf(isBeside ? { type: "text", parts: rest } : text);
  const isLocal = path !== undefined && (relative !== undefined || isBeside);
  return isLocal ? { path, value } : { reason: { kind: "module", name: shape(text) } };
}
