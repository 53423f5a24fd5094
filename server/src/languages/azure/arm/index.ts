// ARM templates as a language: what each stage of reading and writing them is.

import type { Language } from "../../language.ts";
import { checkFile } from "./check.ts";
import { ignoreEdits, writtenIgnores } from "./ignore.ts";
import { readUnit } from "./read.ts";
import { roleOf } from "./recognise.ts";
import { unitsOf } from "./units.ts";
import { writeChanges } from "./write.ts";

export const arm: Language = {
  id: "arm",
  role: roleOf,
  units: unitsOf,
  read: readUnit,
  check: checkFile,
  ignores: writtenIgnores,
  write: writeChanges,
  ignore: ignoreEdits,
};
