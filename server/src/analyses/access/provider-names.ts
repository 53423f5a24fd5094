// Whether a name that people chose holds the name of a provider of the register. Knows no resource.

import type { Provider } from "../../model/register.ts";

/** `contoso-support`, `ContosoAdmins` and `/providers/contoso/` hold the name of Contoso. */
export function bearsName({ name }: Provider, words: readonly string[]): boolean {
  const wanted = letters(name.replace(legalForm, ""));
  if (wanted.length < 3) return false;
  return words.some((word) =>
    wanted.length < shortName ? tokens(word).includes(wanted) : letters(word).includes(wanted),
  );
}

/** Nobody calls a user by the legal form of the company. */
const legalForm =
  /[,\s]+(?:gmbh|ag|se|kg|inc|ltd|llc|llp|plc|corp|corporation|limited|co|b\.?v|s\.?a|s\.?r\.?l|pty)\.?$/i;

/** A short name stands in many words by chance, so it counts only as a word of its own. */
const shortName = 5;

function letters(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function tokens(word: string): readonly string[] {
  return word
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]/);
}
