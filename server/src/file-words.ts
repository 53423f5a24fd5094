// What the text of a file says by itself: syntax problems and ignores; kept with the text, not with the tree.

import { writtenIgnores } from "./check/suppress.ts";
import { loadedLanguages } from "./languages/index.ts";
import type { WrittenIgnore } from "./languages/language.ts";
import type { Problem } from "./text/problem.ts";
import type { SourceFile } from "./text/source-file.ts";

interface Words {
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly ignores: readonly WrittenIgnore[];
}

export class FileWords {
  private readonly known = new Map<string, Words>();

  of(file: SourceFile): Words {
    const present = this.known.get(file.path);
    if (present?.text === file.text) return present;
    const those = loadedLanguages().filter((language) => language.role(file));
    const words: Words = {
      text: file.text,
      problems: those.flatMap((language) => language.check(file)),
      ignores: writtenIgnores(
        file,
        those.flatMap((language) => language.ignores(file)),
        () => those.flatMap((language) => language.longTexts?.(file) ?? []),
      ),
    };
    this.known.set(file.path, words);
    return words;
  }
}
