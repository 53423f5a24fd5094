// The list of languages; adding one is a line here and a folder beside it.

import type { LanguageId } from "../model/declaration.ts";
import type { SourceFile } from "../text/source-file.ts";
import { arm } from "./azure/arm/index.ts";
import { bicep } from "./azure/bicep/index.ts";
import { cloudformation } from "./cloudformation/index.ts";
import type { Language } from "./language.ts";
import { terraform } from "./terraform/index.ts";

export const languages: readonly Language[] = [terraform, cloudformation, arm, bicep];

export function languageOf(id: LanguageId): Language {
  switch (id) {
    case "terraform":
      return terraform;
    case "cloudformation":
      return cloudformation;
    case "arm":
      return arm;
    case "bicep":
      return bicep;
  }
}

export function languageOfFile(file: SourceFile): Language | undefined {
  return languages.find((language) => language.role(file));
}
