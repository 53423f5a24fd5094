// The actions that capabilities and paths ask about, each with a number, and the types that they need. Knows no policy.

import { actionNeeds, capabilities, escalationPaths } from "./capabilities.ts";

/** An action as it is asked about, by whatever case it was named in. */
export interface AskedAction {
  readonly name: string;
  readonly lower: string;
  /** Lower case, without the colon. */
  readonly service: string;
  /** Its place in the sets of actions; undefined for one that no capability and no path is made of. */
  readonly number?: number;
  /** The types of resources that it needs, one of each inner list, as far as the tables say. */
  readonly needs?: readonly (readonly AskedType[])[];
}

/** A type of resources as a pattern for all of them: `arn:*:s3:::*`. */
export interface AskedType {
  readonly type: string;
  /** Service and resource of the pattern. */
  readonly own: string;
  /** A resource that no policy can have named, so that only a pattern for all of them covers it. */
  readonly anyOne: { readonly own: string };
  /** Its place in what a statement remembers of types; undefined for a type that no asked action needs. */
  readonly number?: number;
}

/** Whoever asks for one action asks for it again for every policy. */
export function askedAction(name: string): AskedAction {
  let action = named.get(name);
  if (!action) {
    const lower = name.toLowerCase();
    action = numbered.get(lower) ?? { name, lower, service: serviceIn(lower) };
    if (named.size >= mostNamed) named.clear();
    named.set(name, action);
  }
  return action;
}

/** The same of a type. */
export function askedType(type: string): AskedType {
  let found = types.get(type) ?? otherTypes.get(type);
  if (!found) {
    found = typeOf(type);
    if (otherTypes.size >= mostNamed) otherTypes.clear();
    otherTypes.set(type, found);
  }
  return found;
}

const mostNamed = 5_000;
const named = new Map<string, AskedAction>();
const otherTypes = new Map<string, AskedType>();

/** By their patterns, and by their names in lower case, in the order of their numbers. */
const types = new Map<string, AskedType>();
const numbered = numberActions();

/** How many types are numbered. */
export const typeCount = types.size;
/** All numbered actions, each at its number. */
export const askedActions: readonly NumberedAction[] = [...numbered.values()];

/** One that a capability or a path is made of. */
export interface NumberedAction extends AskedAction {
  readonly number: number;
}

function numberActions(): ReadonlyMap<string, NumberedAction> {
  const names = new Map<string, string>();
  const add = (name: string): void => {
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  };
  for (const { required } of escalationPaths) for (const each of required) add(each);
  for (const { aws } of capabilities)
    for (const each of [...(aws?.any ?? []), ...(aws?.all ?? [])]) add(each);
  for (const each of actionNeeds.keys()) add(each);
  return new Map(
    [...names].map(([lower, name], number) => {
      const needs = actionNeeds.get(lower)?.map((each) => each.map(numberedType));
      const action = {
        name,
        lower,
        service: serviceIn(lower),
        number,
        ...(needs ? { needs } : {}),
      };
      return [lower, action] as const;
    }),
  );
}

function numberedType(type: string): AskedType {
  let found = types.get(type);
  if (!found) {
    found = { ...typeOf(type), number: types.size };
    types.set(type, found);
  }
  return found;
}

function typeOf(type: string): AskedType {
  const anyOne = { own: ownName(type.replaceAll("*", "any-one-that-nobody-named")) };
  return { type, own: ownName(type), anyOne };
}

/**
 * Service and resource of an ARN. Account, region and partition of a policy are its own in nearly
 * every case, and another's would be closed by the other side.
 */
export function ownName(arn: string): string {
  if (!arn.startsWith("arn:")) return arn;
  const [, , service = "*", , account, ...resource] = arn.split(":");
  // The policies of AWS itself are nobody's own.
  const whose = service === "iam" && account === "aws" ? "aws:" : "";
  return `${service}:${whose}${resource.length > 0 ? resource.join(":") : "*"}`;
}

function serviceIn(lower: string): string {
  return lower.slice(0, Math.max(0, lower.indexOf(":")));
}
