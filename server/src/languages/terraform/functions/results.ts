// The types that Terraform's functions give, where they do not depend on the arguments.

import type { Type } from "../value-type.ts";

const texts: Type = { is: "list", of: "string" };

const written: readonly (readonly [Type, string])[] = [
  [
    "string",
    `abspath base64decode base64encode base64gzip base64sha256 base64sha512 basename bcrypt chomp
    cidrhost cidrnetmask cidrsubnet dirname file filebase64 filebase64sha256 filebase64sha512 filemd5
    filesha1 filesha256 filesha512 format formatdate indent join jsonencode lower md5 pathexpand
    plantimestamp replace rsadecrypt sha1 sha256 sha512 strrev substr templatestring
    textdecodebase64 textencodebase64 timeadd timestamp title trim trimprefix trimspace trimsuffix
    upper urlencode uuid uuidv5 yamlencode`,
  ],
  ["number", "abs ceil floor index length log max min parseint pow signum sum timecmp"],
  ["bool", "alltrue anytrue can contains endswith fileexists issensitive startswith strcontains"],
  [texts, "cidrsubnets compact formatlist sort split"],
  [{ is: "list", of: "number" }, "range"],
  [{ is: "set", of: "string" }, "fileset"],
  [{ is: "map", of: texts }, "transpose"],
];

/** None of these ever gives null. */
export const resultTypes: ReadonlyMap<string, Type> = new Map(
  written.flatMap(([type, names]) => names.split(/\s+/).map((name) => [name, type] as const)),
);
