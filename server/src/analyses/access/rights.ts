// Single rights that are findings of their own: everything of a service, any role to pass, any role to assume.

import type { Truth } from "../../expressions/truth.ts";
import { any } from "../../expressions/truth.ts";
import type { Place, Reason, Trail, Value } from "../../expressions/value.ts";
import { isText, known, textValue, wholeText } from "../../expressions/value.ts";
import { tables } from "../../generated/tables.ts";
import type { Statement } from "../../model/document.ts";
import { namesAll } from "./action-names.ts";
import type { AskedAction } from "./asked.ts";
import { askedAction } from "./asked.ts";
import type { PolicySource } from "./attachments.ts";
import { coversAllOf, coversEveryMachine, coversEveryPolicy, coversEveryRole } from "./breadth.ts";
import { actionNeeds } from "./capabilities.ts";
import { grantPlace } from "./opening.ts";
import { coversEveryResource, marked } from "./pattern.ts";
import { onlyReads, onlyReports } from "./reading.ts";
import { coversAction } from "./statement.ts";

/** Where a right is written. */
export interface Written {
  readonly at: Place;
  readonly via: readonly Trail[];
}

/** A right that is had if what is not known turns out wide. */
export interface Open extends Written {
  readonly reason: Reason;
}

export interface Rights {
  readonly everythingOf: readonly (Written & { readonly service: string })[];
  /** `alone` is the statement, where it allows nothing but that. */
  readonly passRole?: Written & { readonly alone?: Place };
  readonly assumeRole?: Written & { readonly reach: "any" | "any-account" };
  readonly runCommands?: Written;
  readonly policyVersions?: Written;
  readonly writes: Truth;
  /** Those of the five that are neither had nor ruled out. */
  readonly open: {
    readonly everythingOf?: Open;
    readonly passRole?: Open;
    readonly assumeRole?: Open;
    readonly runCommands?: Open;
    readonly policyVersions?: Open;
  };
}

/** `allows` decides what is left of an action, on everything or at all, after every Deny and boundary. */
export function rightsOf(
  sources: readonly PolicySource[],
  allows: (action: string, everywhere: boolean) => Truth,
): Rights {
  const everythingOf = new Map<string, Written & { readonly service: string }>();
  let passRole: Rights["passRole"];
  let assumeRole: Rights["assumeRole"];
  let runCommands: Written | undefined;
  let policyVersions: Written | undefined;
  let writes: Truth = "no";
  const open: {
    everythingOf?: Open;
    passRole?: Open;
    assumeRole?: Open;
    runCommands?: Open;
    policyVersions?: Open;
  } = {};
  for (const { document, kind, at, via } of sources) {
    // The text of a managed policy stands nowhere; its attachment does.
    const written = (place: Place) => ({ at: kind === "aws-managed" ? at : place, via });
    if ("unknown" in document) {
      writes = any([writes, "unknown"]);
      continue;
    }
    for (const statement of document.statements) {
      if (statement.effect !== "allow") continue;
      writes = any([writes, writesSomething(statement)]);
      for (const { service, at: where, everywhere } of servicesOf(statement))
        if (!everythingOf.has(service) && allows(`${service}:AnyAction`, everywhere) === "yes")
          everythingOf.set(service, { service, ...written(where) });
      if (!passRole && passesAnyRole(statement)) {
        const alone = kind !== "aws-managed" && isOnlyPassing(statement);
        passRole = {
          ...written(grantPlace(statement, passing.name)),
          ...(alone ? { alone: statement.at } : {}),
        };
      }
      const named = undecidedAction(statement);
      if (named) {
        const where = { reason: named.reason, ...written(named.at) };
        open.everythingOf ??= where;
        open.passRole ??= where;
        open.assumeRole ??= where;
        open.runCommands ??= where;
        open.policyVersions ??= where;
      }
      const command = commanding.find((each) => mayCommand(statement, each, allows));
      if (command && statement.resources?.values.some(coversEveryMachine))
        runCommands ??= written(grantPlace(statement, command.name));
      const turns = maySetVersion(statement);
      if (turns && statement.resources?.values.some(coversEveryPolicy))
        policyVersions ??= written(grantPlace(statement, turning.name));
      const reason = undecidedResource(statement);
      if (reason) {
        const [service] = wholeServices(statement);
        if (service) open.everythingOf ??= { reason, ...written(service.at) };
        if (mayPass(statement))
          open.passRole ??= { reason, ...written(grantPlace(statement, passing.name)) };
        if (mayAssume(statement))
          open.assumeRole ??= { reason, ...written(grantPlace(statement, assuming.name)) };
        if (turns)
          open.policyVersions ??= { reason, ...written(grantPlace(statement, turning.name)) };
        if (command)
          open.runCommands ??= { reason, ...written(grantPlace(statement, command.name)) };
      }
      const reach = reachOf(statement);
      if (reach && assumeRole?.reach !== "any")
        assumeRole = { reach, ...written(grantPlace(statement, assuming.name)) };
    }
  }
  const left = ({ name }: AskedAction) => allows(name, false) !== "no";
  return {
    // Everything of identities is the gravest, and stands first.
    everythingOf: [...everythingOf.values()].toSorted(
      (a, b) => Number(b.service === "iam") - Number(a.service === "iam"),
    ),
    ...(passRole && left(passing) ? { passRole } : {}),
    ...(assumeRole && left(assuming) ? { assumeRole } : {}),
    ...(runCommands ? { runCommands } : {}),
    ...(policyVersions && left(turning) ? { policyVersions } : {}),
    writes,
    open,
  };
}

