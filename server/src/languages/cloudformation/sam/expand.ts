// Expands a template with the serverless transform into the resources that the service makes of it.

import type { DataNode, EntryNode } from "../../../syntax/node.ts";
import type { Limits } from "../../../text/limits.ts";
import type { Problem } from "../../../text/problem.ts";
import type { Template } from "../template.ts";
import { literalText, memberOf } from "../template.ts";
import { newApis } from "./apis.ts";
import { embeddedConnectors, expandConnector } from "./connector.ts";
import { finishDeployments } from "./deployments.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { refuse, resourceOf, typeIn } from "./expansion.ts";
import { expandFunction } from "./function.ts";
import { globalsOf, withGlobals } from "./globals.ts";
import { asList, at, callOf, isTrue } from "./look.ts";
import { expandOther } from "./other-resources.ts";
import { checkProperties } from "./properties.ts";
import { renamed } from "./references.ts";
import { expandStateMachine } from "./state-machine.ts";

export interface Expanded {
  readonly template: Template;
  readonly problems: readonly Problem[];
}

/** `parameter` gives the text of a parameter that has a value, as the transform resolves it. */
export function expandServerless(
  template: Template,
  parameter: (name: string) => string | undefined,
  limits: Limits,
): Expanded {
  if (!isServerless(template.root)) return { template, problems: [] };
  const { Resources: resources, Conditions: conditions } = template.sections;
  const x: Expansion = {
    file: template.file,
    written: new Map(resources),
    output: new Map(resources),
    conditions: new Map(conditions),
    problems: [],
    names: new Map(),
    sharing: [],
    deployments: [],
    propagated: { tags: undefined },
    parameters: new Set(template.sections.Parameters.keys()),
    parameter,
    limit: resources.size + limits.expansion,
    events: { left: limits.expansion },
  };
  const globals = globalsOf(template.root, (entry, message) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`),
  );
  for (const [id, connector] of embeddedConnectors(x)) x.written.set(id, connector);
  const merging = { left: limits.evaluationSteps };
  const read = (id: string, entry: EntryNode, type: string) =>
    resourceOf({ ...entry, key: id }, type, withGlobals(entry, type, globals, merging));
  const apis = newApis(x, read);
  let left = limits.expansion;
  const run = (rank: number) => {
    for (const [id, entry] of x.written) {
      const type = typeIn(x.written, id) ?? "";
      if (!type.startsWith("AWS::Serverless::") || rankOf(type) !== rank) continue;
      if (left-- <= 0) {
        refuse(x, entry.keyRange, "There are more serverless resources than are followed.");
        return;
      }
      const resource = read(id, entry, type);
      check(x, resource);
      x.propagated.tags = isTrue(at(resource.properties, "PropagateTags"))
        ? at(resource.properties, "Tags")
        : undefined;
      if (rank === 0) expandFunction(x, resource, apis);
      else if (rank === 1) expandStateMachine(x, resource, apis);
      else if (rank === 4) expandConnector(x, resource);
      else expandOther(x, resource);
    }
    x.propagated.tags = undefined;
  };
  // Events of functions and state machines add to APIs, and connectors see what is made.
  run(0);
  run(1);
  apis.expandAll();
  run(3);
  run(4);
  finishDeployments(x);
  const globalsEntry = memberOf(template.root, "Globals");
  if (merging.left <= 0 && globalsEntry)
    refuse(x, globalsEntry.keyRange, "Globals are larger than is followed for so many resources.");
  return {
    template: {
      ...template,
      sections: { ...template.sections, Resources: renamed(x), Conditions: x.conditions },
    },
    problems: x.problems,
  };
}

/** The transform is named alone or in a list of several. */
export function isServerless(root: DataNode): boolean {
  const written = memberOf(root, "Transform")?.value;
  if (!written) return false;
  const items = asList(written)?.items ?? [written];
  return items.some((item) => !callOf(item) && literalText(item) === "AWS::Serverless-2016-10-31");
}

const apiTypes = new Set(["AWS::Serverless::Api", "AWS::Serverless::HttpApi"]);

/** What the transform refuses of every resource, whatever its type. */
function check(x: Expansion, { id, type, entry, properties }: Resource): void {
  checkProperties(x, type, properties, entry.keyRange, "resource");
  const say = (message: string) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`);
  const condition = at(entry.value, "Condition");
  if (condition && condition.kind !== "string") say("a Condition is a text.");
  if (!alphanumeric.test(id)) say(`the name ${id} is not made of letters and digits.`);
  if (at(properties, "Tags", "lambda:createdBy")) say("the tag lambda:createdBy is its own.");
}

const alphanumeric = /^[A-Za-z0-9]+$/;

function rankOf(type: string): number {
  if (type === "AWS::Serverless::Function") return 0;
  if (type === "AWS::Serverless::StateMachine") return 1;
  if (apiTypes.has(type)) return 2;
  return type === "AWS::Serverless::Connector" ? 4 : 3;
}
