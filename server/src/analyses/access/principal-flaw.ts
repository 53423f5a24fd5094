// Why AWS refuses a principal of a policy, so that the deployment fails. Knows no party and no statement.

import type { Place, Value } from "../../expressions/value.ts";
import { absent, effective, textValue, unknown } from "../../expressions/value.ts";
import type { Principal } from "../../model/document.ts";
import { hasHole, marked } from "./pattern.ts";

/** A part of a sentence: what is wrong, or undefined where nothing is for certain. */
export function principalFlaw({ type, value }: Principal): string | undefined {
  const written = type === "AWS" ? marked(value) : undefined;
  if (written === undefined || written === "*") return undefined;
  // A number has lost its leading zeros.
  if (/^\d+$/.test(written)) return written.length === 12 ? undefined : wrongAccount;
  const [arn, , service, , account, ...rest] = written.split(":");
  if (arn !== "arn" || (service !== "iam" && service !== "sts")) return undefined;
  const resource = rest.join(":");
  // Everybody of every account is what such an ARN is taken for.
  if (account !== undefined && /[*?]/.test(account)) return undefined;
  if (/[*?]/.test(resource)) return "it takes no wildcard within a principal";
  if (account === undefined || hasHole(account)) return undefined;
  if (rest.length === 0 || account === "")
    return hasHole(written) ? undefined : "it names no account";
  // Services have words for accounts (cloudfront), and what is no number is to be filled in.
  return /^\d+$/.test(account) && account.length !== 12 ? wrongAccount : undefined;
}

const wrongAccount = "an account id has 12 digits";

/** The same as an attribute; what is not known at all may be anything. */
export function principalFlawValue(principal: Principal, at: Place): Value {
  const flaw = principalFlaw(principal);
  if (flaw !== undefined) return textValue(flaw, at);
  const decided = effective(principal.value);
  return decided.state === "unknown" &&
    principal.type === "AWS" &&
    decided.reason.kind !== "computed"
    ? unknown(decided.reason, at)
    : absent(at);
}
