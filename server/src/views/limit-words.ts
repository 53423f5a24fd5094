// Words for what limits leave of a policy to those who hold it: permission boundaries, policies of the organisation. Decides nothing.

import type { LimitedHolder } from "../analyses/access/limited-holders.ts";
import { reasonText } from "../expressions/reason.ts";
import { few } from "./list-words.ts";

const mostHolders = 3;
const mostNames = 3;

/** `whole`: the capabilities that the policy gives where nothing limits it. */
export function limitLines(
  limited: readonly LimitedHolder[],
  whole: readonly string[],
): readonly string[] {
  const rest = limited.length - mostHolders;
  return [
    ...limited.slice(0, mostHolders).flatMap((each) => holderLines(each, whole)),
    ...(rest > 0 ? [`${rest} more hold it within limits`] : []),
  ];
}

function holderLines(holder: LimitedHolder, whole: readonly string[]): readonly string[] {
  const { subject, boundary, by, maybe, has } = holder;
  const lines: string[] = [];
  const limits = [
    ...(boundary && !boundary.unknown ? [boundaryWords(boundary.name)] : []),
    ...organization(by),
  ].join(" and ");
  if (boundary?.unknown)
    lines.push(
      `What ${boundaryWords(boundary.name)} leaves to ${subject} is not known: ${reasonText(boundary.unknown)}`,
    );
  else if (limits !== "" && whole.length + has.length > 0)
    lines.push(
      whole.every((each) => has.includes(each))
        ? `Within ${limits} ${subject} has this power, too`
        : `Within ${limits} ${subject} has: ${capabilityWords(has)}${openText(holder)}`,
    );
  const [first] = organization(maybe);
  if (first !== undefined)
    lines.push(`${first.replace(/^t/, "T")} may limit ${subject}${limits === "" ? "" : ", too"}`);
  return lines;
}

function boundaryWords(name: string): string {
  return name === "" ? "the permission boundary" : `permission boundary ${name}`;
}

function openText({ has, more }: LimitedHolder): string {
  return more && has.length > 0 ? ", perhaps more" : "";
}

function organization(names: readonly string[]): readonly string[] {
  return names.length === 0
    ? []
    : [`the organisation's ${names.length === 1 ? "policy" : "policies"} ${few(names, mostNames)}`];
}

/** An administrator has all others. */
export function capabilityWords(has: readonly string[]): string {
  if (has.length === 0) return "no sensitive power";
  const named = has.includes("administrator") ? ["administrator"] : has;
  return named.map((each) => each.replaceAll("-", " ")).join(", ");
}
