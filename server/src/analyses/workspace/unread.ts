// Rows for calls of modules, stacks and deployments whose code is not read: anything may be in them.

import type { Declaration, Dialect } from "../../model/declaration.ts";
import type { Model } from "../../model/resource.ts";
import type { Cloud, UnreadRow } from "./row.ts";

/** Declarations that stand for code elsewhere. */
const calls: ReadonlySet<string> = new Set([
  "module",
  "AWS::CloudFormation::Stack",
  "AWS::CloudFormation::StackSet",
  "AWS::Serverless::Application",
  "Microsoft.Resources/deployments",
]);

/** Whose things code in the dialect can hold; Terraform's may be of any cloud. */
const clouds: Readonly<Partial<Record<Dialect, { readonly cloud: Cloud }>>> = {
  arm: { cloud: "azure" },
  cloudformation: { cloud: "aws" },
};

/** A module of CloudFormation's registry is a type of its own. */
function isCall({ type, existing, exists }: Declaration): boolean {
  return (calls.has(type) || type.endsWith("::MODULE")) && !existing && exists !== "no";
}

export function unreadRows(model: Model): readonly UnreadRow[] {
  const called = model.declarations.filter(isCall);
  if (called.length === 0) return [];
  const owners = new Set<string>();
  const starts = new Map<string, number[]>();
  for (const { id, at } of model.declarations) {
    for (const owner of ownersOf(id)) owners.add(owner);
    const those = starts.get(at.file);
    if (those) those.push(at.range.start);
    else starts.set(at.file, [at.range.start]);
  }
  for (const those of starts.values()) those.sort((a, b) => a - b);
  return called
    .filter((each) => !owners.has(each.id) && !holdsOne(each, starts))
    .map(({ name, dialect, at }) => ({
      is: "unread",
      ...clouds[dialect],
      why: { kind: "module", name },
      at,
    }));
}

/** What comes out of a call has its id before a dot: `module.a["x.y"].module.b.aws_vpc.c`. */
function ownersOf(id: string): readonly string[] {
  const owners: string[] = [];
  for (let end = id.indexOf("."); end >= 0; end = id.indexOf(".", end + 1))
    owners.push(id.slice(0, end));
  return owners;
}

/** A deployment that is written in its call has its resources inside of its text. */
function holdsOne(
  { at: { file, range } }: Declaration,
  starts: ReadonlyMap<string, readonly number[]>,
): boolean {
  const those = starts.get(file) ?? [];
  let low = 0;
  let high = those.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((those[middle] ?? 0) <= range.start) low = middle + 1;
    else high = middle;
  }
  return (those[low] ?? range.end) < range.end;
}
