// What is known of a value, where it was written and by which way it came. Knows no language.

import type { Range } from "../text/range.ts";
import type { Type } from "./type.ts";

/** Where something is written: where a finding points and what a fix writes. */
export interface Place {
  /** Path relative to the workspace. */
  readonly file: string;
  /** The whole node: a literal with its quotes, an object with its braces, a block with its body. */
  readonly range: Range;
  /** The short part that a reader looks at, where the whole is long: a block's header, a name. */
  readonly head?: Range;
}

/** One step of the way that a value came by, from the use back to the origin. */
export interface Trail {
  readonly kind:
    | "variable"
    | "parameter"
    | "local"
    | "reference"
    | "attachment"
    | "document"
    | "function"
    | "module";
  readonly at: Place;
  /** What stands there, for related information: `variable "msp_account"`. */
  readonly label: string;
  /** The id of the declaration that the value was taken from, where `kind` is "reference". */
  readonly declaration?: string;
  readonly attribute?: string;
  /** The value is the default that the variable or parameter declares. */
  readonly default?: true;
  /** What the value is: a default, or an entry of a file of values; once it is gone, whoever deploys is asked. */
  readonly removable?: Place;
}

/** Why a value is not known. Wording for people is in `reason.ts`. */
export type Reason =
  /** A variable or parameter without a value in this variant. */
  | { readonly kind: "parameter"; readonly name: string }
  /** Decided by the cloud when it deploys: an id, an ARN. */
  | { readonly kind: "computed"; readonly declaration: string; readonly attribute: string }
  /** The identity of the environment that is deployed to. */
  | { readonly kind: "own"; readonly what: OwnIdentity }
  | { readonly kind: "data"; readonly name: string }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "module"; readonly name: string }
  /** A file that is not in the unit (it stands in `wants`). */
  | { readonly kind: "file"; readonly name: string }
  /** A name that nothing declares. */
  | { readonly kind: "undeclared"; readonly name: string }
  /** A condition that cannot be decided, and what it hangs on where that is known. */
  | { readonly kind: "condition"; readonly on?: Reason }
  | { readonly kind: "cycle"; readonly name: string }
  | { readonly kind: "limit"; readonly what: string }
  /** The expression has an error; the message says which. */
  | { readonly kind: "error"; readonly message: string }
  /** Half-typed text. */
  | { readonly kind: "missing" }
  /** A construct of the language that msplint does not evaluate yet. */
  | { readonly kind: "unsupported"; readonly what: string };

export type OwnIdentity =
  | "aws-account"
  | "aws-partition"
  | "aws-region"
  | "aws-url-suffix"
  | "azure-tenant"
  | "azure-subscription"
  | "azure-resource-group"
  | "azure-principal";

interface ValueBase {
  readonly at: Place;
  readonly via: readonly Trail[];
  readonly sensitive?: true;
  /** Exists while Terraform runs, and is never stored. */
  readonly ephemeral?: true;
  /** Of what does not show its type itself: null, what is not known, a collection without members. */
  readonly type?: Type;
}

export interface Known extends ValueBase {
  readonly state: "known";
  readonly value: null | boolean | Num | Text | List | Dict;
}
export interface Unknown extends ValueBase {
  readonly state: "unknown";
  readonly reason: Reason;
  /** Whatever it is, it is not null. */
  readonly notNull?: true;
  /** It is this collection, or one without members. */
  readonly perhaps?: Known;
  /** Whoever deploys is asked for it. */
  readonly asked?: Asked;
}

/** The declaration of a parameter without a value. */
export interface Asked {
  readonly at: Place;
  /** The member that says that the value is secret and is not to be shown. */
  readonly secretBy: string;
}
export interface Absent extends ValueBase {
  readonly state: "absent";
  readonly default?: Value;
}
export type Value = Known | Unknown | Absent;

/** A number as its decimal text, so that nothing is lost; Terraform's infinities are `+Inf` and `-Inf`. */
export interface Num {
  readonly type: "number";
  readonly text: string;
  /** The text is the short form of a binary fraction of 53 bits, which has more digits. */
  readonly double?: true;
}

/** A string in order: known parts and holes. */
export interface Text {
  readonly type: "text";
  readonly parts: readonly TextPart[];
  /** The value whose JSON form this text is (`jsonencode`, a policy document data source). */
  readonly json?: Value;
}
export type TextPart = TextPiece | Hole;

/** Known text; where `text` and `range` have one length, offsets map one to one, else it is one escape. */
export interface TextPiece {
  readonly text: string;
  readonly file: string;
  readonly range: Range;
}

/** A part of a string that is not known. */
export interface Hole {
  readonly hole: Reason;
  readonly file: string;
  readonly range: Range;
}

export interface List {
  readonly type: "list";
  readonly items: readonly Value[];
  readonly set?: true;
  /** Its items were made to be of one type: Terraform tells such a list from a tuple. */
  readonly uniform?: true;
  /** There may be other items, for this reason. */
  readonly more?: Reason;
  /** What stands for every one of these: an instance of those that cannot be counted. */
  readonly others?: Value;
  /** As `weight.ts` counts it, where that is known without looking at the items; copies have no more. */
  readonly weight?: number;
}

