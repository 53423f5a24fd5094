// Says whether what an analysis looked at is the same in another model, so that its facts can be kept.

import { sameItems } from "./kept.ts";
import type { Model, Watch } from "./resource.ts";
import { declarationOf, ofKind } from "./resource.ts";

/** The model, and what is looked at of it from now on. */
export function watched(model: Model): { readonly model: Model; readonly watch: Watch } {
  const watch: Watch = { of: model, kinds: new Set(), declarations: new Set(), everything: false };
  const all = <T>(value: T): T => {
    watch.everything = true;
    return value;
  };
  const { variant, handedOut } = model;
  return {
    watch,
    model: {
      get declarations() {
        return all(model.declarations);
      },
      get resources() {
        return all(model.resources);
      },
      ...(variant === undefined ? {} : { variant }),
      ...(handedOut ? { handedOut } : {}),
      watch,
    },
  };
}

/** What was looked at then is the same object now. */
export function looksTheSame({ of: then, kinds, declarations, everything }: Watch, now: Model) {
  if (everything || then.variant !== now.variant) return false;
  if (!sameItems(then.handedOut ?? [], now.handedOut ?? [])) return false;
  for (const kind of kinds) if (!sameItems(ofKind(then, kind), ofKind(now, kind))) return false;
  for (const id of declarations)
    if (declarationOf(then, id) !== declarationOf(now, id)) return false;
  return true;
}
