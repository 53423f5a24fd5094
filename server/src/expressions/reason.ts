// Words for people about why a value is not known.

import type { Reason } from "./value.ts";

export function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case "parameter":
      return `"${reason.name}" has no value here`;
    case "computed":
      return `the cloud decides ${reason.declaration}.${reason.attribute} when it deploys`;
    case "own":
      return `it is the environment's own ${ownNames[reason.what]}`;
    case "data":
      return `it is read from the cloud by ${reason.name}`;
    case "function":
      return `the function ${reason.name} is not evaluated`;
    case "module":
      return `it comes from the module ${reason.name}, which is not read`;
    case "file":
      return `the file ${reason.name} is not in view`;
    case "undeclared":
      return `nothing declares "${reason.name}"`;
    case "condition":
      return reason.on
        ? `what it depends on is not known: ${reasonText(reason.on)}`
        : "a condition on it cannot be decided";
    case "cycle":
      return `"${reason.name}" refers to itself`;
    case "limit":
      return `a limit is reached: ${reason.what}`;
    case "error":
      return `the expression has an error: ${reason.message}`;
    case "missing":
      return "nothing is written here yet";
    case "unsupported":
      return `${reason.what} is not evaluated`;
  }
}

/** A file that a function reads is longer than a string may be. */
export function tooLong(path: string, length: number, limit: number): Reason {
  const kib = (size: number) => Math.ceil(size / 1024);
  return {
    kind: "limit",
    what: `${path} has ${kib(length)} KiB, and ${kib(limit)} KiB of a text are read`,
  };
}

const ownNames = {
  "aws-account": "AWS account",
  "aws-partition": "AWS partition",
  "aws-region": "AWS region",
  "aws-url-suffix": "AWS domain",
  "azure-tenant": "Azure tenant",
  "azure-subscription": "Azure subscription",
  "azure-resource-group": "resource group",
  "azure-principal": "deploying principal",
} as const;
