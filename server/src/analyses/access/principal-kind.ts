// What a principal of a policy is: an account, a role, a user, an identity provider … Knows no party.

import type { Value } from "../../expressions/value.ts";
import type { Principal, Statement } from "../../model/document.ts";
import { anyCovers, marked } from "./pattern.ts";

export type PrincipalKind =
  | "account"
  | "role"
  | "user"
  | "session"
  | "saml"
  | "oidc"
  | "service"
  | "canonical-user"
  | "anyone";

/** Undefined where it cannot be told. */
export function principalKind(
  principal: Principal,
  statement: Statement,
): PrincipalKind | undefined {
  switch (principal.type) {
    case "Service":
      return "service";
    case "CanonicalUser":
      return "canonical-user";
    case "Federated":
      return federatedKind(principal.value, statement);
    default:
      return awsKind(principal.value);
  }
}

function awsKind(value: Value): PrincipalKind | undefined {
  const written = marked(value);
  if (written === undefined) return undefined;
  if (written === "*") return "anyone";
  if (/^\d{12}$/.test(written)) return "account";
  const resource = /^arn:[^:]*:(?:iam|sts):[^:]*:[^:]*:(.*)$/.exec(written)?.[1];
  if (resource === undefined) return undefined;
  if (resource === "root") return "account";
  return prefixes.find(([prefix]) => resource.startsWith(prefix))?.[1];
}

const prefixes: readonly (readonly [string, PrincipalKind])[] = [
  ["role/", "role"],
  ["user/", "user"],
  ["assumed-role/", "session"],
  ["federated-user/", "session"],
];

/** By the provider's ARN or name; else by what the statement lets it do. */
function federatedKind(value: Value, statement: Statement): PrincipalKind | undefined {
  const written = marked(value);
  if (written !== undefined && /:saml-provider\//.test(written)) return "saml";
  if (written !== undefined && /:oidc-provider\/|^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(written))
    return "oidc";
  const { actions } = statement;
  if (!actions) return undefined;
  const saml = anyCovers(actions, "sts:AssumeRoleWithSAML", true);
  const web = anyCovers(actions, "sts:AssumeRoleWithWebIdentity", true);
  if (saml === "yes" && web === "no") return "saml";
  return web === "yes" && saml === "no" ? "oidc" : undefined;
}
