// Holds the serverless transform against templates with what another translator makes of them.

import { expandServerless } from "../../src/languages/cloudformation/sam/expand.ts";
import { type Data, dataOf } from "../../src/languages/cloudformation/sam/look.ts";
import { literalText, memberOf, templateOf } from "../../src/languages/cloudformation/template.ts";
import { defaultLimits } from "../../src/text/limits.ts";
import type { Judged, Oracle } from "./oracle.ts";

interface Row {
  readonly id: string;
  readonly template: string;
  readonly region: string;
  readonly resources?: Readonly<Record<string, Data>>;
  readonly error?: string;
}

export const judge: Oracle = function* (rows): Generator<Judged> {
  let right = 0;
  let all = 0;
  for (const row of rows as readonly Row[]) {
    const { resources, untouched, problems, defaults } = expand(row.template);
    const family = row.id.replace(/-\d+$/, "");
    if (row.error !== undefined) {
      const agrees = problems.length > 0;
      yield { agrees, verdict: agrees ? "refused by both" : "not refused", row, shown: problems };
      continue;
    }
    const wanted = new Map(Object.entries(row.resources ?? {}));
    // Resources of other types that the transform leaves alone are not all in the answers.
    const ids = new Set(
      [...wanted.keys(), ...resources.keys()].filter((id) => wanted.has(id) || !untouched.has(id)),
    );
    const differences: unknown[] = [];
    for (const id of ids) {
      all++;
      const ours = resources.get(id);
      const theirs = wanted.get(id);
      const isSame =
        ours !== undefined &&
        theirs !== undefined &&
        sorted(settled(ours, defaults)) === sorted(settled(theirs, defaults));
      if (isSame) right++;
      else differences.push({ id, ours, theirs });
    }
    const refused = problems.length > 0;
    const agrees = differences.length === 0 && !refused;
    const verdict = agrees ? "agrees" : `${refused ? "refused" : "differs"}: ${family}`;
    yield { agrees, verdict, row, shown: { problems, differences } };
  }
  console.log(`resources: agreed ${right} of ${all}`);
};

/** What the answers leave out. */
const leftOut = new Set([
  "AWS::ApiGateway::Deployment",
  "AWS::ApiGateway::UsagePlanKey",
  "AWS::ApiGatewayV2::Deployment",
  "AWS::CodeDeploy::Application",
  "AWS::CodeDeploy::DeploymentGroup",
  "AWS::Lambda::Version",
  "AWS::StepFunctions::StateMachineAlias",
  "AWS::StepFunctions::StateMachineVersion",
]);

function expand(text: string): {
  readonly resources: ReadonlyMap<string, Data>;
  /** Those that are no resources of the transform and stay as they are written. */
  readonly untouched: ReadonlySet<string>;
  readonly problems: readonly string[];
  /** What parameters are without a value of their own. */
  readonly defaults: ReadonlyMap<string, string>;
} {
  const written = templateOf({ path: "template.yaml", text });
  const defaults = new Map(
    [...written.sections.Parameters].flatMap(([name, { value }]): [string, string][] => {
      const given = literalText(memberOf(value, "Default")?.value);
      return given === undefined ? [] : [[name, given]];
    }),
  );
  const { template, problems } = expandServerless(
    written,
    (name) => defaults.get(name),
    defaultLimits,
  );
  const hashed = new Map(
    [...template.sections.Resources.keys(), ...template.sections.Conditions.keys()]
      .filter((id) => !written.sections.Resources.has(id) && hashPattern.test(id))
      .map((id) => [id, id.replace(hashPattern, "*")]),
  );
  const resources = new Map<string, Data>();
  for (const [id, entry] of template.sections.Resources) {
    const data = masked(dataOf(entry.value), hashed);
    const type = isRecord(data) ? data.Type : undefined;
    if (!isRecord(data) || typeof type !== "string" || leftOut.has(type)) continue;
    const properties = isRecord(data.Properties) ? { ...data.Properties } : {};
    delete properties.Code;
    delete properties.DefinitionString;
    delete properties.DeploymentId;
    resources.set(hashed.get(id) ?? id, {
      Type: type,
      Properties: properties,
      ...(data.Condition === undefined ? {} : { Condition: data.Condition }),
    });
  }
  const untouched = new Set(
    [...template.sections.Resources]
      .filter(([id, entry]) => entry === written.sections.Resources.get(id))
      .map(([id]) => id),
  );
  return { resources, untouched, defaults, problems: problems.map(({ message }) => message) };
}

const hashPattern = /[0-9a-f]{10}$/;

/** A parameter that has a default is its value, which the answers put in its place here and there. */
function settled(data: Data, defaults: ReadonlyMap<string, string>): Data {
  if (Array.isArray(data)) return (data as readonly Data[]).map((item) => settled(item, defaults));
  if (!isRecord(data)) return data;
  const [[key, name] = [], ...more] = Object.entries(data);
  const value = typeof name === "string" ? defaults.get(name) : undefined;
  if (key === "Ref" && more.length === 0 && value !== undefined) return value;
  return Object.fromEntries(
    Object.entries(data).map(([each, inner]) => [each, settled(inner, defaults)]),
  );
}

/** A hash at the end of a name is a star in the answers. */
function masked(data: Data, hashed: ReadonlyMap<string, string>): Data {
  if (typeof data === "string") {
    let text = data;
    for (const [id, star] of hashed) text = text.replaceAll(id, star);
    return text;
  }
  if (Array.isArray(data)) return (data as readonly Data[]).map((item) => masked(item, hashed));
  if (!isRecord(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, masked(value, hashed)]),
  );
}

function isRecord(data: Data | undefined): data is { readonly [key: string]: Data } {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function sorted(data: Data): string {
  if (Array.isArray(data)) return `[${(data as readonly Data[]).map(sorted).join(",")}]`;
  if (!isRecord(data)) return JSON.stringify(data);
  const entries = Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${sorted(value)}`).join(",")}}`;
}
