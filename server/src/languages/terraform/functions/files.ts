// Functions that read files of the workspace; nothing outside of it is ever asked for.

import { base64, bytesOfHex } from "../../../expressions/base64.ts";
import { sha256, utf8 } from "../../../expressions/hash.ts";
import { md5, sha1, sha512 } from "../../../expressions/hashes.ts";
import { normalized } from "../../../expressions/normal-form.ts";
import { tooLong } from "../../../expressions/reason.ts";
import type { TextPart, Value } from "../../../expressions/value.ts";
import { known, textValue, unknown, wholeText } from "../../../expressions/value.ts";
import { fixed } from "../../../text/range.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { cached } from "../../../text/source-file.ts";
import type { Context } from "../context.ts";
import { say } from "../context.ts";
import type { Call, TerraformFunction } from "./call.ts";
import { derived, failed, hiddenBy, listValue, textOf, undecided } from "./call.ts";
import { globbed } from "./glob.ts";
import { fileAt, insidePath, kindOf, relativePath, rootFolder } from "./workspace-files.ts";

export const fileFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["file", file],
  ["fileexists", exists],
  ["fileset", set],
  ["filebase64", (call) => hashed(call, base64)],
  ["filemd5", (call) => hashed(call, md5)],
  ["filesha1", (call) => hashed(call, sha1)],
  ["filesha256", (call) => hashed(call, (_, text) => sha256(text))],
  ["filesha512", (call) => hashed(call, sha512)],
  ["filebase64sha256", (call) => hashed(call, (_, text) => base64(bytesOfHex(sha256(text))))],
  ["filebase64sha512", (call) => hashed(call, (bytes) => base64(bytesOfHex(sha512(bytes))))],
  ["abspath", absolute],
  ["pathexpand", expanded],
];

interface Named {
  readonly context: Context;
  readonly path: string;
  /** As it was written. */
  readonly written: string;
}

/** The path that an argument names, or the value of a call that names none. */
function named(call: Call, index = 0): Named | { readonly value: Value } {
  const value = call.argument(index);
  const written = wholeText(value);
  const { context } = call;
  if (written === undefined || !context) return { value: undecided(call, value) };
  const path = insidePath(rootFolder(context), written);
  if (path !== undefined) return { context, path, written };
  const message = `${call.name} names a file outside of the workspace; it is not read.`;
  say(context, call.at.file, call.at.range, message, "analysis/outside-the-workspace");
  return { value: unknown({ kind: "file", name: written }, call.at) };
}

/** The file that the first argument names, or the value of a call that has none. */
export function fileOf(call: Call): SourceFile | { readonly value: Value } {
  const found = named(call);
  if ("value" in found) return found;
  const { context, path } = found;
  const kind = kindOf(context, path);
  if (kind === "none") return { value: failed(call, `there is no file ${path}`) };
  if (kind === "folder") return { value: failed(call, `${path} is a folder`) };
  return fileAt(context, path) ?? { value: unknown({ kind: "file", name: path }, call.at) };
}

function file(call: Call): Value {
  const source = fileOf(call);
  if ("value" in source) return source.value;
  const { text, path } = source;
  if (text.length > call.scope.limits.text)
    return unknown(tooLong(path, text.length, call.scope.limits.text), call.at);
  const range = fixed(0, text.length);
  const parts = partsOf(source);
  const step = { kind: "function", at: call.at, label: `${call.name}("${path}")` } as const;
  const read = known({ type: "text", parts }, { file: path, range }, [
    step,
    ...call.argument(0).via,
  ]);
  return hiddenBy([call.argument(0)], read);
}

/** A file is read by every instance of a module; its text is normalised once. */
const partsOf = cached(({ path, text }): readonly TextPart[] =>
  text === "" ? [] : normalized([{ text, file: path, range: fixed(0, text.length) }]),
);

function hashed(call: Call, hash: (bytes: Uint8Array, text: string) => string): Value {
  const source = fileOf(call);
  if ("value" in source) return source.value;
  if (source.text.length > longest) return undecided(call);
  return textOf(call, hash(utf8(source.text), source.text), [call.argument(0)]);
}

/** Hashing much text takes long, and no analysis asks for it. */
const longest = 16 * 1024;

function exists(call: Call): Value {
  const found = named(call);
  if ("value" in found) return found.value;
  const kind = kindOf(found.context, found.path);
  if (kind === undefined) return unknown({ kind: "file", name: found.path }, call.at);
  return kind === "folder"
    ? failed(call, `${found.path} is a folder`)
    : derived(call, kind === "file", [call.argument(0)]);
}

/** The files below a folder that a pattern fits, named from that folder. */
function set(call: Call): Value {
  const found = named(call);
  if ("value" in found) return found.value;
  const pattern = wholeText(call.argument(1));
  if (pattern === undefined) return undecided(call, call.argument(1));
  const { context, path } = found;
  // A pattern may lead out of the folder again.
  const whole = insidePath(path, pattern.startsWith("/") ? pattern.slice(1) : pattern);
  if (whole === undefined) {
    const message = `${call.name} names files outside of the workspace; they are not read.`;
    say(context, call.at.file, call.at.range, message, "analysis/outside-the-workspace");
    return unknown({ kind: "file", name: pattern }, call.at);
  }
  const files = globbed(context, whole, call.scope.limits.expansion);
  if (files === "limit") return unknown({ kind: "limit", what: "files of a pattern" }, call.at);
  if (files === "unknown") return unknown({ kind: "file", name: `${path}/` }, call.at);
  if (!Array.isArray(files)) return failed(call, "the pattern is not valid");
  const names = files.map((each) => relativePath(path, each)).toSorted();
  return listValue(
    call,
    names.map((name) => textValue(name.normalize(), call.at)),
    undefined,
    [call.argument(0), call.argument(1)],
    "set",
  );
}

/** Where the workspace stands is not known; what is below it is. */
function absolute(call: Call): Value {
  const value = call.argument(0);
  const written = wholeText(value);
  if (written === undefined) return undecided(call, value);
  const parts: string[] = [];
  for (const part of written.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined && !written.startsWith("/")) return undecided(call);
  }
  const path = parts.length === 0 ? "" : `/${parts.join("/")}`;
  if (written.startsWith("/")) return textOf(call, path === "" ? "/" : path, [value]);
  const { file: inFile, range } = call.at;
  const hole = { hole: { kind: "function", name: call.name } as const, file: inFile, range };
  const rest = path === "" ? [] : [{ text: path, file: inFile, range }];
  const text = [{ text: "/", file: inFile, range }, hole, ...rest];
  return derived(call, { type: "text", parts: text }, [value]);
}

/** The home of whoever runs Terraform is not known. */
function expanded(call: Call): Value {
  const value = call.argument(0);
  const written = wholeText(value);
  if (written === undefined) return undecided(call, value);
  if (!written.startsWith("~")) return textOf(call, written, [value]);
  return written === "~" || written.startsWith("~/")
    ? undecided(call)
    : failed(call, "another user's home is not looked up");
}
