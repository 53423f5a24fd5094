// Rows for calls of modules, stacks and deployments whose code is not read: anything may be in them.

import type { Model } from "../../model/resource.ts";
import type { UnreadRow } from "./row.ts";

/** Declarations that stand for code elsewhere; what comes out of it has their id as its first part. */
const calls: ReadonlySet<string> = new Set([
  "module",
  "AWS::CloudFormation::Stack",
  "AWS::CloudFormation::StackSet",
  "AWS::Serverless::Application",
  "Microsoft.Resources/deployments",
]);

export function unreadRows(model: Model): readonly UnreadRow[] {
  const called = model.declarations.filter(
    (each) => calls.has(each.type) && !each.existing && each.exists !== "no",
  );
  if (called.length === 0) return [];
  const inside = new Set<string>();
  for (const { id } of model.declarations) for (const start of startsOf(id)) inside.add(start);
  return called
    .filter((each) => !inside.has(each.id))
    .map(({ name, at }) => ({ is: "unread", why: { kind: "module", name }, at }));
}

/** `module.a["x.y"].module.b.aws_vpc.c`: everything that ends before a dot. */
function startsOf(id: string): readonly string[] {
  const starts: string[] = [];
  for (let end = id.indexOf("."); end >= 0; end = id.indexOf(".", end + 1))
    starts.push(id.slice(0, end));
  return starts;
}
