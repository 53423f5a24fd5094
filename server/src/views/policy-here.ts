// What of a policy stands at a place: an action, a whole document, or the name of a policy elsewhere. Says nothing of what it means.

import type { LimitedHolder } from "../analyses/access/limited-holders.ts";
import { limitedHolders } from "../analyses/access/limited-holders.ts";
import { policyKinds } from "../analyses/access/policy-places.ts";
import { isExisting } from "../analyses/access/policy-source.ts";
import { names, refersTo } from "../analyses/access/references.ts";
import { writtenStatement } from "../analyses/access/written-statement.ts";
import type { Snapshot, VariantSnapshot } from "../analyze.ts";
import type { Place, Value } from "../expressions/value.ts";
import { effective, isDict, isList, isText, items, wholeText } from "../expressions/value.ts";
import type { Declaration } from "../model/declaration.ts";
import type { Elements, PolicyDocument, Statement } from "../model/document.ts";
import { jsonOf, readDocument } from "../model/document.ts";
import type { Model, Resource } from "../model/resource.ts";
import { ofKind } from "../model/resource.ts";
import { defaultLimits } from "../text/limits.ts";
import type { Range } from "../text/range.ts";
import { sameRange } from "../text/range.ts";
import { placedOnce } from "./placed.ts";
import { placesElsewhere } from "./places-elsewhere.ts";

export type PolicyHere = ActionHere | DocumentHere | ManagedHere;

export interface ActionHere {
  readonly is: "action";
  readonly range: Range;
  /** More than one where a loop or a variant gives the place several values. */
  readonly actions: readonly WrittenAction[];
}

export interface WrittenAction {
  readonly value: Value;
  /** It stands in NotAction. */
  readonly not: boolean;
  readonly statement: Statement;
  /** The whole policy. */
  readonly document: PolicyDocument;
}

export interface DocumentHere {
  readonly is: "document";
  readonly range: Range;
  readonly documents: readonly WrittenDocument[];
}

export interface WrittenDocument {
  readonly document: PolicyDocument | { readonly unknown: UnknownReason };
  readonly at: Place;
  /** Prefixes of the actions that the policy of such a resource can give; none: of any. */
  readonly services: readonly string[];
  /** Ids of escalation paths that it opens by what else the unit has. */
  readonly escalations: () => readonly string[];
  /** Those in view who hold it within limits. */
  readonly limited: () => readonly LimitedHolder[];
}

type UnknownReason = Extract<ReturnType<typeof readDocument>, { unknown: unknown }>["unknown"];

/** An AWS-managed policy, by its ARN. */
export interface ManagedHere {
  readonly is: "managed";
  readonly range: Range;
  readonly name: string;
  /** Those in view who hold it within limits. */
  readonly limited: (document: PolicyDocument) => readonly LimitedHolder[];
}

export function policyAt(
  snapshots: readonly Snapshot[],
  file: string,
  offset: number,
): PolicyHere | undefined {
  const search: Search = { file, offset, found: [] };
  for (const { variants } of snapshots)
    for (const variant of variants) {
      const { declarations } = variant.model;
      const around = declarationsOf(variant)
        .at(file, offset)
        .filter((each) => each.body.state === "known");
      const before = search.found.length;
      for (const each of around) searchDeclaration(each, variant, search);
      if (search.found.length > before) continue;
      // What a transform makes of a resource begins where it does. Values of variables, of locals and of a
      // module's inputs stand in no declaration, and may be any declaration's.
      const others =
        around.length === 0
          ? declarations.filter((each) => placesElsewhere(each).some((one) => stands(one, search)))
          : declarations.filter((each) => around.some((one) => beginsIn(each.at, one.at)));
      for (const each of others) searchDeclaration(each, variant, search);
    }
  return narrowest(search.found);
}

const declarationsOf = placedOnce(({ model }: VariantSnapshot) =>
  model.declarations.map((each) => [each.at, each] as const),
);

function beginsIn(inner: Place, outer: Place): boolean {
  const { start } = inner.range;
  return inner.file === outer.file && outer.range.start <= start && start < outer.range.end;
}

interface Search {
  readonly file: string;
  readonly offset: number;
  readonly found: PolicyHere[];
}

function stands({ file, range }: Place, search: Search): boolean {
  return file === search.file && range.start <= search.offset && search.offset <= range.end;
}

/** What stands at one place is one thing with several values; else the narrowest counts. */
function narrowest(found: readonly PolicyHere[]): PolicyHere | undefined {
  const length = ({ range }: PolicyHere) => range.end - range.start;
  const [first] = found.toSorted((a, b) => order(a) - order(b) || length(a) - length(b));
  if (!first || first.is === "managed") return first;
  const same = found.filter((each) => sameRange(each.range, first.range));
  if (first.is === "document") {
    const documents = same.flatMap((each) => (each.is === "document" ? each.documents : []));
    return { ...first, documents };
  }
  const actions = same.flatMap((each) => (each.is === "action" ? each.actions : []));
  return { ...first, actions };
}

