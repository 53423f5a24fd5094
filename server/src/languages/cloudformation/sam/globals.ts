// The section Globals: what every resource of a type gets, and which properties may stand there.

import type { DataNode, EntryNode, ObjectNode } from "../../../syntax/node.ts";
import { intrinsicOf } from "../intrinsic.ts";
import { literalText, memberOf } from "../template.ts";
import { originOf } from "./draft.ts";
import { asList, asMap, at, members } from "./look.ts";

export type Globals = ReadonlyMap<string, ObjectNode>;

/** `refuse` is told of what the service does not take. */
export function globalsOf(
  root: DataNode,
  refuse: (entry: EntryNode, message: string) => void,
): Globals {
  const result = new Map<string, ObjectNode>();
  const written = memberOf(root, "Globals");
  if (written && written.value.kind !== "missing" && !asMap(written.value))
    refuse(written, "Globals is a map.");
  for (const section of members(at(root, "Globals"))) {
    const supported = properties.get(section.key);
    const map = asMap(section.value);
    if (!supported) {
      refuse(section, `Globals has no section ${section.key}.`);
      continue;
    }
    if (!map) {
      if (section.value.kind !== "missing") refuse(section, `${section.key} in Globals is a map.`);
      continue;
    }
    const entries = map.entries.filter((entry) => {
      if (supported.has(entry.key)) return true;
      refuse(entry, `${entry.key} is no property that Globals may set for ${section.key}.`);
      return false;
    });
    result.set(`AWS::Serverless::${section.key}`, { ...map, entries });
  }
  return result;
}

/** Counts down over all resources, so that large Globals do not make many of themselves. */
export interface Budget {
  left: number;
}

/** The properties of a resource with the Globals of its type; what the resource says wins. */
export function withGlobals(
  entry: EntryNode,
  type: string,
  globals: Globals,
  budget: Budget,
): ObjectNode {
  const own = asMap(at(entry.value, "Properties"));
  const origin = originOf(entry);
  const local: ObjectNode = own ?? { kind: "object", entries: [], flow: true, range: origin };
  const all = globals.get(type);
  if (!all) return local;
  const ignored = at(entry.value, "IgnoreGlobals");
  if (literalText(ignored) === "*") return local;
  const names = new Set((asList(ignored)?.items ?? []).map((item) => literalText(item)));
  const kept = all.entries.filter(({ key }) => !names.has(key));
  return merged({ ...all, entries: kept }, local, budget);
}

/** Maps are merged, lists joined; a function counts as a plain value. */
function merged(general: ObjectNode, local: ObjectNode, budget: Budget): ObjectNode {
  budget.left -= general.entries.length + local.entries.length;
  if (budget.left <= 0) return local;
  const entries = new Map(general.entries.map((entry) => [entry.key, entry]));
  for (const entry of local.entries) {
    const other = entries.get(entry.key);
    entries.set(
      entry.key,
      other ? { ...entry, value: mergedValue(other.value, entry.value, budget) } : entry,
    );
  }
  return { ...local, entries: [...entries.values()] };
}

function mergedValue(general: DataNode, local: DataNode, budget: Budget): DataNode {
  if (intrinsicOf(general) || intrinsicOf(local)) return local;
  if (general.kind === "array" && local.kind === "array") {
    budget.left -= general.items.length;
    return { ...local, items: [...general.items, ...local.items] };
  }
  if (general.kind === "object" && local.kind === "object") return merged(general, local, budget);
  return local;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const properties: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    "Function",
    words(`Handler Runtime CodeUri DeadLetterQueue Description MemorySize Timeout VpcConfig
      Environment Tags PropagateTags Tracing KmsKeyArn AutoPublishAlias AutoPublishAliasAllProperties
      Layers DeploymentPreference RolePath PermissionsBoundary ReservedConcurrentExecutions
      ProvisionedConcurrencyConfig AssumeRolePolicyDocument EventInvokeConfig FileSystemConfigs
      CodeSigningConfigArn Architectures SnapStart EphemeralStorage FunctionUrlConfig
      RuntimeManagementConfig LoggingConfig RecursiveLoop SourceKMSKeyArn TenancyConfig DurableConfig
      CapacityProviderConfig FunctionScalingConfig PublishToLatestPublished VersionDeletionPolicy`),
  ],
  [
    "Api",
    words(`Auth Name DefinitionUri CacheClusterEnabled CacheClusterSize MergeDefinitions Variables
      EndpointConfiguration MethodSettings BinaryMediaTypes MinimumCompressionSize Cors
      GatewayResponses AccessLogSetting CanarySetting TracingEnabled OpenApiVersion Domain
      AlwaysDeploy PropagateTags SecurityPolicy EndpointAccessMode`),
  ],
  [
    "HttpApi",
    words(`Auth AccessLogSettings StageVariables Tags CorsConfiguration DefaultRouteSettings Domain
      RouteSettings FailOnWarnings PropagateTags`),
  ],
  ["SimpleTable", words("SSESpecification")],
  ["StateMachine", words("PropagateTags")],
  ["LayerVersion", words("PublishLambdaVersion")],
  [
    "CapacityProvider",
    words(`VpcConfig OperatorRole Tags InstanceRequirements ScalingConfig KmsKeyArn PropagateTags`),
  ],
  [
    "WebSocketApi",
    words(`AccessLogSettings ApiKeySelectionExpression DefaultRouteSettings
      DisableExecuteApiEndpoint DisableSchemaValidation Domain FailOnWarnings IpAddressType
      PropagateTags RouteSelectionExpression RouteSettings StageVariables Tags`),
  ],
]);