/** The services of which everything is allowed as a list, each at its wildcard. */
export function everythingOfValue(
  { everythingOf, open }: Rights,
  at: Place,
  via: readonly Trail[],
): Value {
  const [first] = everythingOf;
  const items = everythingOf.map((each) => textValue(each.service, each.at, each.via));
  const more = open.everythingOf ? { more: open.everythingOf.reason } : {};
  return known({ type: "list", items, ...more }, first?.at ?? at, first?.via ?? via);
}

function isOnlyPassing({ actions }: Statement): boolean {
  const [only, ...others] = actions?.values ?? [];
  return others.length === 0 && !actions?.more && wholeText(only)?.toLowerCase() === "iam:passrole";
}

const passing = askedAction("iam:PassRole");
const assuming = askedAction("sts:AssumeRole");
const turning = askedAction("iam:SetDefaultPolicyVersion");
const commanding = ["ssm:SendCommand", "ssm:StartSession"].map(askedAction);

interface WholeService {
  readonly service: string;
  readonly at: Place;
}

/** Those that are allowed on everything, or on all that the service has. */
function servicesOf(
  statement: Statement,
): readonly (WholeService & { readonly everywhere: boolean })[] {
  const services = wholeServices(statement);
  if (services.length === 0) return [];
  const resources = statement.resources?.values ?? [];
  const everywhere = resources.some((each) => coversEveryResource(each) === "yes");
  return services
    .filter(({ service }) => !unscopedServices.has(service))
    .filter(({ service }) => everywhere || resources.some((each) => coversAllOf(service, each)))
    .map((each) => ({ ...each, everywhere }));
}

/** What takes no resource cannot be narrowed by one. */
const unscopedServices: ReadonlySet<unknown> = new Set(
  Array.isArray(tables.unscopedServices) ? tables.unscopedServices : [],
);

/** The services of which every action is named by a wildcard. */
function wholeServices(statement: Statement): readonly WholeService[] {
  let found = wholes.get(statement);
  if (!found) {
    found = (statement.actions?.values ?? []).flatMap((value) => {
      const text = wholeText(value)?.toLowerCase() ?? "";
      return namedWhole(text).map((service) => ({ service, at: value.at }));
    });
    wholes.set(statement, found);
  }
  return found;
}

/** `s3:*`, and `s3*` too, which leaves the colon to the wildcard. */
function namedWhole(action: string): readonly string[] {
  if (!action.endsWith("*")) return [];
  const service = /^([a-z0-9-]+):\*+$/.exec(action)?.[1];
  if (service !== undefined) return [service];
  const start = /^([a-z0-9-]+)\*+$/.exec(action)?.[1];
  if (start === undefined) return [];
  const known = [...knownServices].filter((each) => each.startsWith(start));
  return known.length > 0 ? known : [start];
}

/** The services of which some action gives power by itself. */
const knownServices: ReadonlySet<string> = new Set(
  [...actionNeeds.keys()].map((action) => action.slice(0, action.indexOf(":"))),
);

/** Managed policies are held by many and have thousands of actions. */
const wholes = new WeakMap<Statement, readonly WholeService[]>();
const writing = new WeakMap<Statement, Truth>();

/** An action that is not known may be any; undefined where all are known. */
function undecidedAction({
  actions,
}: Statement): { readonly reason: Reason; readonly at: Place } | undefined {
  if (!actions || namesAll(actions)) return undefined;
  const unnamed = actions.values.find((each) => each.state === "unknown");
  if (unnamed?.state === "unknown") return { reason: unnamed.reason, at: unnamed.at };
  return actions.more ? { reason: actions.more, at: actions.at } : undefined;
}

