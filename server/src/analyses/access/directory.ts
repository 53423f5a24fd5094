// Everything that says who is who in one unit: the register, the unit's own word, and what it declares.

import type { AnalysisContext } from "../../model/analysis.ts";
import type { Declaration } from "../../model/declaration.ts";
import { sameItems } from "../../model/kept.ts";
import type { Register } from "../../model/register.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { identityProvidersOf } from "./identity-providers.ts";
import { noWord, ownWordOf } from "./own-accounts.ts";

export interface Directory {
  readonly register: Register;
  readonly customer: string | undefined;
  readonly ownAccounts: ReadonlySet<string>;
  /** In small letters. */
  readonly ownTenants: ReadonlySet<string>;
  /** Of what each declaration is, and whether it is there already. */
  readonly declarations: ReadonlyMap<string, Declared>;
  /** Those that the unit declares. */
  readonly identityProviders: readonly Resource[];
}

export type Declared = Pick<Declaration, "type" | "existing">;

/** The same object as the last one of the register, where it says the same of everybody. */
export function directoryOf(model: Model, context: AnalysisContext): Directory {
  const present = made.get(model);
  if (present?.context === context) return present.directory;
  const directory = makeDirectory(model, context);
  made.set(model, { context, directory });
  return directory;
}

const made = new WeakMap<
  Model,
  { readonly context: AnalysisContext; readonly directory: Directory }
>();

function makeDirectory(model: Model, context: AnalysisContext): Directory {
  const { own: declared } = context.register;
  const word = context.untrusted ? noWord : ownWordOf(model);
  const now: Directory = {
    register: context.register,
    customer: context.customer,
    ownAccounts: new Set([...declared.awsAccounts, ...word.accounts]),
    ownTenants: new Set([
      ...declared.azureTenants.map((each) => each.toLowerCase()),
      ...word.tenants,
    ]),
    declarations: new Map(
      model.declarations.map(({ id, type, existing }) => [
        id,
        existing ? { type, existing } : { type },
      ]),
    ),
    identityProviders: identityProvidersOf(model),
  };
  const before = last.get(context.register);
  if (before && sameDirectory(before, now)) return before;
  last.set(context.register, now);
  return now;
}

const last = new WeakMap<Register, Directory>();

function sameDirectory(a: Directory, b: Directory): boolean {
  return (
    a.customer === b.customer &&
    sameItems([...a.ownAccounts], [...b.ownAccounts]) &&
    sameItems([...a.ownTenants], [...b.ownTenants]) &&
    sameItems(a.identityProviders, b.identityProviders) &&
    a.declarations.size === b.declarations.size &&
    [...a.declarations].every(([id, { type, existing }]) => {
      const other = b.declarations.get(id);
      return other?.type === type && other.existing === existing;
    })
  );
}
