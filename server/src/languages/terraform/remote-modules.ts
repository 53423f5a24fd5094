// Modules that Terraform fetches: its own copy where it is in view, else what msplint knows of public ones.

import { knownModules } from "../../model/known-modules.ts";
import { pathFrom } from "../../text/path.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { cached } from "../../text/source-file.ts";
import type { Context } from "./context.ts";
import type { Module, Written } from "./module.ts";
import { collect } from "./module.ts";
import { fileIn, want } from "./reader.ts";

/** The folder of Terraform's copy, as `terraform init` wrote it down; it is asked for if it is not in view. */
export function copyOf(context: Context, call: Written, source: string): string | undefined {
  const { reader } = context;
  const names: string[] = [call.name];
  let root = context;
  while (root.caller) {
    names.unshift(root.caller.call.name);
    root = root.caller.context;
  }
  const path = `${root.folder === "" ? "" : `${root.folder}/`}.terraform/modules/modules.json`;
  const file = fileIn(reader, path);
  if (!file) {
    want(reader, path);
    return undefined;
  }
  const found = manifest(file).get(names.join("."));
  // A copy of something else is left from before the source was changed.
  if (!found || publicAddress(found.source) !== publicAddress(source)) return undefined;
  return pathFrom(root.folder, found.folder);
}

/** What a module that is not in view is known to make of its inputs. */
export function knownModule(source: string): { module: Module; folder: string } | undefined {
  const address = publicAddress(source);
  const known = knownModules.get(address);
  if (!known) return undefined;
  // Below the folder of copies, so that nothing of it is taken for the reader's own code.
  const folder = knownFolder + address;
  let module = collected.get(address);
  if (!module) {
    const file = { path: `${folder}/main.tf`, text: known.code };
    module = collect([file.path], new Map([[file.path, file]]));
    collected.set(address, module);
  }
  return { module, folder };
}

const knownFolder = ".terraform/known/";

/** The folder of a module of which only that is in view which msplint knows. */
export function isKnown(folder: string): boolean {
  return folder.startsWith(knownFolder);
}

const collected = new Map<string, Module>();

const hosts = /^(?:registry\.terraform\.io|registry\.opentofu\.org)\//;
const gitHub = /^github\.com[/:]([\w-]+)\/terraform-([a-z0-9]+)-([\w-]+?)(?:\.git)?(\/\/.*)?$/;

/** The address in the public registry, also of what is fetched from the repository behind it. */
export function publicAddress(source: string): string {
  const plain = source
    .replace(/^git::/, "")
    .replace(/^(?:https|ssh):\/\//, "")
    .replace(/^git@/, "")
    .replace(/\?.*$/, "")
    .replace(hosts, "");
  const repository = gitHub.exec(plain);
  if (!repository) return plain;
  const [, owner, provider, name, below = ""] = repository;
  return `${owner}/${name}/${provider}${below}`;
}

interface Copy {
  readonly source: string;
  readonly folder: string;
}

const manifest = cached((file: SourceFile): ReadonlyMap<string, Copy> => {
  const copies = new Map<string, Copy>();
  let data: unknown;
  try {
    data = JSON.parse(file.text);
  } catch {
    return copies;
  }
  const modules = member(data, "Modules");
  if (!Array.isArray(modules)) return copies;
  for (const each of modules) {
    const [key, source, folder] = ["Key", "Source", "Dir"].map((name) => member(each, name));
    if (typeof key === "string" && typeof source === "string" && typeof folder === "string")
      copies.set(key, { source, folder });
  }
  return copies;
});

function member(data: unknown, name: string): unknown {
  return typeof data === "object" && data !== null && Object.hasOwn(data, name)
    ? (data as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
