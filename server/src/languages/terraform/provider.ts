// Which provider configuration a resource is deployed with; modules are handed theirs by their callers.

import type { Context } from "./context.ts";
import { lookUp, touch } from "./context.ts";
import type { Written } from "./module.ts";
import { writtenText } from "./module.ts";

/** The id of the provider's declaration; undefined for the default one of the unit. */
export function providerOf(context: Context, resource: Written): string | undefined {
  const local = resource.type.slice(0, Math.max(0, resource.type.indexOf("_")));
  const written = writtenText(resource, "provider", context.reader.files);
  if (written === "" && !context.caller && context.prefix === "") return undefined;
  const named = written === "" ? local : name.exec(written.trim())?.[1];
  const id = declarationOf(context, named ?? local);
  return id === `provider.${local}` ? undefined : id;
}

const name = /^"?([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)?)"?$/;
const handed =
  /"?([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)?)"?\s*[=:]\s*"?([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)?)"?/g;

/** `aws.member` of a module is what its call says that it is, or what the module configures itself. */
function declarationOf(context: Context, named: string): string {
  let asked = named;
  for (let each = context; ; ) {
    const { caller } = each;
    if (!caller || lookUp(each, "providers", `provider.${asked}`))
      return `${each.prefix}provider.${asked}`;
    const { context: outside, call } = caller;
    const providers = writtenText(call, "providers", context.reader.files);
    // It rests on this text alone, wherever that stands.
    touch(outside, [{ folder: outside.folder, call: call.name, providers }]);
    for (const [, inner, outer] of providers.matchAll(handed))
      if (inner === asked && outer !== undefined) {
        asked = outer;
        break;
      }
    each = caller.context;
  }
}
