// In which account a resource of a unit stands, as far as its provider says; knows no policy.

import type { Truth } from "../../expressions/truth.ts";
import type { Reason, Value } from "../../expressions/value.ts";
import { effective, isText, items, wholeText } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { declarationOf, ofKind } from "../../model/resource.ts";
import { readArn } from "./arn.ts";
import { refersTo } from "./references.ts";

export interface Account {
  /** Providers that say the same reach the same account; others may do so too. */
  readonly key: string;
  readonly id?: string;
  /** The account that the unit itself declares. */
  readonly member?: Resource;
}

export interface Accounts {
  readonly of: (resource: Resource) => Account;
  /** Everything that the unit deploys stands in one account. */
  readonly single: boolean;
}

/** `own`: the accounts that are known to be one's own. */
export function accountsOf(model: Model, own: ReadonlySet<string>): Accounts {
  const byProvider = new Map<string, Account>();
  for (const provider of ofKind(model, "aws.provider")) {
    const [id] = provider.declarations;
    if (id !== undefined) byProvider.set(id, accountOf(provider, model));
  }
  const [only, ...others] = own;
  const unsaid: Account = byProvider.get(defaultProvider) ?? { key: nothingSaid };
  const single =
    new Set([unsaid.key, ...[...byProvider.values()].map((each) => each.key)]).size < 2;
  const sole = single && only !== undefined && others.length === 0 ? only : undefined;
  const known = (account: Account): Account =>
    account.id === undefined && account.member === undefined && sole !== undefined
      ? { ...account, id: sole }
      : account;
  return {
    single,
    of: (resource) => {
      const provider = declarationOf(model, resource.declarations[0])?.provider;
      if (provider === undefined) return known(unsaid);
      return known(byProvider.get(provider) ?? { key: provider });
    },
  };
}

/** Do both stand for one account? */
export function sameAccount(a: Account, b: Account): Truth {
  if (a.key === b.key || (a.member !== undefined && a.member === b.member)) return "yes";
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id ? "yes" : "no";
  return a.member !== undefined && b.member !== undefined ? "no" : "unknown";
}

const defaultProvider = "provider.aws";

function accountOf(provider: Resource, model: Model): Account {
  const { attributes } = provider;
  const role = attributes.get("assumed-role");
  const allowed = items(attributes.get("allowed-accounts")).map((each) => wholeText(each));
  const arn = role && readArn(role);
  const [listed, ...more] = allowed;
  const inRole = arn && "text" in arn.account ? arn.account.text : undefined;
  const id = inRole ?? (more.length === 0 ? listed : undefined);
  const member =
    arn && "unknown" in arn.account
      ? ofKind(model, "aws.organizations.account").find(
          (each) => role !== undefined && each.exists === "yes" && refersTo(role, each),
        )
      : undefined;
  const said = ["assumed-role", "allowed-accounts", "profile"].map((name) =>
    saidBy(attributes.get(name)),
  );
  return {
    key: said.join(" "),
    ...(id !== undefined && /^\d{12}$/.test(id) ? { id } : {}),
    ...(member ? { member } : {}),
  };
}

const nothingSaid = ["", "", ""].join(" ");

/** The value as a text that is the same for what is the same; empty where nothing is written. */
function saidBy(value: Value | undefined): string {
  if (!value) return "";
  const decided = effective(value);
  if (decided.state === "absent") return "";
  if (decided.state === "unknown") return unsaidBy(decided.reason);
  if (decided.value !== null && isText(decided.value))
    return decided.value.parts
      .map((part) => ("hole" in part ? JSON.stringify(part.hole) : part.text))
      .join("");
  return items(decided).map(saidBy).join(",");
}

/** What a provider does not say is read from where it runs, which is one place for all. */
function unsaidBy(reason: Reason): string {
  return reason.kind === "data" ? "" : JSON.stringify(reason);
}
