// Tells files of Terraform by their names: which declare something, which give values. Reads none.

import type { Role } from "../language.ts";

const declaring = [".tf", ".tofu", ".tf.json", ".tofu.json"];
const giving = [".tfvars", ".tfvars.json"];

/** Files below `.terraform/` are Terraform's own copies of modules. */
export function roleOf(path: string): Role | undefined {
  if (isCopy(path)) return undefined;
  if (declares(path)) return "declares";
  return giving.some((ending) => path.endsWith(ending)) ? "values" : undefined;
}

/** The name says that the file declares something, wherever it stands. */
export function declares(path: string): boolean {
  return declaring.some((ending) => path.endsWith(ending));
}

/** Terraform's own copy of a module, which nobody edits. */
export function isCopy(path: string): boolean {
  return `/${path}`.includes("/.terraform/");
}
