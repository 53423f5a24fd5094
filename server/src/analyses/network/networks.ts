// Whose a network is, by the register: its own, the providers' and the customers' ranges and accounts.

import type { AnalysisContext } from "../../model/analysis.ts";
import type { Provider, Register } from "../../model/register.ts";
import type { Range } from "./ip.ts";
import { covers, internetShare, parseRange, prefixLength, standing } from "./ip.ts";

export interface NetworkParty {
  readonly kind: "own" | "provider" | "customer" | "undeclared";
  readonly name: string;
  readonly provider?: Provider;
}

export interface Networks {
  /** Whose range it is: one that lies in a declared network, or that was drawn wider around one. */
  readonly partyOf: (range: Range) => NetworkParty | undefined;
  readonly partyOfAccount: (account: string) => NetworkParty | undefined;
}

/** Read once from a register. */
export function networksOf({ register, customer = "" }: AnalysisContext): Networks {
  const known = read.get(register) ?? new Map<string, Networks>();
  read.set(register, known);
  let networks = known.get(customer);
  if (!networks) {
    networks = readNetworks(register, customer);
    known.set(customer, networks);
  }
  return networks;
}

const read = new WeakMap<Register, Map<string, Networks>>();

function readNetworks(register: Register, customer: string): Networks {
  const declared: { readonly range: Range; readonly party: NetworkParty }[] = [];
  const accounts = new Map<string, NetworkParty>();
  const add = (party: NetworkParty, networks: readonly string[], ids: readonly string[]): void => {
    for (const text of networks) {
      const range = parseRange(text);
      // Nobody owns the whole Internet, whatever a register says.
      if (range && internetShare(range) !== "whole") declared.push({ range, party });
    }
    for (const id of ids) if (!accounts.has(id)) accounts.set(id, party);
  };
  const own: NetworkParty = { kind: "own", name: "Your organisation" };
  for (const provider of register.providers)
    add(
      { kind: "provider", name: provider.name, provider },
      provider.networks,
      provider.awsAccounts,
    );
  add(own, register.own.networks, register.own.awsAccounts);
  for (const each of register.customers) {
    add(
      each.name === customer ? own : { kind: "customer", name: each.name },
      each.networks,
      each.awsAccounts,
    );
  }
  // A provider's range may lie inside one's own, so the narrowest says whose it is.
  const narrowest = declared.toSorted((a, b) => prefixLength(b.range) - prefixLength(a.range));
  return {
    partyOf: (range) =>
      narrowest.find((each) => covers(each.range, range))?.party ??
      // A private range around a provider's is more likely one's own.
      (standing(range) === "public"
        ? narrowest.find((each) => each.party.kind === "provider" && covers(range, each.range))
            ?.party
        : undefined),
    partyOfAccount: (account) => accounts.get(account),
  };
}
