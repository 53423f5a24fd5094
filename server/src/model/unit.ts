// What the cloud deploys together, before anything of it is evaluated.

import type { SourceFile } from "../text/source-file.ts";
import type { LanguageId } from "./declaration.ts";

/** A Terraform root module, or one template, with the files that give values to its variables. */
export interface Unit {
  /** The folder of a root module, or the path of a template. */
  readonly id: string;
  readonly language: LanguageId;
  /** Paths of the files that declare something, in order. */
  readonly files: readonly string[];
  /** The base first: defaults and what is loaded by itself; then one for each further file of values. */
  readonly variants: readonly Variant[];
}

export interface Variant {
  /** Absent for the base; else the path of the file of values. */
  readonly name?: string;
  /** Files of values, the later one wins. */
  readonly values: readonly string[];
}

/** Every file of a unit that is known, by path. Closed: nothing else can be read. */
export type Files = ReadonlyMap<string, SourceFile>;
