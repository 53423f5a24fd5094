// Functions, machines, tasks and builds, each with the power of the role that it runs with. Knows no trust.

import type { Reason, Value } from "../../expressions/value.ts";
import { absent, effective, known, textValue, unknown } from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { isAdministratorName } from "./administrator-name.ts";
import { attachedTo } from "./attachments.ts";
import { isDeployed } from "./deployed.ts";
import { listAt } from "./grant.ts";
import { holderPower } from "./holder-power.ts";
import { openingValues } from "./opening.ts";
import { lastName } from "./references.ts";
import { everythingOfValue, rightsOf } from "./rights.ts";
import { managedPolicies } from "./tables.ts";
import { inside, usePlace } from "./use-place.ts";
import type { WorkloadAttribute } from "./workload-fact.ts";
import { workloadAttributes, workloadKind } from "./workload-fact.ts";
import { byKeys, rolesOf } from "./workload-roles.ts";

const nouns: Readonly<Record<string, string>> = {
  "aws.workload.application": "application",
  "aws.workload.build": "build project",
  "aws.workload.code-interpreter": "code interpreter",
  "aws.workload.development-endpoint": "development endpoint",
  "aws.workload.function": "function",
  "aws.workload.job": "job",
  "aws.workload.machine": "instance",
  "aws.workload.machine-template": "launch template",
  "aws.workload.model": "model",
  "aws.workload.node-group": "node group",
  "aws.workload.notebook": "notebook",
  "aws.workload.service": "service",
  "aws.workload.state-machine": "state machine",
  "aws.workload.task": "task definition",
  "aws.workload.web-service": "application",
};

export function workloads(model: Model, context: AnalysisContext): readonly Resource[] {
  const roles = byKeys("aws.iam.role", model);
  const profiles = byKeys("aws.iam.instance-profile", model);
  const roleOf = (named: Value): Role => {
    const resource = roles(named);
    return resource ? { named, resource } : { named };
  };
  return Object.entries(nouns).flatMap(([kind, noun]) =>
    ofKind(model, kind)
      .filter((each) => isDeployed(each, model))
      .flatMap((workload) =>
        rolesOf(workload, profiles).flatMap(({ use, named, profile }, index) => {
          const role = roleOf(named);
          // What the workload itself makes its role of is the role's to report.
          if (role.resource && inside(role.resource.at, workload.at)) return [];
          return [fact({ workload, noun, use, profile, index }, role, model, context)];
        }),
      ),
  );
}

interface Role {
  readonly named: Value;
  /** Absent for a role that is not in view. */
  readonly resource?: Resource;
}

interface Use {
  readonly workload: Resource;
  readonly noun: string;
  /** The value by which the workload names its role, or its profile. */
  readonly use: Value;
  /** It names an instance profile that is not in view. */
  readonly profile: boolean;
  /** A task has two roles. */
  readonly index: number;
}

function fact(
  { workload, noun, use, profile, index }: Use,
  role: Role,
  model: Model,
  context: AnalysisContext,
): Resource {
  const at = usePlace(use, workload.at);
  const name = lastName(workload.attributes.get("name")) ?? workload.name;
  const called = roleName(role);
  const word = profile ? "instance profile" : "role";
  const { customer } = context;
  const values: Values = {
    subject: textValue(`${noun} ${name}`, workload.at),
    role: textValue(called === undefined ? `its ${word}` : `${word} ${called}`, at, use.via),
    ...powerValues(role, use, model, context),
    customer: customer === undefined ? absent(at) : textValue(customer, at),
    present: known(true, at),
  };
  const attributes = new Map<string, Value>();
  for (const each of workloadAttributes) attributes.set(each, values[each] ?? absent(at));
  return {
    kind: workloadKind.kind,
    id: index === 0 ? workload.id : `${workload.id} ${index + 1}`,
    name: workload.name,
    declarations: workload.declarations,
    at: workload.at,
    attributes,
    exists: workload.exists,
  };
}

type Values = Readonly<Partial<Record<WorkloadAttribute, Value>>>;

function roleName({ named, resource }: Role): string | undefined {
  if (!resource) return lastName(named);
  return lastName(resource.attributes.get("name")) ?? resource.name;
}

function powerValues(role: Role, use: Value, model: Model, context: AnalysisContext): Values {
  const { named, resource } = role;
  const attached = resource && attachedTo(resource, model, () => managedPolicies(context.tables));
  const isSeen = attached && (attached.sources.length > 0 || isDeployed(resource, model));
  if (!isSeen) {
    const name = roleName(role);
    const open = unknown(reasonOf(named, name), use.at, use.via);
    const byName = name !== undefined && isAdministratorName(name);
    return {
      power: open,
      "everything-of": open,
      escalations: open,
      ...(byName ? { "by-name": textValue("administrator", use.at, use.via) } : {}),
    };
  }
  const power = holderPower(resource, attached, model, context);
  const rights = rightsOf(attached.sources, power.allows);
  const { main } = power;
  const place = main?.at ?? resource.at;
  const via = main?.via ?? [];
  return {
    power: listAt(power.has, place, via, power.more),
    right: main ? textValue(main.source.name, main.at, main.via) : absent(place),
    "everything-of": everythingOfValue(rights, place, via),
    ...openingValues(power.openings, place, via, power.more),
  };
}

function reasonOf(named: Value, name: string | undefined): Reason {
  const decided = effective(named);
  return decided.state === "unknown" ? decided.reason : { kind: "data", name: name ?? "a role" };
}