/** Why it is not known on how much a statement allows something; undefined where it is known. */
function undecidedResource({ resources }: Statement): Reason | undefined {
  if (!resources) return undefined;
  for (const value of resources.values) {
    if (coversEveryResource(value) !== "unknown") continue;
    const reason = value.state === "unknown" ? value.reason : holeOf(value);
    // An ARN that the cloud makes names one resource.
    if (reason.kind !== "computed") return reason;
  }
  return resources.more;
}

function holeOf(value: Value): Reason {
  if (value.state === "known" && value.value !== null && isText(value.value))
    for (const part of value.value.parts) if ("hole" in part) return part.hole;
  return { kind: "condition" };
}

function mayPass(statement: Statement): boolean {
  if (coversAction(statement, passing) !== "yes" || statement.moreConditions) return false;
  return !isNarrowed(statement, narrowsRoles);
}

function passesAnyRole(statement: Statement): boolean {
  return mayPass(statement) && (statement.resources?.values ?? []).some(coversEveryRole);
}

const narrowsRoles =
  /^(?:iam:passedtoservice|iam:associatedresourcearn|(?:iam|aws):resourcetag\/.*|iam:resourcearn)$/i;

function mayCommand(
  statement: Statement,
  action: AskedAction,
  allows: (action: string, everywhere: boolean) => Truth,
): boolean {
  if (coversAction(statement, action) !== "yes" || statement.moreConditions) return false;
  if (isNarrowed(statement, narrowsMachines)) return false;
  return allows(action.name, false) !== "no";
}

const narrowsMachines = /^(?:(?:ssm|aws|ec2):resourcetag\/.*)$/i;

/** A policy keeps its last versions, and any of them can be made the one that counts. */
function maySetVersion(statement: Statement): boolean {
  if (coversAction(statement, turning) !== "yes") return false;
  return statement.conditions.length === 0 && !statement.moreConditions;
}

function mayAssume(statement: Statement): boolean {
  if (coversAction(statement, assuming) !== "yes" || statement.moreConditions) return false;
  return !isNarrowed(statement, narrowsAccounts);
}

/** Is there a condition on one of the keys that does not take every value? */
function isNarrowed({ conditions }: Statement, keys: RegExp): boolean {
  return conditions.some(
    ({ key, operator, values }) =>
      keys.test(key) &&
      (isTagOfSome.test(`${operator} ${key}`) ||
        !(
          /^(?:foranyvalue:)?(?:string|arn)like/i.test(operator) && values.values.some(isAnything)
        )),
  );
}

/** Not everything has a tag, whatever its value. */
const isTagOfSome = /^(?:foranyvalue:)?stringlike [^ ]*:resourcetag\//i;

function isAnything(value: Value): boolean {
  return /^\*+$/.test(wholeText(value) ?? "");
}

/** How far a right to assume roles goes: everything, or a role name in every account. */
function reachOf(statement: Statement): "any" | "any-account" | undefined {
  if (!mayAssume(statement)) return undefined;
  const { values = [] } = statement.resources ?? {};
  if (values.some((each) => coversEveryResource(each) === "yes")) return "any";
  const roles = values.filter((each) => everyAccount.test(marked(each) ?? ""));
  if (roles.length === 0) return undefined;
  return roles.some((each) => /:(?:\*|role\/\*)$/.test(wholeText(each) ?? ""))
    ? "any"
    : "any-account";
}

const everyAccount = /^arn:(?:\*|aws[a-z-]*|\uf8ff):(?:iam|\*):\*?:\*:(?:role\/|\*)/;
const narrowsAccounts =
  /^(?:aws:resourceorgid|aws:resourceorgpaths|aws:resourceaccount|(?:iam|aws):resourcetag\/.*)$/i;

/** Does the statement allow more than reading, and reporting on oneself? */
export function writesSomething(statement: Statement): Truth {
  const known = writing.get(statement);
  if (known) return known;
  const found = findWriting(statement);
  writing.set(statement, found);
  return found;
}

function findWriting({ actions, notActions }: Statement): Truth {
  if (notActions) return "yes";
  if (!actions) return "no";
  const each = actions.values.map((value): Truth => {
    const text = wholeText(value);
    if (text === undefined) return "unknown";
    return onlyReads(text) || onlyReports(text) ? "no" : "yes";
  });
  return any([...each, actions.more ? "unknown" : "no"]);
}