export interface Dict {
  readonly type: "dict";
  readonly entries: ReadonlyMap<string, Entry>;
  /** Its members were made to be of one type: Terraform tells such a map from an object. */
  readonly uniform?: true;
  readonly more?: Reason;
  /** What stands for every other member: an instance of those whose keys are not known. */
  readonly others?: Value;
  readonly weight?: number;
}

/** A member of an object: its value, and where its key is written (operators and keys are pointed at). */
export interface Entry {
  readonly value: Value;
  readonly key: Place;
}

/** Steps that a value keeps of its way; values that are built of each other would double it each time. */
const longestTrail = 32;

export function kept(via: readonly Trail[]): readonly Trail[] {
  return via.length > longestTrail ? via.slice(0, longestTrail) : via;
}

/** Most values are written where they are used, and share this trail. */
const noTrail: readonly Trail[] = [];

export function known(value: Known["value"], at: Place, via: readonly Trail[] = noTrail): Known {
  return { state: "known", value, at, via: kept(via) };
}

export function unknown(reason: Reason, at: Place, via: readonly Trail[] = noTrail): Unknown {
  return { state: "unknown", reason, at, via: kept(via) };
}

export function absent(at: Place, fallback?: Value): Absent {
  return fallback
    ? { state: "absent", at, via: noTrail, default: fallback }
    : { state: "absent", at, via: noTrail };
}

/**
 * Why a value is not known that is chosen by one that is not: what depends on an account's id is not
 * that id, and whoever asks for an identity must not take it for one.
 */
export function chosenBy(reason: Reason): Reason {
  switch (reason.kind) {
    case "own":
    case "computed":
    case "data":
      return { kind: "condition", on: reason };
    default:
      return reason;
  }
}

/** A known string without source mapping of its own: every piece points at the whole place. */
export function textValue(text: string, at: Place, via: readonly Trail[] = noTrail): Known {
  return known({ type: "text", parts: [{ text, file: at.file, range: at.range }] }, at, via);
}

export function isText(value: Known["value"]): value is Text {
  return typeof value === "object" && value !== null && value.type === "text";
}
export function isList(value: Known["value"]): value is List {
  return typeof value === "object" && value !== null && value.type === "list";
}
export function isDict(value: Known["value"]): value is Dict {
  return typeof value === "object" && value !== null && value.type === "dict";
}
export function isNum(value: Known["value"]): value is Num {
  return typeof value === "object" && value !== null && value.type === "number";
}

/** The value that decides: the default where nothing is written. */
export function effective(value: Value): Value {
  return value.state === "absent" && value.default ? value.default : value;
}

/** The string, if all of it is known; numbers and booleans in their text form. */
export function wholeText(value: Value | undefined): string | undefined {
  if (!value) return undefined;
  const decided = effective(value);
  if (decided.state !== "known") return undefined;
  if (typeof decided.value === "boolean") return String(decided.value);
  if (isNum(decided.value)) return decided.value.text;
  if (!isText(decided.value)) return undefined;
  const { parts } = decided.value;
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only) return "hole" in only ? undefined : only.text;
  let result = "";
  for (const part of parts) {
    if ("hole" in part) return undefined;
    result += part.text;
  }
  return result;
}

/** Why a part of a string is not known; undefined: it is known, or no string. */
export function holeIn(value: Value): Reason | undefined {
  const decided = effective(value);
  if (decided.state !== "known" || !isText(decided.value)) return undefined;
  for (const part of decided.value.parts) if ("hole" in part) return part.hole;
  return undefined;
}

/** The string with `${?}` for each unknown part, as `msplint show` prints it. */
export function shape(text: Text): string {
  return text.parts.map((part) => ("hole" in part ? "${?}" : part.text)).join("");
}

export function member(value: Value | undefined, key: string): Value | undefined {
  return memberEntry(value, key)?.value;
}

export function memberEntry(value: Value | undefined, key: string): Entry | undefined {
  if (value?.state !== "known" || !isDict(value.value)) return undefined;
  return value.value.entries.get(key);
}

/** The items of a list; a single value counts as a list of one; absent and unknown as none. */
export function items(value: Value | undefined): readonly Value[] {
  if (!value) return [];
  const decided = effective(value);
  if (decided.state !== "known" || decided.value === null) return [];
  return isList(decided.value) ? decided.value.items : [decided];
}

/** The same value with a step of its way in front. */
/** Is the value not known, or a list that may hold more than what is known of it? */
export function isOpen(value: Value | undefined): boolean {
  const decided = value && effective(value);
  if (decided?.state === "unknown") return true;
  return (
    decided?.state === "known" &&
    decided.value !== null &&
    typeof decided.value === "object" &&
    isList(decided.value) &&
    decided.value.more !== undefined
  );
}

export function through(value: Value, ...steps: readonly Trail[]): Value {
  return { ...value, via: kept([...steps, ...value.via]) };
}
