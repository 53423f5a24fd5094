// Of which types of a service the resources are that a statement names. Knows no action.

import type { Statement } from "../../model/document.ts";
import { wildcard } from "../../model/glob.ts";
import { overlap, resourcePattern } from "./arn-pattern.ts";
import { askedType } from "./asked.ts";
import { askedStatement } from "./asked-statement.ts";
import { hole, widest } from "./pattern.ts";

/**
 * The types that the statement may speak of. A name for objects looks like one for buckets, whose
 * star is any text: of types that take in each other the narrowest that takes in the name counts.
 */
export function typesReached(
  statement: Statement,
  types: readonly string[],
  service: string,
): ReadonlySet<string> {
  const { resources } = statement;
  if (!resources) {
    const asked = askedStatement(statement);
    return new Set(types.filter((type) => asked.reaches(askedType(type)) !== "no"));
  }
  if (resources.more) return new Set(types);
  const reached = new Set<string>();
  for (const value of resources.values) {
    const { own: written, everything } = resourcePattern(value);
    // What is not known, or made by another declaration, may be of any type.
    if (written === undefined || everything === "yes") return new Set(types);
    // The ARN of another resource of the unit, with something behind it.
    const whole = written.startsWith(hole) ? `${service}:*${written.slice(1)}` : written;
    for (const type of typesOf(widest(whole), types)) reached.add(type);
  }
  return reached;
}

function typesOf(name: string, types: readonly string[]): readonly string[] {
  const fitting = types.filter((type) => overlap(name, askedType(type).own));
  if (fitting.length < 2) return fitting;
  return fitting.filter((type) => {
    const { own } = askedType(type);
    return !fitting.some((each) => {
      const { own: other } = askedType(each);
      return other !== own && wildcard(own, other) && wildcard(other, name);
    });
  });
}
