// What Terraform 1.11's functions take: how many arguments, of which types, and whether they may be null.

import type { Type } from "../value-type.ts";

export interface Parameter {
  readonly type: Type;
  readonly nullable: boolean;
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  /** What any number of further arguments are. */
  readonly rest?: Parameter;
}

/** A name and its parameters; `?`: may be null, `...`: any number, `any`: the function looks itself. */
const written = `
abs number
abspath string
alltrue list(bool)
anytrue list(bool)
base64decode string
base64encode string
base64gzip string
base64sha256 string
base64sha512 string
basename string
bcrypt string number...
can any
ceil number
chomp string
chunklist list(any) number
cidrhost string number
cidrnetmask string
cidrsubnet string number number
cidrsubnets string number...
coalesce any?...
coalescelist any?...
compact list(string)
concat any...
contains any any
csvdecode string
dirname string
distinct list(any)
element any number
endswith string string
ephemeralasnull any?
file string
filebase64 string
filebase64sha256 string
filebase64sha512 string
fileexists string
filemd5 string
fileset string string
filesha1 string
filesha256 string
filesha512 string
flatten any
floor number
format string any?...
formatdate string string
formatlist string any?...
indent number string
index any any
issensitive any?
join string list(string)...
jsondecode string
jsonencode any?
keys any
length any
log number number
lookup any string any?...
lower string
matchkeys list(any) list(any) list(any)
max number...
md5 string
merge any?...
min number...
nonsensitive any?
one any
parseint any number
pathexpand string
plantimestamp
pow number number
range number...
regex string string
regexall string string
replace string string string
reverse any
rsadecrypt string string
sensitive any?
setintersection set(any) set(any)...
setproduct any...
setsubtract set(any) set(any)
setunion set(any) set(any)...
sha1 string
sha256 string
sha512 string
signum number
slice any number number
sort list(string)
split string string
startswith string string
strcontains string string
strrev string
substr string number number
sum any
templatefile string any
templatestring string any
textdecodebase64 string string
textencodebase64 string string
timeadd string string
timecmp string string
timestamp
title string
tobool any?
tolist any?
tomap any?
tonumber any?
toset any?
tostring any?
transpose map(list(string))
trim string string
trimprefix string string
trimspace string
trimsuffix string string
try any...
upper string
urlencode string
uuid
uuidv5 string string
values any
yamldecode string
yamlencode any?
zipmap list(string) any
`;

export const signatures: ReadonlyMap<string, Signature> = new Map(
  written
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", ...words] = line.split(" ");
      return [name, signatureOf(words)];
    }),
);

function signatureOf(words: readonly string[]): Signature {
  const last = words.at(-1);
  if (!last?.endsWith("...")) return { parameters: words.map(parameterOf) };
  return {
    parameters: words.slice(0, -1).map(parameterOf),
    rest: parameterOf(last.slice(0, -"...".length)),
  };
}

function parameterOf(word: string): Parameter {
  const nullable = word.endsWith("?");
  return { nullable, type: typeOfWord(nullable ? word.slice(0, -1) : word) };
}

function typeOfWord(word: string): Type {
  switch (word) {
    case "string":
    case "number":
    case "bool":
      return word;
    default: {
      const open = word.indexOf("(");
      const is = word.slice(0, Math.max(0, open));
      if (is !== "list" && is !== "set" && is !== "map") return "any";
      return { is, of: typeOfWord(word.slice(open + 1, -1)) };
    }
  }
}
