// From the files of one variant to declarations; what a name means is `evaluation`'s business.

import { withLocals } from "../../expressions/evaluate.ts";
import type { Entry, Value } from "../../expressions/value.ts";
import { isDict, known, unknown, wholeText } from "../../expressions/value.ts";
import type { Declaration, IsRead } from "../../model/declaration.ts";
import { tellingName } from "../../model/telling-name.ts";
import type { Files, Unit, Variant } from "../../model/unit.ts";
import type { Limits } from "../../text/limits.ts";
import { folderOf } from "../../text/path.ts";
import type { Memory, Reading } from "../language.ts";
import { resourceBody } from "./blocks.ts";
import type { Context } from "./context.ts";
import { say, worked } from "./context.ts";
import { callsOf, contextOf, evaluateLocals } from "./evaluation.ts";
import { declarationAt } from "./foreign.ts";
import { jsonValue } from "./functions/encoding.ts";
import { handedOut } from "./handed-out.ts";
import type { Instance } from "./instances.ts";
import { instancesOf } from "./instances.ts";
import type { Module, Written } from "./module.ts";
import { givenValues, placeOfBlock } from "./module.ts";
import { addEarlierModules, addModule } from "./module-source.ts";
import { providerOf } from "./provider.ts";
import { keptOf, readerOf, usable } from "./reader.ts";
import { attributeOf } from "./resources.ts";

export function readUnit(
  unit: Unit,
  variant: Variant,
  files: Files,
  limits: Limits,
  isRead?: IsRead,
  former?: Memory | "none",
): Reading {
  const values = variant.values.map((path) => files.get(path));
  const records = former !== "none";
  const reader = readerOf(files, limits, isRead, usable(former, values, limits), records);
  const paths = unit.files.filter((path) => folderOf(path) === unit.id);
  const own = addModule(reader, unit.id, paths);
  addEarlierModules(reader);
  const context = contextOf(own, givenValues(variant.values, files), limits, unit.id, reader);
  const declarations: Declaration[] = [];
  declareModule(context, declarations, new Set());
  return {
    declarations,
    handedOut: handedOut(context),
    problems: [...reader.problems.values()],
    wants: [...reader.wants],
    memory: records ? keptOf(reader, values) : undefined,
  };
}

/** The module's own resources and calls, then those of the modules that it calls. */
function declareModule(context: Context, into: Declaration[], checked: Set<Module>): void {
  const { module } = context;
  const { declarations } = context.worked;
  for (const those of [module.providers, module.resources, module.calls])
    for (const written of those.values())
      into.push(
        ...worked(context, declarations, written.id, written.parts, () =>
          declare(context, written),
        ),
      );
  if (!checked.has(module))
    worked(context, declarations, "locals", [], () => {
      evaluateLocals(context);
      return [];
    });
  checked.add(module);
  for (const call of module.calls.values()) {
    for (const called of callsOf(context, call).contexts?.values() ?? []) {
      if (into.length >= context.limits.instances) {
        const message = `More than ${into.length} resources are declared, so not all of this module is read.`;
        say(context, call.file, call.block.head, message);
        return;
      }
      declareModule(called, into, checked);
    }
  }
}

function declare(context: Context, resource: Written): readonly Declaration[] {
  const declared = declarationsOf(context, resource);
  const { foreign } = context;
  return foreign ? declared.map((each) => declarationAt(each, foreign)) : declared;
}

function declarationsOf(context: Context, resource: Written): readonly Declaration[] {
  const { items } = instancesOf(context, resource);
  if (items.length === 0)
    return [
      {
        ...declaration(context, resource, { id: context.prefix + resource.id, names: [] }),
        exists: "no",
      },
    ];
  return items.map((instance) => declaration(context, resource, instance));
}

/** Data sources and providers speak of what is there already. */
const deployed: ReadonlySet<string> = new Set(["resource", "module"]);

function declaration(context: Context, resource: Written, instance: Instance): Declaration {
  const at = placeOfBlock(resource.block, resource.file);
  const azapi = resource.type.startsWith("azapi_");
  const body =
    azapi || context.reader.isRead("terraform", resource.type)
      ? resourceBody(
          resource.block.body,
          at,
          withLocals(context.scope(resource.file), instance.names),
        )
      : unknown({ kind: "unsupported", what: "this type of resource" }, at);
  const provider = deployed.has(resource.block.type) ? providerOf(context, resource) : undefined;
  const plain: Declaration = {
    id: instance.id,
    language: "terraform",
    dialect: "terraform",
    type: resource.type,
    name:
      context.prefix === ""
        ? resource.name
        : tellingName(resource.name, resource.type, wayOf(instance.id, resource)),
    at,
    body,
    exists: "yes",
    ...(provider === undefined ? {} : { provider }),
    ...(deployed.has(resource.block.type) ? {} : { existing: true as const }),
  };
  if (resource.block.type === "data" && resource.type === "aws_iam_policy_document")
    return withDocument(plain, context, resource, instance);
  return azapi ? (asArm(plain) ?? plain) : plain;
}

/** The calls that lead to a resource: `roles["admin"]` of `module.roles["admin"].aws_iam_role.this[0]`. */
function wayOf(id: string, { type, name }: Written): string {
  const own = `.${type}.${name}`;
  const end = id.lastIndexOf(own);
  if (end < 0) return id;
  const calls = id.slice(0, end).replace(/(^|\.)(?:data\.)?module\./g, "$1");
  return calls + id.slice(end + own.length);
}

/** The policy that the blocks of a document make is an attribute of it. */
function withDocument(
  plain: Declaration,
  context: Context,
  resource: Written,
  instance: Instance,
): Declaration {
  const written = entriesOf(plain.body);
  if (!written) return plain;
  const value = attributeOf(context, resource, instance, "json", plain.at);
  const entries = new Map([...written, ["json", { value, key: plain.at }] as const]);
  return { ...plain, body: known({ type: "dict", entries }, plain.body.at) };
}

/** `azapi_resource` writes a resource as ARM does; only its name and place are attributes. */
function asArm(plain: Declaration): Declaration | undefined {
  const written = entriesOf(plain.body);
  const type = wholeText(written?.get("type")?.value);
  if (!written || type === undefined) return undefined;
  const [name = type, apiVersion] = type.split("@");
  const entries = new Map<string, Entry>();
  for (const key of ["name", "location", "tags", "identity"]) {
    const entry = written.get(key);
    if (entry) entries.set(key, entry);
  }
  const body = written.get("body");
  const given = body ? jsonValue(body.value) : undefined;
  for (const [key, entry] of entriesOf(given) ?? []) entries.set(key, entry);
  const more =
    given?.state === "unknown"
      ? { more: given.reason }
      : given?.state === "known" && given.value !== null && isDict(given.value) && given.value.more
        ? { more: given.value.more }
        : {};
  const scope = written.get("parent_id")?.value;
  return {
    ...plain,
    dialect: "arm",
    type: name,
    body: known({ type: "dict", entries, ...more }, plain.at),
    ...(scope ? { scope } : {}),
    ...(apiVersion === undefined ? {} : { apiVersion }),
  };
}

function entriesOf(value: Value | undefined): ReadonlyMap<string, Entry> | undefined {
  return value?.state === "known" && value.value !== null && isDict(value.value)
    ? value.value.entries
    : undefined;
}
