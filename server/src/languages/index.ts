// The list of languages; adding one is a line here and a folder beside it. Knows when the code of one is needed, not how it reads.

import type { LanguageId } from "../model/declaration.ts";
import type { SourceFile } from "../text/source-file.ts";
import { roleOf as roleInArm } from "./azure/arm/recognise.ts";
import { roleOf as roleInBicep } from "./azure/bicep/recognise.ts";
import { roleOf as roleInCloudFormation } from "./cloudformation/recognise.ts";
import type { Language, Role } from "./language.ts";
import { roleOf as roleInTerraform } from "./terraform/recognise.ts";

interface Listed {
  readonly id: LanguageId;
  readonly role: (file: SourceFile) => Role | undefined;
  /** What reads and writes the language is loaded where the first file of it is at hand. */
  readonly load: () => Promise<Language>;
}

const list: readonly Listed[] = [
  {
    id: "terraform",
    role: (file) => roleInTerraform(file.path),
    load: async () => (await import("./terraform/index.ts")).terraform,
  },
  {
    id: "cloudformation",
    role: roleInCloudFormation,
    load: async () => (await import("./cloudformation/index.ts")).cloudformation,
  },
  {
    id: "arm",
    role: roleInArm,
    load: async () => (await import("./azure/arm/index.ts")).arm,
  },
  {
    id: "bicep",
    role: roleInBicep,
    load: async () => (await import("./azure/bicep/index.ts")).bicep,
  },
];

/** Code only, and each is loaded once: what it says of a text does not depend on when. */
const loaded = new Map<LanguageId, Language>();

/** The languages that a file is of, whether they are loaded or not; for most files none. */
export function languagesOfFile(file: SourceFile): readonly LanguageId[] {
  return list.filter((language) => language.role(file)).map((language) => language.id);
}

/** Which languages of these files have to be loaded before the files can be read. */
export function lackingLanguages(files: Iterable<SourceFile>): readonly LanguageId[] {
  const lacking = list.filter((language) => !loaded.has(language.id));
  if (lacking.length === 0) return [];
  const found = new Set<LanguageId>();
  for (const file of files)
    for (const language of lacking) if (language.role(file)) found.add(language.id);
  return [...found];
}

export async function loadLanguages(
  ids: readonly LanguageId[] = list.map((language) => language.id),
): Promise<void> {
  const wanted = list.filter(({ id }) => ids.includes(id) && !loaded.has(id));
  for (const language of await Promise.all(wanted.map(({ load }) => load())))
    loaded.set(language.id, language);
}

/** Those that are loaded, in the order of the list. */
export function loadedLanguages(): readonly Language[] {
  return list.flatMap(({ id }) => loaded.get(id) ?? []);
}

export function loadedLanguage(id: LanguageId): Language | undefined {
  return loaded.get(id);
}

/** Throws where the language is not loaded: its units come from itself, so that cannot be. */
export function languageOf(id: LanguageId): Language {
  const language = loaded.get(id);
  if (!language) throw new Error(`The language ${id} is not loaded.`);
  return language;
}