/** An action is the narrower thing even where a variable's whole list stands for it. */
function order({ is }: PolicyHere): number {
  return is === "action" ? 0 : is === "managed" ? 1 : 2;
}

function searchDeclaration(
  declaration: Declaration,
  variant: VariantSnapshot,
  search: Search,
): void {
  const { model, facts, derived } = variant;
  const { body } = declaration;
  if (body.state !== "known") return;
  const limited: Visit["limited"] = (document, at) => {
    const context = derived[0]?.context;
    return "unknown" in document || !context
      ? []
      : limitedHolders(document, at, facts, model, context);
  };
  const visit = { search, declaration, model, variant, limited };
  visitValue(body, undefined, visit, 0);
  if (permissions.has(declaration.type) && isTouched(body, undefined, search, 0))
    searchPermission(visit);
}

interface Visit {
  readonly search: Search;
  readonly declaration: Declaration;
  readonly model: Model;
  readonly variant: VariantSnapshot;
  readonly limited: (document: WrittenDocument["document"], at: Place) => readonly LimitedHolder[];
}

/** Permissions whose one action is an attribute: they have no document. */
const permissions: ReadonlySet<string> = new Set([
  "aws_lambda_permission",
  "AWS::Lambda::Permission",
  "aws_lambda_layer_version_permission",
  "AWS::Lambda::LayerVersionPermission",
  "aws_cloudwatch_event_permission",
  "AWS::Events::EventBusPolicy",
]);

function searchPermission({ search, declaration, model }: Visit): void {
  for (const kind of [
    "aws.lambda.permission",
    "aws.lambda.layer-permission",
    "aws.events.bus-permission",
    "aws.events.bus-policy",
  ])
    for (const resource of ofKind(model, kind)) {
      if (!resource.declarations.includes(declaration.id)) continue;
      const statement = writtenStatement(resource);
      if (statement) searchStatement(statement, { statements: [statement] }, search, []);
    }
}

/** Looks for policies and their names in a value, down to what has a place that is the one asked for. */
function visitValue(value: Value, key: Place | undefined, visit: Visit, depth: number): void {
  if (depth > defaultLimits.depth) return;
  const { search } = visit;
  const decided = effective(value);
  // The body of a Terraform document has blocks of that name, and the document as JSON beside them.
  if (depth > 0 && mayBeDocument(decided)) {
    if (isTouched(value, key, search, depth)) searchDocument(decided, key, visit);
    return;
  }
  if (decided.state === "known" && decided.value !== null) {
    const inner = decided.value;
    if (isList(inner))
      for (const item of inner.items) visitValue(item, undefined, visit, depth + 1);
    else if (isDict(inner))
      for (const entry of inner.entries.values())
        visitValue(entry.value, entry.key, visit, depth + 1);
    else if (isText(inner)) searchReference(value, visit);
  } else if (decided.state === "unknown") searchReference(value, visit);
}

/** Is some place of the value the one that is asked for? */
function isTouched(value: Value, key: Place | undefined, search: Search, depth: number): boolean {
  if (depth > defaultLimits.depth) return false;
  if (stands(value.at, search) || (key && stands(key, search))) return true;
  for (const step of value.via) if (stands(step.at, search)) return true;
  const decided = effective(value);
  if (decided.state !== "known" || decided.value === null) return false;
  const inner = decided.value;
  if (isList(inner)) {
    for (const each of inner.items) if (isTouched(each, undefined, search, depth + 1)) return true;
  } else if (isDict(inner)) {
    for (const entry of inner.entries.values())
      if (isTouched(entry.value, entry.key, search, depth + 1)) return true;
  } else if (isText(inner)) {
    for (const part of inner.parts) if (stands(part, search)) return true;
    if (inner.json) return isTouched(inner.json, undefined, search, depth + 1);
  }
  return false;
}

/** Has it the form of a policy document? Other things have a member of that name too. */
function mayBeDocument(value: Value): boolean {
  if (value.state !== "known" || value.value === null) return false;
  if (isDict(value.value)) return hasStatement(value.value.entries.keys());
  if (!isText(value.value)) return false;
  const { json, parts } = value.value;
  if (json) return mayBeDocument(json);
  const [first] = parts;
  // In a string of JSON every quote is a part of its own.
  return (
    first !== undefined &&
    (!("text" in first) || first.text.trimStart().startsWith("{")) &&
    parts.some((part) => "text" in part && /statement/i.test(part.text))
  );
}

function hasStatement(keys: Iterable<string>): boolean {
  for (const key of keys) if (/^statement$/i.test(key)) return true;
  return false;
}

