// Whether a policy's principals mean a caller, and how closely they name it; knows no action and no layer.

import type { Truth } from "../../expressions/truth.ts";
import { any, truth } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { wholeText } from "../../expressions/value.ts";
import type { Principals } from "../../model/document.ts";

/** Who makes a request. */
export interface Caller {
  readonly kind:
    | "user"
    | "session"
    | "role"
    | "root"
    | "federated-user"
    | "service"
    | "federated"
    | "anonymous";
  /** As it was given: an ARN, a service, an identity provider. */
  readonly name: string;
  readonly account?: string;
  /** For a session, the name of its role. */
  readonly role?: string;
  readonly partition?: string;
}

export function callerOfName(name: string): Caller {
  if (name === "anonymous") return { kind: "anonymous", name };
  const arn = /^arn:([a-z-]+):(iam|sts)::(\d{12}):(.+)$/.exec(name);
  if (!arn)
    return {
      kind:
        /\.amazonaws\.com/.test(name) && !name.startsWith("cognito-identity.")
          ? "service"
          : "federated",
      name,
    };
  const [, partition = "", , account = "", resource = ""] = arn;
  const common = { name, account, partition };
  if (resource === "root") return { kind: "root", ...common };
  const [type, ...rest] = resource.split("/");
  switch (type) {
    case "user":
      return { kind: "user", ...common };
    case "role":
      return { kind: "role", ...common, role: rest.at(-1) ?? "" };
    case "assumed-role":
      return { kind: "session", ...common, role: rest[0] ?? "" };
    case "federated-user":
      return { kind: "federated-user", ...common };
    default:
      return { kind: "federated", name, partition };
  }
}

/** How closely a policy names a caller: as everyone, as its account, as its role, as itself. */
export interface Named {
  readonly everyone: Truth;
  readonly account: Truth;
  readonly role: Truth;
  readonly itself: Truth;
}

const nobody: Named = { everyone: "no", account: "no", role: "no", itself: "no" };

export function namedBy(principals: Principals, caller: Caller): Named {
  const found = { everyone: "no", account: "no", role: "no", itself: "no" } as {
    -readonly [Way in keyof Named]: Truth;
  };
  for (const { type, value } of principals.items) {
    const one = namedByOne(type, value, caller);
    for (const way of ["everyone", "account", "role", "itself"] as const)
      found[way] = any([found[way], one[way]]);
  }
  if (principals.more) {
    for (const way of ["everyone", "account", "role", "itself"] as const)
      found[way] = any([found[way], "unknown"]);
  }
  return found;
}

export function isNamed(named: Named): Truth {
  return any([named.everyone, named.account, named.role, named.itself]);
}

function namedByOne(type: string, value: Value, caller: Caller): Named {
  const text = wholeText(value);
  switch (type) {
    case "AWS":
      return namedByAws(text, caller);
    case "Service":
      if (caller.kind !== "service") return nobody;
      return { ...nobody, itself: text === undefined ? "unknown" : truth(text === caller.name) };
    case "Federated":
      if (caller.kind !== "federated") return nobody;
      return { ...nobody, itself: text === undefined ? "unknown" : truth(text === caller.name) };
    default:
      return nobody;
  }
}

function namedByAws(text: string | undefined, caller: Caller): Named {
  if (text === "*")
    return caller.kind === "service" || caller.kind === "federated"
      ? nobody
      : { ...nobody, everyone: "yes" };
  if (caller.account === undefined) return nobody;
  if (text === undefined)
    return { ...nobody, account: "unknown", role: "unknown", itself: "unknown" };
  if (text === caller.account) return { ...nobody, account: "yes" };
  const arn = /^arn:([a-z-]+):(iam|sts)::(\d{12}):(.+)$/.exec(text);
  if (!arn) return nobody;
  const [, partition, , account, resource = ""] = arn;
  if (account !== caller.account || partition !== caller.partition) return nobody;
  if (resource === "root") return { ...nobody, account: "yes" };
  if (text === caller.name) return { ...nobody, itself: "yes" };
  // The name of a role is unique in its account, whatever its path.
  if (resource.startsWith("role/") && caller.role !== undefined)
    return {
      ...nobody,
      role: truth(resource.slice(resource.lastIndexOf("/") + 1) === caller.role),
    };
  return nobody;
}
