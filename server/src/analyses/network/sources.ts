// Who a rule lets in: the Internet, a party of the register, a network or a group. Knows no ports.

import type { Reason, Value } from "../../expressions/value.ts";
import { effective, isText, shape, wholeText } from "../../expressions/value.ts";
import type { Provider } from "../../model/register.ts";
import type { Range } from "./ip.ts";
import {
  covers,
  everyV4,
  everyV6,
  internetShare,
  parseRange,
  prefixLength,
  standing,
  union,
} from "./ip.ts";
import type { NetworkParty, Networks } from "./networks.ts";

/** One source as the rule writes it: an address or tag, a group, an address of a list, or a list that is not in view. */
export interface WrittenSource {
  readonly value: Value;
  /** The attribute that holds it. */
  readonly field: string;
  readonly form: "address" | "group" | "listed" | "elsewhere";
  /** The account that owns a group, where it is said. */
  readonly owner?: Value;
}

export type SourceKind = "internet" | "party" | "network" | "group";

export interface Source {
  readonly written: WrittenSource;
  /** Undefined: it cannot be known, for `reason`. */
  readonly kind?: SourceKind;
  readonly reason?: Reason;
  /** Why it cannot be known whose network it is. */
  readonly partyReason?: Reason;
  readonly text: string;
  /** What a sentence that begins with it calls it. */
  readonly words: string;
  /** The Internet, but not all of it. */
  readonly part: boolean;
  /** Addresses; none for groups and tags that stand for no addresses in view. */
  readonly ranges: readonly Range[];
  /** All that comes from public addresses, whatever the family. */
  readonly everybody: boolean;
  readonly public: boolean;
  readonly party?: {
    readonly name: string;
    readonly kind: NetworkParty["kind"] | "anyone";
    readonly provider?: Provider;
  };
}

/** The sources of one rule, judged together: two halves of the Internet are the Internet. */
export function readSources(
  written: readonly WrittenSource[],
  networks: Networks,
): readonly Source[] {
  const every = written.flatMap((each) =>
    each.form === "address" || each.form === "listed" ? (rangeOf(each.value) ?? []) : [],
  );
  // Beside one that is the Internet by itself, each of the others is what it is.
  const addresses = every.filter((range) => internetShare(range) !== "whole");
  const all = union(addresses.filter((range) => standing(range) !== "special"));
  const publicOnly = union(addresses.filter((range) => standing(range) === "public"));
  return written.map((each) => readSource(each, { all, publicOnly }, networks));
}

interface Unions {
  readonly all: readonly Range[];
  readonly publicOnly: readonly Range[];
}

function readSource(written: WrittenSource, unions: Unions, networks: Networks): Source {
  const value = effective(written.value);
  const text = value.sensitive ? "(sensitive)" : textOf(value);
  const base = {
    written,
    text,
    words: text,
    part: false,
    ranges: [],
    everybody: false,
    public: false,
  };
  if (written.form === "group") return groupSource(base, networks);
  if (value.state === "unknown") return { ...base, reason: value.reason };
  if (written.form === "elsewhere")
    return { ...base, reason: { kind: "unsupported", what: "prefix lists" } };
  const whole = wholeText(value);
  if (whole === undefined) {
    const reason = holeReason(value);
    return isNarrow(value)
      ? { ...base, kind: "network", partyReason: reason }
      : { ...base, reason };
  }
  const tag = tagSource(whole, base);
  if (tag) return tag;
  const range = rangeOf(value);
  if (!range) return { ...base, reason: { kind: "unsupported", what: `the address "${whole}"` } };
  return rangeSource(range, base, unions, networks);
}

type Base = Omit<Source, "kind" | "reason" | "partyReason" | "party">;

/** Azure's words for sources; AWS has none. Upper and lower case are the same there. */
function tagSource(written: string, base: Base): Source | undefined {
  const { text } = base;
  const folded = written.trim().toLowerCase();
  const anyone = { name: "Anyone on the Internet", kind: "anyone" } as const;
  // A prefix of no bits holds every address, whatever stands before it.
  if (
    folded === "*" ||
    folded === "any" ||
    folded === "internet" ||
    (folded.endsWith("/0") && !rangeOfText(folded))
  ) {
    return {
      ...base,
      kind: "internet",
      words: text.toLowerCase() === "internet" ? "The Internet" : `The Internet (${text})`,
      ranges: [everyV4, everyV6],
      everybody: true,
      public: true,
      party: anyone,
    };
  }
  // No cloud has a host of this address. Azure takes it, and CIS reads it as everywhere; as a deny it closes nothing.
  if (folded === "0.0.0.0")
    return {
      ...base,
      kind: "internet",
      words: `The Internet (${text})`,
      public: true,
      party: anyone,
    };
  // The public addresses of Azure, whose other customers can use them too.
  if (folded === "azurecloud" || folded.startsWith("azurecloud.")) {
    return {
      ...base,
      kind: "internet",
      words: `Everybody in Azure (${text})`,
      part: true,
      public: true,
      party: anyone,
    };
  }
  return /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)?$/.test(folded) ? { ...base, kind: "network" } : undefined;
}

