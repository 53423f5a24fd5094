// The Terraform and OpenTofu language: what the other stages may call, and nothing of how it is done.

import type { Language } from "../language.ts";
import { syntaxProblems } from "./file.ts";
import { heredocs, ignoreEdits, writtenIgnores } from "./ignore.ts";
import { readUnit } from "./read.ts";
import { roleOf } from "./recognise.ts";
import { unitsOf } from "./units.ts";
import { writeChanges } from "./write/index.ts";

export const terraform: Language = {
  id: "terraform",
  role: (file) => roleOf(file.path),
  units: unitsOf,
  read: readUnit,
  check: syntaxProblems,
  ignores: writtenIgnores,
  longTexts: heredocs,
  write: writeChanges,
  ignore: ignoreEdits,
};
