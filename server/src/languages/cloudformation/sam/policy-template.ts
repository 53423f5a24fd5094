// Turns a policy template such as `S3ReadPolicy: { BucketName: x }` into its statements.

import type { Literal } from "../../../model/kind.ts";
import { policyTemplates } from "../../../model/serverless-tables.ts";
import type { DataNode } from "../../../syntax/node.ts";
import type { Draft, Origin } from "./draft.ts";
import { made } from "./draft.ts";
import type { Expansion } from "./expansion.ts";
import { refuse } from "./expansion.ts";
import { asMap, members } from "./look.ts";

export function isPolicyTemplate(policy: DataNode): boolean {
  const [only, ...more] = members(policy);
  return only !== undefined && more.length === 0 && policyTemplates().has(only.key);
}

/** The document of a template, with the values that are given for its parameters. */
export function statementOf(x: Expansion, policy: DataNode, origin: Origin): DataNode {
  const [only] = members(policy);
  const template = only && policyTemplates().get(only.key);
  if (!template) return policy;
  const given = new Map(members(only.value).map(({ key, value }) => [key, value]));
  const missing = template.parameters.filter((name) => !given.has(name));
  if (missing.length > 0 || !asMap(only.value)) {
    refuse(
      x,
      only.keyRange,
      missing.length > 0
        ? `The serverless transform refuses this: ${only.key} needs ${missing.join(", ")}.`
        : `The serverless transform refuses this: ${only.key} needs a map of its parameters.`,
    );
  }
  return made({ Statement: filled(template.statement, given, template.parameters) }, origin);
}

/** The data of a template; a `Ref` of a parameter is what is given for it. */
function filled(
  data: Literal,
  given: ReadonlyMap<string, DataNode>,
  parameters: readonly string[],
): Draft {
  if (data === null) return "";
  if (typeof data !== "object") return data;
  if (isList(data)) return data.map((item) => filled(item, given, parameters));
  const name = data.Ref;
  if (typeof name === "string" && parameters.includes(name))
    return given.get(name) ?? { Ref: name };
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, filled(value, given, parameters)]),
  );
}

function isList(data: Literal): data is readonly Literal[] {
  return Array.isArray(data);
}
