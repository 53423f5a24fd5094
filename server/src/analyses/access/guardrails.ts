// What the organisation's service control policies deny to one role or user. Knows no way in.

import type { Place, Value } from "../../expressions/value.ts";
import { absent, known, wholeText } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Condition, Statement } from "../../model/document.ts";
import type { Model, Resource } from "../../model/resource.ts";
import type { Request } from "./conditions.ts";
import { policiesInForce } from "./organization.ts";
import { marked } from "./pattern.ts";
import { meetsConditions } from "./statement.ts";

export interface Guardrails {
  /** Without conditions: those that are left hold for whatever the holder does. */
  readonly denies: readonly Statement[];
  /** The policies whose denials hold. */
  readonly by: readonly Value[];
  /** The policies that may limit the holder. */
  readonly maybe: readonly Value[];
}

export const noGuardrails: Guardrails = { denies: [], by: [], maybe: [] };

export function guardrailsOf(holder: Resource, model: Model, context: AnalysisContext): Guardrails {
  const { account, certain, possible } = policiesInForce(
    holder,
    "SERVICE_CONTROL_POLICY",
    model,
    context,
  );
  if (certain.length === 0 && possible.length === 0) return noGuardrails;
  const denies: Statement[] = [];
  const by: Value[] = [];
  const maybe: Value[] = [...possible];
  const request = requestOf(holder, account);
  for (const policy of certain) {
    const before = denies.length;
    let open = false;
    for (const statement of policy.denies) {
      const met = meetsConditions(statement, (key) => request(key, statement.conditions));
      if (met === "yes") denies.push({ ...statement, conditions: [] });
      else if (met === "unknown") open = true;
    }
    if (denies.length > before) by.push(policy.name);
    if (open && !maybe.includes(policy.name)) maybe.push(policy.name);
  }
  return { denies, by, maybe };
}

/** The names of policies as an attribute; absent where there are none. */
export function guardrailNames(names: readonly Value[], at: Place): Value {
  const [first] = names;
  return first ? known({ type: "list", items: names }, first.at) : absent(at);
}

/** What is known of every request of the holder, whatever it asks for. */
function requestOf(
  holder: Resource,
  account: string | undefined,
): (key: string, conditions: readonly Condition[]) => ReturnType<Request> {
  const kind = holder.kind === "aws.iam.user" ? "user" : "role";
  const name = wholeText(holder.attributes.get("name"));
  const path = wholeText(holder.attributes.get("path")) ?? "/";
  const arn =
    name === undefined ? undefined : `arn:aws:iam::${account ?? anyAccount}:${kind}${path}${name}`;
  return (key, conditions) => {
    switch (key) {
      case "aws:principalisawsservice":
        return ["false"];
      case "aws:principalaccount":
        return account === undefined ? undefined : [account];
      case "aws:principalarn":
        return arn === undefined || (account === undefined && conditions.some(namesAccount))
          ? undefined
          : [arn];
      default:
        return undefined;
    }
  };
}

/** In place of an account that is not known, where no pattern asks which it is. */
const anyAccount = "999999999999";

function namesAccount({ values }: Condition): boolean {
  return values.values.some((each) => /:iam::(?!\*:)[^:]*:/.test(marked(each) ?? ""));
}
