// Of which types of a service the resources are that a statement names. Knows no action.

import type { Statement } from "../../model/document.ts";
import { wildcard } from "../../model/glob.ts";
import { overlap, ownPattern, reaches, typeName } from "./arn-pattern.ts";
import { coversEveryResource, hole, widest } from "./pattern.ts";

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
  if (!resources) return new Set(types.filter((type) => reaches(statement, type) !== "no"));
  if (resources.more) return new Set(types);
  const reached = new Set<string>();
  for (const value of resources.values) {
    const written = ownPattern(value);
    // What is not known, or made by another declaration, may be of any type.
    if (written === undefined || coversEveryResource(value) === "yes") return new Set(types);
    // The ARN of another resource of the unit, with something behind it.
    const whole = written.startsWith(hole) ? `${service}:*${written.slice(1)}` : written;
    for (const type of typesOf(widest(whole), types)) reached.add(type);
  }
  return reached;
}

function typesOf(name: string, types: readonly string[]): readonly string[] {
  const fitting = types.filter((type) => overlap(name, typeName(type)));
  if (fitting.length < 2) return fitting;
  return fitting.filter((type) => {
    const own = typeName(type);
    return !fitting.some((each) => {
      const other = typeName(each);
      return other !== own && wildcard(own, other) && wildcard(other, name);
    });
  });
}
