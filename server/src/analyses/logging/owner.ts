// In whose account a store of logs is, as far as its name or ARN says. Knows no policy of the store.

import type { Reason, TextPart, Value } from "../../expressions/value.ts";
import { effective, isText, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Register } from "../../model/register.ts";
import type { Model } from "../../model/resource.ts";
import { declarationOf } from "../../model/resource.ts";

export type Owner =
  | { readonly kind: string; readonly name?: string }
  | { readonly unknown: Reason };

export function ownerOf(
  store: Value,
  model: Model,
  { register, customer }: AnalysisContext,
): Owner {
  const decided = effective(store);
  const made = decided.via.some(({ declaration }) => isMade(declaration, model));
  if (made) return { kind: "own" };
  if (decided.state === "unknown") {
    const { reason } = decided;
    return reason.kind === "computed" && isMade(reason.declaration, model)
      ? { kind: "own" }
      : { unknown: reason };
  }
  if (decided.state !== "known" || !isText(decided.value)) return { unknown: { kind: "missing" } };
  const { parts } = decided.value;
  if (parts.some(isOwnAccount)) return { kind: "own" };
  const whole = wholeText(decided);
  const named = whole === undefined ? undefined : namedIn(register, whole);
  if (named) return named;
  const account = parts
    .map((part) => ("text" in part ? accountIn(part.text) : undefined))
    .find((each) => each !== undefined);
  if (account !== undefined) return accountOwner(account, register, customer);
  const hole = parts.find((part) => "hole" in part);
  if (hole && "hole" in hole) {
    const { hole: reason } = hole;
    return reason.kind === "computed" && isMade(reason.declaration, model)
      ? { kind: "own" }
      : { unknown: reason };
  }
  return {
    unknown: { kind: "unsupported", what: "the account of a bucket without one in its name" },
  };
}

/** What the unit makes is one's own; what it only looks up may be anybody's. */
function isMade(declaration: string | undefined, model: Model): boolean {
  const found = declarationOf(model, declaration);
  return found !== undefined && !found.existing;
}

/** Names of buckets are often made of the account that they are in. */
function isOwnAccount(part: TextPart): boolean {
  return "hole" in part && part.hole.kind === "own" && part.hole.what === "aws-account";
}

/** The register can name a bucket by its ARN. */
function namedIn(register: Register, store: string): Owner | undefined {
  const arn = store.startsWith("arn:") ? store : `arn:aws:s3:::${store}`;
  const provider = register.providers.find((each) => each.principals.includes(arn));
  return provider && { kind: "provider", name: provider.name };
}

function accountIn(text: string): string | undefined {
  return /(?<![0-9])[0-9]{12}(?![0-9])/.exec(text)?.[0];
}

function accountOwner(account: string, register: Register, customer: string | undefined): Owner {
  if (register.own.awsAccounts.includes(account)) return { kind: "own" };
  const provider = register.providers.find((each) => each.awsAccounts.includes(account));
  if (provider) return { kind: "provider", name: provider.name };
  const other = register.customers.find((each) => each.awsAccounts.includes(account));
  if (other)
    return other.name === customer ? { kind: "own" } : { kind: "customer", name: other.name };
  return { kind: "undeclared", name: `AWS account ${account}` };
}
