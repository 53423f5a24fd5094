// The contract of a language: from text to declarations, and from a change to edits.

import type { Truth } from "../expressions/truth.ts";
import type { Text, Value } from "../expressions/value.ts";
import type { Declaration, IsRead, LanguageId } from "../model/declaration.ts";
import type { Change } from "../model/resource.ts";
import type { Files, Unit, Variant } from "../model/unit.ts";
import type { Limits } from "../text/limits.ts";
import type { Problem } from "../text/problem.ts";
import type { Edit, Range } from "../text/range.ts";
import type { SourceFile } from "../text/source-file.ts";

/** What a file is to a language: declarations, values for variables, or nothing. */
export type Role = "declares" | "values";

/** A suppression that stands in the language's own metadata (CloudFormation, ARM, Terraform JSON). */
export interface WrittenIgnore {
  readonly file: string;
  /** Where the ignore is written. */
  readonly range: Range;
  /** What it covers. */
  readonly covers: Range;
  readonly policy: string;
  readonly until?: string;
  readonly reason?: string;
}

export interface Reading {
  readonly declarations: readonly Declaration[];
  /** Values that leave what is in view: outputs, and what is given to modules and stacks that are not read. */
  readonly handedOut?: readonly Value[];
  /** What reading this variant showed: cycles, undeclared names, limits. Syntax errors come from `check`. */
  readonly problems: readonly Problem[];
  /** Paths that the unit asks for and that are not in the map. */
  readonly wants: readonly string[];
  /** What the next reading of the same variant can take over. */
  readonly memory?: Memory | undefined;
}

/** What a language keeps from one reading to the next; nobody else looks into it. */
export interface Memory {
  readonly language: LanguageId;
}

/** A template that stands in a string of another language's declaration. */
export interface TextStack {
  readonly text: Text;
  /** Values of its parameters. */
  readonly given: ReadonlyMap<string, Value>;
  /** Stands before the ids of its declarations. */
  readonly prefix: string;
  readonly exists: Truth;
}

export interface Language {
  readonly id: LanguageId;
  /** By name first, then by content; costs next to nothing for a file that is not of this language. */
  readonly role: (file: SourceFile) => Role | undefined;
  /** Groups the files of this language into units; gets only files that have a role. */
  readonly units: (files: Files) => readonly Unit[];
  /**
   * Never throws on user text. The bodies of what is not read may stay unknown. With what the last
   * reading left, the result is the same and comes sooner: declarations that nothing has changed
   * are the same objects. "none": nothing is to be left for a next one either.
   */
  readonly read: (
    unit: Unit,
    variant: Variant,
    files: Files,
    limits: Limits,
    isRead?: IsRead,
    former?: Memory | "none",
  ) => Reading;
  /** What a template in a string declares; none where the text is no template. */
  readonly readText?: (stack: TextStack, limits: Limits, isRead: IsRead) => readonly Declaration[];
  /** Syntax problems of one file; cached by version. */
  readonly check: (file: SourceFile) => readonly Problem[];
  readonly ignores: (file: SourceFile) => readonly WrittenIgnore[];
  /** Texts of several lines that no comment fits into: one above their first line covers them whole. */
  readonly longTexts?: (file: SourceFile) => readonly Range[];
  /** The edits that make the changes, all or nothing; undefined: cannot be written safely, then no fix is offered. */
  readonly write: (
    changes: readonly Change[],
    unit: Unit,
    files: Files,
  ) => readonly Edit[] | undefined;
  /** The comment or metadata that ignores a policy at a range; undefined where the form has no place for it. */
  readonly ignore: (
    file: SourceFile,
    range: Range,
    ignore: { policy: string; until: string; reason: string },
  ) => readonly Edit[] | undefined;
}
