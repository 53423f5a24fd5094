// Which provider configuration a resource is deployed with; modules are handed theirs by their callers.

import type { Context } from "./context.ts";
import { lookUp, touch } from "./context.ts";
import type { Written } from "./module.ts";
import type { Attribute } from "./syntax/tree.ts";

/** The id of the provider's declaration; undefined for the default one of the unit. */
export function providerOf(context: Context, resource: Written): string | undefined {
  const local = resource.type.slice(0, Math.max(0, resource.type.indexOf("_")));
  const attribute = resource.attributes.get("provider");
  if (!attribute && !context.caller && context.prefix === "") return undefined;
  const named = attribute ? textOf(context, attribute, resource.file) : local;
  const id = declarationOf(context, named ?? local);
  return id === `provider.${local}` ? undefined : id;
}

const name = /^"?([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)?)"?$/;
const handed =
  /"?([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)?)"?\s*[=:]\s*"?([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)?)"?/g;

function textOf(context: Context, attribute: Attribute, file: string): string | undefined {
  return name.exec(sourceOf(context, attribute, file).trim())?.[1];
}

function sourceOf(context: Context, { value, file: own }: Attribute, file: string): string {
  const { start, end } = value.range;
  return context.reader.files.get(own ?? file)?.text.slice(start, end) ?? "";
}

/** `aws.member` of a module is what its call says that it is, or what the module configures itself. */
function declarationOf(context: Context, named: string): string {
  let asked = named;
  for (let each = context; ; ) {
    const { caller } = each;
    if (!caller || lookUp(each, "providers", `provider.${asked}`))
      return `${each.prefix}provider.${asked}`;
    touch(caller.context, caller.call.parts);
    const providers = caller.call.attributes.get("providers");
    for (const [, inner, outer] of providers
      ? sourceOf(caller.context, providers, caller.call.file).matchAll(handed)
      : [])
      if (inner === asked && outer !== undefined) {
        asked = outer;
        break;
      }
    each = caller.context;
  }
}
