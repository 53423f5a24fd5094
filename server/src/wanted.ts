// What a workspace asks its host for between two steps of an analysis. Knows neither of them.

import type { TableName } from "./model/analysis.ts";
import type { LanguageId } from "./model/declaration.ts";

export interface Wanted {
  readonly tables: readonly TableName[];
  /** Paths of files, and of folders whose names are wanted: these end in a slash. */
  readonly files: readonly string[];
  /** To be loaded. */
  readonly languages: readonly LanguageId[];
}

/** A unit is done. */
export const nothingWanted: Wanted = { tables: [], files: [], languages: [] };

export function isDone({ tables, files, languages }: Wanted): boolean {
  return tables.length + files.length + languages.length === 0;
}
