// Expands a template with the serverless transform into the resources that the service makes of it.

import type { DataNode, EntryNode } from "../../../syntax/node.ts";
import type { Limits } from "../../../text/limits.ts";
import type { Problem } from "../../../text/problem.ts";
import type { Template } from "../template.ts";
import { literalText, memberOf } from "../template.ts";
import { newApis } from "./api-events.ts";
import { embeddedConnectors, expandConnector } from "./connector.ts";
import { finishDeployments } from "./deployments.ts";
import type { Expansion } from "./expansion.ts";
import { refuse, resourceOf, typeIn } from "./expansion.ts";
import { expandFunction } from "./function.ts";
import { globalsOf, withGlobals } from "./globals.ts";
import { asList, at, callOf, isTrue } from "./look.ts";
import { expandOther } from "./other-resources.ts";
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
    deployments: [],
    propagated: { tags: undefined },
    parameter,
    limit: resources.size + limits.expansion,
  };
  const globals = globalsOf(template.root, (entry, message) =>
    refuse(x, entry.keyRange, `The serverless transform refuses this: ${message}`),
  );
  for (const [id, connector] of embeddedConnectors(x)) x.written.set(id, connector);
  const read = (id: string, entry: EntryNode, type: string) =>
    resourceOf({ ...entry, key: id }, type, withGlobals(entry, type, globals));
  const apis = newApis(x, read);
  for (const [id, entry] of inOrder(x.written)) {
    const type = typeIn(x.written, id) ?? "";
    const resource = read(id, entry, type);
    x.propagated.tags = isTrue(at(resource.properties, "PropagateTags"))
      ? at(resource.properties, "Tags")
      : undefined;
    if (type === "AWS::Serverless::Function") expandFunction(x, resource, apis);
    else if (type === "AWS::Serverless::StateMachine") expandStateMachine(x, resource, apis);
    else if (apiTypes.has(type)) apis.expand(id);
    else if (type === "AWS::Serverless::Connector") expandConnector(x, resource);
    else expandOther(x, resource);
  }
  x.propagated.tags = undefined;
  finishDeployments(x);
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

const apiTypes = new Set([
  "AWS::Serverless::Api",
  "AWS::Serverless::HttpApi",
  "AWS::Serverless::WebSocketApi",
]);

/** Functions and state machines come first, since their events add to APIs; connectors see what is made. */
function inOrder(resources: ReadonlyMap<string, EntryNode>): readonly [string, EntryNode][] {
  const rank = (type: string): number =>
    type === "AWS::Serverless::Function"
      ? 0
      : type === "AWS::Serverless::StateMachine"
        ? 1
        : apiTypes.has(type)
          ? 2
          : type === "AWS::Serverless::Connector"
            ? 4
            : 3;
  return [...resources]
    .filter(([id]) => typeIn(resources, id)?.startsWith("AWS::Serverless::") === true)
    .toSorted(([a], [b]) => rank(typeIn(resources, a) ?? "") - rank(typeIn(resources, b) ?? ""));
}
