// Words for an `access.grant` in one line: who, with what power, behind which guard. Decides nothing.

import { reasonText } from "../expressions/reason.ts";
import type { Value } from "../expressions/value.ts";
import { effective, isList, wholeText } from "../expressions/value.ts";
import type { Resource } from "../model/resource.ts";

/** Who it is and how that is known: "Contoso, a provider listed in .msplint.yaml". */
export function whoText(grant: Resource): string {
  const party = grant.attributes.get("party");
  if (party?.state === "unknown") return `Somebody: ${reasonText(party.reason)}`;
  const name = wholeText(party) ?? "Somebody";
  const kind = wholeText(grant.attributes.get("party-kind")) ?? "";
  return `${name}${kinds.get(kind) ?? ""}`;
}

const kinds: ReadonlyMap<string, string> = new Map([
  ["provider", ", a provider listed in .msplint.yaml"],
  ["customer", ", a customer listed in .msplint.yaml"],
  ["known-vendor", ", a known vendor that the register does not name"],
  ["undeclared", ", which the register does not name"],
  ["service", ", an AWS service"],
]);

/** What the grant gives: "administrator by AdministratorAccess". */
export function powerText(grant: Resource): string {
  const power = grant.attributes.get("power");
  const decided = power && effective(power);
  if (!decided || decided.state !== "known" || decided.value === null || !isList(decided.value))
    return decided?.state === "unknown" ? "power not known" : "no policy in view";
  const names = decided.value.items.flatMap((item) => wholeText(item) ?? []);
  const right = wholeText(grant.attributes.get("right"));
  const by = right === undefined ? "" : ` by ${right}`;
  const open = decided.value.more ? ", perhaps more" : "";
  if (names.includes("administrator")) return `administrator${by}`;
  if (names.length === 0 && decided.value.more) return "power not known";
  if (names.length === 0) return by === "" ? "no policy in view" : `no sensitive power${by}`;
  const shown = names.slice(0, mostNames).map((name) => name.replaceAll("-", " "));
  return `${shown.join(", ")}${names.length > mostNames ? " and more" : ""}${by}${open}`;
}

const mostNames = 3;

/** What stands between the party and the power: "no external ID, MFA". Empty where no guard applies. */
export function guardText(grant: Resource): string {
  const through = wholeText(grant.attributes.get("through"));
  const words = [
    through === "closed-trust" ? "nobody gets in as it is written" : "",
    guardWord(grant.attributes.get("external-id"), "external ID"),
    guardWord(grant.attributes.get("mfa"), "MFA"),
    ...listOf(grant.attributes.get("narrowed-by")).map((each) => `only by ${each}`),
  ];
  return words.filter((each) => each !== "").join(", ");
}

function guardWord(guard: Value | undefined, name: string): string {
  if (guard?.state === "unknown") return `${name} not known`;
  switch (wholeText(guard)) {
    case "effective":
    case "enforced":
      return name;
    case "bypassable":
      return `${name} can be got round`;
    case "dead":
      return `${name} condition without effect`;
    case "absent":
      return `no ${name}`;
    default:
      return "";
  }
}

function listOf(value: Value | undefined): readonly string[] {
  if (value?.state !== "known" || value.value === null || !isList(value.value)) return [];
  return value.value.items.flatMap((item) => wholeText(item)?.replaceAll("-", " ") ?? []);
}

/** The grant without who: "role msp: administrator by AdministratorAccess; no external ID, no MFA". */
export function grantText(grant: Resource): string {
  const subject = wholeText(grant.attributes.get("subject")) ?? grant.name;
  return [`${subject}: ${powerText(grant)}`, guardText(grant)]
    .filter((each) => each !== "")
    .join("; ");
}

/** One line above what grants it: "Contoso · administrator by AdministratorAccess · no external ID". */
export function lensText(grant: Resource): string {
  return [whoText(grant), powerText(grant), guardText(grant)]
    .filter((each) => each !== "")
    .join(" · ");
}
