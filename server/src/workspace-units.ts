// Which files of a workspace belong together, language by language. Analyses nothing.

import { loadedLanguages } from "./languages/index.ts";
import type { Language } from "./languages/language.ts";
import type { Files, Unit } from "./model/unit.ts";
import { once } from "./text/once.ts";
import type { SourceFile } from "./text/source-file.ts";

/** The files of one language. */
export interface Group {
  readonly language: Language;
  readonly paths: readonly string[];
  /** Reads the trees of the files, which take far more room than their texts: a scan asks for one language at a time. */
  readonly units: () => readonly Unit[];
}

export function groupsOf(
  files: { readonly all: () => Iterable<SourceFile>; readonly get: Files["get"] },
  excluded: (path: string) => boolean,
): readonly Group[] {
  const byLanguage = new Map(loadedLanguages().map((language) => [language, new Set<string>()]));
  for (const file of files.all()) {
    if (excluded(file.path)) continue;
    for (const language of byLanguage.keys())
      if (language.role(file)) byLanguage.get(language)?.add(file.path);
  }
  return [...byLanguage].map(([language, those]) => {
    const paths = [...those];
    // Holds no file itself: a newer one may take its place before the units are asked for.
    const present = () =>
      new Map(
        paths.flatMap((path) => {
          const file = files.get(path);
          return file ? [[path, file] as const] : [];
        }),
      );
    const units = once(() => (paths.length > 0 ? language.units(present()) : []));
    return { language, paths, units };
  });
}

/** The files of a unit, values for its variables included. */
export function membersOf(unit: Unit): readonly string[] {
  return [...new Set([...unit.files, ...unit.variants.flatMap((variant) => variant.values)])];
}

/** Tells a unit from all others of the workspace. */
export function keyOf(unit: Unit): string {
  return `${unit.language} ${unit.id}`;
}
