// CloudFormation templates in YAML and JSON, as a language that msplint reads and writes.

import type { Language } from "../language.ts";
import { readUnit } from "./declarations.ts";
import { ignoreAt } from "./ignore.ts";
import { readText } from "./in-string.ts";
import { ignoresOf } from "./metadata.ts";
import { problemsOf } from "./problems.ts";
import { roleOf } from "./recognise.ts";
import { unitsOf } from "./units.ts";
import { writeChanges } from "./write.ts";

export const cloudformation: Language = {
  id: "cloudformation",
  role: roleOf,
  units: unitsOf,
  read: readUnit,
  readText,
  check: problemsOf,
  ignores: ignoresOf,
  write: writeChanges,
  ignore: ignoreAt,
};
