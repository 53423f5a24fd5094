// Whether MFA guards what people may change by their policies. Knows no trust: that of roles is guarded there.

import type { Truth } from "../../expressions/truth.ts";
import { all } from "../../expressions/truth.ts";
import type { Place, Trail, Value } from "../../expressions/value.ts";
import { textValue, unknown, wholeText } from "../../expressions/value.ts";
import type { Statement } from "../../model/document.ts";
import { askedAction } from "./asked.ts";
import type { PolicySource } from "./attachments.ts";
import type { GuardCondition } from "./guards.ts";
import { mfaGuard } from "./guards.ts";
import { writesSomething } from "./rights.ts";
import { coversAction, coversAll } from "./statement.ts";

export interface PeopleMfa {
  /** partial: some of it is guarded; not-applicable: nothing that is known may be changed. */
  readonly state: "enforced" | "bypassable" | "partial" | "absent" | "unknown" | "not-applicable";
  /** The first statement that lets something be changed without MFA. */
  readonly at?: Place;
  readonly via?: readonly Trail[];
  /** The only statement that lets something be changed, where it is absent there. */
  readonly statement?: Place;
  /** The only condition that can be got round. */
  readonly flaw?: GuardCondition;
}

export function peopleMfa(sources: readonly PolicySource[]): PeopleMfa {
  const written = sources.flatMap(({ document, kind, at, via }) => {
    if ("unknown" in document) return [];
    // The text of a managed policy stands nowhere; its attachment does.
    const attached = kind === "aws-managed" ? { attached: at } : {};
    return document.statements.map((statement) => ({ statement, via, ...attached }));
  });
  const denies = written.filter((each) => each.statement.effect === "deny");
  const changing = written.filter(
    ({ statement }) => statement.effect === "allow" && writesSomething(statement) === "yes",
  );
  const guards = changing.map(({ statement: allow }) =>
    mfaGuard({
      allow,
      denies: denies.map(({ statement }) => ({ statement, applies: applies(statement, allow) })),
    }),
  );
  const states = guards.map((each) => each.state);
  const place = (state: string): Pick<PeopleMfa, "at" | "via"> => {
    const found = changing[states.findIndex((each) => each === state)];
    if (!found) return {};
    const { statement, via, attached } = found;
    const { actions, notActions, at } = statement;
    return { at: attached ?? (actions ?? notActions)?.at ?? at, via };
  };
  if (states.length === 0) return { state: "not-applicable" };
  if (states.includes("unknown")) return { state: "unknown", ...place("unknown") };
  if (states.every((each) => each === "absent")) {
    const [only, ...others] = changing;
    const alone = only && others.length === 0 && !only.attached;
    const statement = alone ? { statement: only.statement.at } : {};
    return { state: "absent", ...place("absent"), ...statement };
  }
  if (states.includes("absent")) return { state: "partial", ...place("absent") };
  if (states.includes("bypassable")) {
    const flaws = new Set(
      guards.flatMap((each) => (each.state === "bypassable" ? each.conditions : [])),
    );
    const [only, ...others] = new Set([...flaws].map((each) => each.condition));
    const flaw = [...flaws].find((each) => each.condition === only);
    if (!flaw || others.length > 0) return { state: "bypassable", ...place("bypassable") };
    return { state: "bypassable", at: flaw.condition.operatorPlace, flaw };
  }
  return { state: "enforced" };
}

export function peopleMfaValue({ state, at, via }: PeopleMfa, holderAt: Place): Value {
  const place = at ?? holderAt;
  return state === "unknown"
    ? unknown({ kind: "condition" }, place, via)
    : textValue(state, place, via);
}

/** Does the Deny speak of everything that the other statement allows? */
function applies(deny: Statement, allow: Statement): Truth {
  const { actions } = allow;
  const everywhere = coversAll(deny);
  if (everywhere === "no") return "no";
  // What is allowed by leaving out is nearly everything, and so is what is denied in that way.
  if (!actions) return deny.notActions ? everywhere : "unknown";
  const covered = actions.values.map((value): Truth => {
    const text = wholeText(value);
    return text === undefined ? "unknown" : coversAction(deny, askedAction(text));
  });
  return all([everywhere, ...covered]);
}