function rangeSource(range: Range, base: Base, unions: Unions, networks: Networks): Source {
  const { text } = base;
  const stands = standing(range);
  const ranges = [range];
  const anyone = { name: "Anyone on the Internet", kind: "anyone" } as const;
  const own = internetShare(range);
  const together = stands === "special" ? undefined : holding(unions.all, range);
  if (own === "whole" || (together && internetShare(together) === "whole")) {
    return {
      ...base,
      kind: "internet",
      words: `The Internet (${text}${isPlainWhole(text) || own !== "whole" ? "" : ", which is every address"})`,
      ranges,
      everybody: own === "whole",
      public: true,
      party: anyone,
    };
  }
  const party = networks.partyOf(range);
  const joint = holding(unions.publicOnly, range);
  const wide =
    own === "wide" ||
    (stands === "public" && joint !== undefined && internetShare(joint) === "wide");
  if (own === "mistake" || (wide && !party)) {
    return {
      ...base,
      kind: "internet",
      words: `The Internet in part (${text})`,
      part: true,
      ranges,
      public: true,
      party: anyone,
    };
  }
  const isPublic = stands === "public";
  if (party)
    return {
      ...base,
      kind: "party",
      words: `${party.name} (${text})`,
      ranges,
      public: isPublic,
      party,
    };
  if (!isPublic) return { ...base, kind: "network", ranges };
  return {
    ...base,
    kind: "network",
    ranges,
    public: true,
    party: { name: `Network ${text}`, kind: "undeclared" },
  };
}

/** Written as people write it; behind another address a prefix of no bits is easily missed. */
function isPlainWhole(text: string): boolean {
  return /^[0:./]*$/.test(text);
}

/** A group of a provider's account is the provider's; any other is one's own or not known. */
function groupSource(base: Base, networks: Networks): Source {
  const account =
    wholeText(base.written.owner) ?? /^(\d{12})\//.exec(textOf(effective(base.written.value)))?.[1];
  const party = account === undefined ? undefined : networks.partyOfAccount(account);
  if (party) return { ...base, kind: "party", words: `${party.name} (${base.text})`, party };
  return { ...base, kind: "group" };
}

/** The joined range that holds this one; joined ranges are in order, so halves of the list are skipped. */
function holding(ranges: readonly Range[], range: Range): Range | undefined {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const each = ranges[middle];
    if (!each) return undefined;
    if (covers(each, range)) return each;
    const before =
      each.family === range.family ? each.first <= range.first : each.family < range.family;
    if (before) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** Broader than a party needs: /24 in IPv4, /48 in IPv6. */
export function isTooWide(source: Source): boolean {
  return source.ranges.some((range) => prefixLength(range) < (range.family === 4 ? 24 : 48));
}

function rangeOf(value: Value): Range | undefined {
  const text = wholeText(value);
  return text === undefined ? undefined : rangeOfText(text);
}

/** Azure also takes a range with a hyphen, of which the ends are addresses. */
function rangeOfText(text: string): Range | undefined {
  const single = parseRange(text);
  if (single) return single;
  const [first, last, ...rest] = text.split("-").map((each) => parseRange(each));
  if (!first || !last || rest.length > 0 || first.family !== last.family || last.last < first.first)
    return undefined;
  return { family: first.family, first: first.first, last: last.last };
}

function textOf(value: Value): string {
  const whole = wholeText(value);
  if (whole !== undefined) return whole.trim();
  return value.state === "known" && value.value !== null && isText(value.value)
    ? shape(value.value)
    : "${?}";
}

/** Ends in so long a prefix that no address before it makes it the Internet, not even in part. */
function isNarrow(value: Value): boolean {
  if (value.state !== "known" || value.value === null || !isText(value.value)) return false;
  const last = value.value.parts.at(-1);
  const length = last && "text" in last ? /\/(\d{1,3})$/.exec(last.text)?.[1] : undefined;
  return length !== undefined && Number(length) >= 24;
}

function holeReason(value: Value): Reason {
  if (value.state === "known" && value.value !== null && isText(value.value)) {
    for (const part of value.value.parts) if ("hole" in part) return part.hole;
  }
  return { kind: "missing" };
}
