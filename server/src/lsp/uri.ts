// URIs of documents against paths of files: one spelling for each, whatever the client sends.

import { skippedFolders } from "../model/skipped-folders.ts";

/** One spelling: every editor encodes a different set of characters. */
export function normalUri(uri: string): string {
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):(\/\/[^/?#]*)?([^?#]*)/.exec(uri);
  if (!match) return uri;
  const [, scheme = "", authority = "", path = ""] = match;
  const drive = decoded(path).replace(
    /^\/([A-Z]):/,
    (_, letter: string) => `/${letter.toLowerCase()}:`,
  );
  return `${scheme.toLowerCase()}:${authority}${drive.split("/").map(encodeURIComponent).join("/").replaceAll("%3A", ":")}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The path below a folder, with `/`; undefined where the document is not in it. */
export function relativePath(folder: string, uri: string): string | undefined {
  const prefix = `${normalUri(folder).replace(/\/$/, "")}/`;
  const normal = normalUri(uri);
  return normal.startsWith(prefix) ? decoded(normal.slice(prefix.length)) : undefined;
}

export function uriOf(folder: string, path: string): string {
  return `${normalUri(folder).replace(/\/$/, "")}/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** The folder that a document lies in. */
export function folderOfUri(uri: string): string {
  return normalUri(uri).replace(/\/[^/]*$/, "");
}

/** The path on disk of a `file:` URI. */
export function diskPath(uri: string): string | undefined {
  const normal = normalUri(uri);
  if (!normal.startsWith("file:")) return undefined;
  const path = decoded(normal.replace(/^file:(\/\/)?/, ""));
  return /^\/[a-z]:/.test(path) ? path.slice(1) : path;
}

/** Does it lie in a folder that is never read? */
export function isSkipped(uri: string): boolean {
  return normalUri(uri)
    .split("/")
    .some((name) => skippedFolders.has(name));
}

/** Names of documents without a file, by their language. */
const endings: ReadonlyMap<string, string> = new Map([
  ["terraform", ".tf"],
  ["opentofu", ".tofu"],
  ["terraform-vars", ".tfvars"],
  ["opentofu-vars", ".tfvars"],
  ["bicep", ".bicep"],
  ["bicep-params", ".bicepparam"],
  ["json", ".json"],
  ["jsonc", ".json"],
  ["arm-template", ".json"],
  ["yaml", ".yaml"],
  ["cloudformation", ".yaml"],
]);

/** The name of a document; one that has never been saved gets one that tells its language. */
export function fileName(uri: string, language: string): string {
  const name = decoded(/[^/:]*$/.exec(normalUri(uri))?.[0] ?? "");
  return /\.[a-z]+$/i.test(name) ? name : `untitled${endings.get(language) ?? ".txt"}`;
}