function searchDocument(value: Value, key: Place | undefined, visit: Visit): void {
  const { search, declaration, model } = visit;
  const document = readDocument(value);
  if (!document) return;
  const places = [value.at, ...(key ? [key] : []), ...value.via.map((step) => step.at)];
  if (!("unknown" in document)) {
    if (!document.statements.some(isOfPolicy) && !hasVersion(value)) return;
    for (const statement of document.statements)
      searchStatement(statement, document, search, places);
  }
  const here = places.find((each) => stands(each, search));
  if (!here) return;
  const services = servicesOf(declaration, model);
  const { range } = here;
  const { at } = value;
  const escalations = () => escalationsIn(at, visit.variant);
  search.found.push({
    is: "document",
    range,
    documents: [
      { document, at, services, escalations, limited: () => visit.limited(document, at) },
    ],
  });
}

/** The paths that a fact about somebody's power places in the document. */
function escalationsIn(at: Place, variant: VariantSnapshot): readonly string[] {
  const found = escalationsOf(variant).inside(at);
  return [...new Set(found.map((each) => wholeText(each) ?? ""))];
}

const escalationsOf = placedOnce(({ facts }: VariantSnapshot) =>
  facts
    .filter(({ kind }) => kind === "access.power" || kind === "access.grant")
    .flatMap(({ attributes }) =>
      items(attributes.get("escalations")).map((each) => [each.at, each] as const),
    ),
);

/** A rule of a firewall has a Statement as well, which says nothing of actions. */
function isOfPolicy({ effect, actions, notActions }: Statement): boolean {
  return effect !== "other" && (actions ?? notActions) !== undefined;
}

function hasVersion(value: Value): boolean {
  const json = jsonOf(value);
  return json.state === "known" && isDict(json.value) && json.value.entries.has("Version");
}

function servicesOf(declaration: Declaration, model: Model): readonly string[] {
  const of = policyKinds.find(({ kind }) =>
    ofKind(model, kind).some((each) => each.declarations.includes(declaration.id)),
  );
  return of?.services ?? [];
}

function searchStatement(
  statement: Statement,
  document: PolicyDocument,
  search: Search,
  whole: readonly Place[],
): void {
  const inElements = (elements: Elements | undefined, not: boolean): void => {
    for (const value of elements?.values ?? []) {
      const here = placesOf(value).find((each) => stands(each, search));
      // What stands for the whole policy, such as the name of a file, is the place of all its actions.
      if (here && !whole.some((each) => sameRange(each.range, here.range)))
        search.found.push({
          is: "action",
          range: here.range,
          actions: [{ value, not, statement, document }],
        });
    }
  };
  inElements(statement.actions, false);
  inElements(statement.notActions, true);
}

/** Where an action is written, and where it is used; what declares an unknown part says nothing of the action. */
function placesOf(value: Value): readonly Place[] {
  const whole =
    value.state === "known" &&
    isText(value.value) &&
    !value.value.parts.some((part) => "hole" in part);
  const steps = whole ? value.via : value.via.slice(0, -1);
  return [value.at, ...steps.map((step) => step.at)];
}

const managedArn = /^arn:[^:]*:iam::aws:policy\/(?:[^*?]*\/)?([^/*?]+)$/;
const policyArn = /^arn:[^:]*:iam::[^:]*:policy\/[^*]+$/;

/** The ARN of a policy, or a reference to one of the unit. */
function searchReference(value: Value, { search, model, variant, limited }: Visit): void {
  const here = stands(value.at, search)
    ? value.at
    : value.via.find((step) => stands(step.at, search))?.at;
  if (!here) return;
  const { range } = here;
  const text = textOf(value);
  const name = managedArn.exec(text)?.[1];
  if (name !== undefined) {
    search.found.push({ is: "managed", range, name, limited: (its) => limited(its, value.at) });
    return;
  }
  const isNamed = policyArn.test(text);
  for (const policy of ofKind(model, "aws.iam.policy")) {
    if (!refersTo(value, policy) && !(isNamed && names(value, policy, "name") === "yes")) continue;
    // A data source finds a policy of AWS by its name or its ARN.
    const elsewhere = isExisting(policy, model) ? nameElsewhere(policy) : undefined;
    if (elsewhere !== undefined)
      search.found.push({ is: "managed", range, name: elsewhere, limited: () => [] });
    const written = policy.attributes.get("document");
    const document = readDocument(written);
    if (!written || !document) continue;
    const { at } = written;
    const escalations = () => escalationsIn(at, variant);
    const within = () => limited(document, at);
    const documents = [{ document, at, services: [], escalations, limited: within }];
    search.found.push({ is: "document", range, documents });
  }
}

function nameElsewhere({ attributes }: Resource): string | undefined {
  const arn = managedArn.exec(wholeText(attributes.get("arn")) ?? "");
  return arn?.[1] ?? wholeText(attributes.get("name"));
}

/** The partition may be the environment's own. */
function textOf(value: Value): string {
  if (value.state !== "known" || !isText(value.value)) return "";
  return value.value.parts.map((part) => ("text" in part ? part.text : "?")).join("");
}
