// The derived kind `network.opening`: one fact for each rule and source. Puts conclusions together and decides nothing.

import type { Place, Reason, Value } from "../../expressions/value.ts";
import {
  absent,
  effective,
  known,
  textValue,
  unknown,
  wholeText,
} from "../../expressions/value.ts";
import type { AnalysisContext } from "../../model/analysis.ts";
import { keeper } from "../../model/kept.ts";
import type { AttributeType } from "../../model/kind.ts";
import { derivedKind } from "../../model/kind.ts";
import type { Resource, Target } from "../../model/resource.ts";
import type { OneText } from "./defaults.ts";
import { defaultOf } from "./defaults.ts";
import type { Fixes } from "./fixes.ts";
import { fixesOf } from "./fixes.ts";
import { prefixLength } from "./ip.ts";
import { portValues } from "./port-values.ts";
import type { PortRow } from "./ports.ts";
import type { Reach } from "./reach.ts";
import { reachWords } from "./reach.ts";
import type { Rule, Segment } from "./rule.ts";
import type { Source } from "./sources.ts";
import { isTooWide } from "./sources.ts";
import type { KnownTraffic, Traffic } from "./traffic.ts";
import { isEmpty, isEverything, isForAnswers, portWords } from "./traffic.ts";

const attributes = {
  "source-kind": "text",
  source: "text",
  /** How a sentence begins that speaks of the source. */
  "source-words": "text",
  /** The Internet, but not all of it. */
  part: "boolean",
  party: "text",
  "party-kind": "text",
  /** Why the access should be gone: provider-ended, contract-ended. */
  ended: "text",
  /** Addresses that everybody shares, not private ones. */
  public: "boolean",
  /** ipv4 or ipv6, where the source is a range of one of them. */
  family: "text",
  "prefix-length": "number",
  "too-wide": "boolean",
  /** Classes of ports: admin, remote-support, vpn, database, any. */
  ports: "list",
  /** Classes of which only services are open that are offered to the public on purpose at times. */
  offered: "list",
  /** The range is wide and happens to hold the port of a host or database or two. */
  incidental: "boolean",
  "port-range": "text",
  /** What is reached, by product and number: of hosts and databases that are administered, of remote support, of VPNs. */
  "admin-services": "text",
  "remote-support-services": "text",
  "vpn-services": "text",
  "all-ports": "boolean",
  protocol: "text",
  segment: "text",
  "segment-kind": "text",
  "dedicated-channel": "boolean",
  /** What is known of what lies behind, for the Internet, as a word of `Reach`; absent where it is reached or may be. */
  reach: "text",
  /** How a sentence goes on that says so; empty where nothing is to say. */
  "reach-words": "text",
  /** The list lets everything in from everywhere, as the one does that AWS makes. */
  "filters-nothing": "boolean",
  /** It is the one that AWS makes. */
  adopted: "boolean",
  /** Ports that answers come back on, which a list without memory has to leave open. */
  "for-answers": "boolean",
  customer: "text",
  /** What the register would call the party. */
  identity: "object",
  /** Always true; a fix that takes the rule out sets it to false. */
  present: "boolean",
} as const satisfies Readonly<Record<string, AttributeType>>;

type OpeningAttribute = keyof typeof attributes;

export const openingKind = derivedKind(
  "network.opening",
  "One effective way for a source to reach ports on a segment.",
  attributes,
);

/** A rule with what other rules leave open of it; or rules that cannot be known. */
export type Opened =
  | { readonly rule: Rule; readonly open?: (source: Source) => KnownTraffic }
  | {
      readonly unknown: Reason;
      readonly key: string;
      readonly owner: Resource;
      readonly segment: Segment;
      readonly at: Place;
    };

export interface OpeningContext extends Pick<AnalysisContext, "today" | "customer"> {
  readonly dedicatedChannel: boolean;
  readonly reachOf: (segment: Segment) => Reach;
  /** What else the segment lets the Internet in to, for numbers that say nothing alone. */
  readonly beside: (rule: Rule) => readonly PortRow[];
  readonly oneText: OneText;
}

/** The facts stay the same while what is opened and all that the context says of it do. */
export function openingsOf(opened: Opened, context: OpeningContext): readonly Resource[] {
  const asks = "rule" in opened && opened.rule.sources.some(({ kind }) => kind === "internet");
  const reach = asks ? context.reachOf(opened.rule.segment) : undefined;
  const beside = asks ? context.beside(opened.rule).map((row) => row.product) : [];
  const own = asks && context.oneText.isForAdministration(opened.rule);
  const said = asks ? portWords(context.oneText.traffic(opened.rule)) : "";
  const { today, customer, dedicatedChannel } = context;
  const from = [today, customer, dedicatedChannel, reach, beside.join(), own, said];
  return keptFacts(opened, from, () => factsOf(opened, context));
}

const keptFacts = keeper<readonly Resource[]>();

function factsOf(opened: Opened, context: OpeningContext): readonly Resource[] {
  if ("unknown" in opened) return [unknownRules(opened, context)];
  const { rule } = opened;
  const fixes = fixesOf(rule, context.oneText.isForAdministration(rule));
  const facts = rule.sources.flatMap((source, index): Resource[] => {
    const traffic = opened.open ? opened.open(source) : rule.traffic;
    if (isEmpty(traffic.traffic) && !traffic.more) return [];
    return [opening(rule, source, index, traffic, fixes(source), context)];
  });
  return rule.moreSources ? [...facts, moreSources(rule, rule.moreSources, context)] : facts;
}

type Values = Partial<Record<OpeningAttribute, Value>>;

function opening(
  rule: Rule,
  source: Source,
  index: number,
  traffic: KnownTraffic,
  fixes: Fixes,
  context: OpeningContext,
): Resource {
  const { value } = source.written;
  const { at, via } = value;
  const text = (words: string | undefined): Value =>
    words === undefined ? absent(at) : textValue(words, at, via);
  const boolean = (is: boolean): Value => known(is, at, via);
  const doubt = rule.doubt ?? source.reason;
  const values: Values = {
    source: effective(value),
    "source-words": text(wordsOf(rule, source)),
    ...(source.kind === "internet"
      ? portValues(rule, traffic, context.beside(rule), saidOf(rule, traffic, context))
      : portValues(rule, traffic)),
    "dedicated-channel": boolean(context.dedicatedChannel),
    ...reachValues(rule, source, traffic, context, at),
  };
  if (doubt || source.kind === undefined) {
    const reason = doubt ?? { kind: "missing" };
    for (const name of [
      "source-kind",
      "part",
      "party",
      "party-kind",
      "ended",
      "public",
      "family",
      "prefix-length",
      "too-wide",
    ] as const)
      values[name] = unknown(reason, at, via);
  } else {
    const [range] = source.ranges;
    const { party } = source;
    Object.assign(values, {
      "source-kind": text(source.kind),
      part: boolean(source.part),
      party: text(party?.name),
      "party-kind": text(party?.kind),
      ended: text(endedOf(source, context.today)),
      public: boolean(source.public),
      family: text(range && source.ranges.length === 1 ? `ipv${range.family}` : undefined),
      "prefix-length": range
        ? known({ type: "number", text: String(prefixLength(range)) }, at, via)
        : absent(at),
      "too-wide": boolean(isTooWide(source)),
      ...(party?.kind === "undeclared" && !value.sensitive
        ? { identity: identity(source, at) }
        : {}),
    } satisfies Values);
    const { partyReason } = source;
    for (const name of ["party", "party-kind", "ended", "public", "too-wide"] as const)
      if (partyReason) values[name] = unknown(partyReason, at, via);
  }
  const targets = Object.entries(fixes).filter(([, list]) => list.length > 0);
  return fact(
    `${rule.fields.key} ${index} ${source.text}`,
    rule,
    at,
    values,
    context,
    new Map(targets),
  );
}

/** What other rules let in by the same text is said with it, where nothing is taken out of this one. */
function saidOf(rule: Rule, { traffic, more }: KnownTraffic, { oneText }: OpeningContext): Traffic {
  return more || traffic !== rule.traffic.traffic ? traffic : oneText.traffic(rule);
}

/** A default holds unless whoever deploys says something else. */
function wordsOf(rule: Rule, source: Source): string {
  const fallback = source.kind === undefined ? undefined : defaultOf(rule, source);
  if (fallback?.of === undefined) return source.words;
  const words = `the default of ${fallback.of}`;
  return source.words.endsWith(")")
    ? `${source.words.slice(0, -1)}, ${words})`
    : `${source.words} (${words})`;
}

function reachValues(
  { segment, traffic: { traffic: written } }: Rule,
  source: Source,
  { traffic }: KnownTraffic,
  { reachOf }: OpeningContext,
  at: Place,
): Values {
  const isList = segment.kind === "network ACL";
  const reach = source.kind === "internet" ? reachedFrom(source, reachOf(segment)) : undefined;
  return {
    ...(reach === undefined ? {} : { reach: textValue(reach, at) }),
    "reach-words": textValue(reachWords(reach, segment.kind), at),
    "filters-nothing": known(
      isList && source.kind === "internet" && !source.part && isEverything(traffic),
      at,
    ),
    adopted: known(segment.adopted === true, at),
    "for-answers": known(isList && isForAnswers(written), at),
  };
}

/** What is not known to be out of reach over IPv6 is not so for a source of IPv6. */
function reachedFrom({ ranges }: Source, reach: Reach): Reach {
  if (reach !== "no-ipv4") return reach;
  const onlyV6 = ranges.length > 0 && ranges.every((each) => each.family === 6);
  return onlyV6 ? undefined : "inside";
}

/** The list of sources may hold others: an opening of which only the ports are known. */
function moreSources(rule: Rule, reason: Reason, context: OpeningContext): Resource {
  const { at } = rule.fields;
  return fact(
    `${rule.fields.key} more`,
    rule,
    at,
    { ...portValues(rule, rule.traffic), ...unknownValues(sourceAttributes, reason, at) },
    context,
    new Map(),
  );
}

function unknownRules(
  opened: Extract<Opened, { unknown: Reason }>,
  context: OpeningContext,
): Resource {
  const { owner, segment, key, at } = opened;
  const values = unknownValues([...sourceAttributes, ...portAttributes], opened.unknown, at);
  return fact(
    key,
    { segment, exists: owner.exists, fields: { owner, at, key } },
    at,
    values,
    context,
    new Map(),
  );
}

const sourceAttributes = [
  "source-kind",
  "source",
  "source-words",
  "part",
  "party",
  "party-kind",
  "ended",
  "public",
  "family",
  "prefix-length",
  "too-wide",
] as const;
const portAttributes = [
  "ports",
  "port-range",
  "admin-services",
  "remote-support-services",
  "vpn-services",
  "all-ports",
  "protocol",
] as const;

function unknownValues(names: readonly OpeningAttribute[], reason: Reason, at: Place): Values {
  const values: Values = {};
  for (const name of names) values[name] = unknown(reason, at);
  return values;
}

interface Owner extends Pick<Rule, "segment" | "exists"> {
  readonly fields: Pick<Rule["fields"], "owner" | "at" | "key">;
}

function fact(
  id: string,
  rule: Owner,
  at: Place,
  given: Values,
  context: OpeningContext,
  targets: ReadonlyMap<string, readonly Target[]>,
): Resource {
  const { segment, fields } = rule;
  const values = new Map<string, Value>(Object.entries(given));
  values.set("segment", textValue(segment.name, segment.at));
  values.set("segment-kind", textValue(segment.kind, segment.at));
  values.set("dedicated-channel", known(context.dedicatedChannel, at));
  values.set(
    "customer",
    context.customer === undefined ? absent(at) : textValue(context.customer, at),
  );
  values.set("present", known(true, at));
  for (const name of Object.keys(attributes)) if (!values.has(name)) values.set(name, absent(at));
  const { owner } = fields;
  return {
    kind: openingKind.kind,
    id,
    name: segment.name,
    declarations:
      segment.id === undefined || segment.id === owner.id ? [owner.id] : [owner.id, segment.id],
    at: fields.at,
    attributes: values,
    exists: rule.exists,
    targets,
    // One for IPv4 and one for IPv6 say the same of the list.
    cause:
      wholeText(values.get("filters-nothing")) === "true"
        ? `opening ${segment.id ?? fields.key} everything`
        : `opening ${fields.key}`,
  };
}

function endedOf(source: Source, today: string): string | undefined {
  const provider = source.party?.provider;
  if (!provider) return undefined;
  if (provider.ended) return "provider-ended";
  return provider.contractEnds !== undefined && provider.contractEnds < today
    ? "contract-ended"
    : undefined;
}

function identity(source: Source, at: Place): Value {
  const member = (text: string) => ({ value: textValue(text, at), key: at });
  return known(
    {
      type: "dict",
      entries: new Map([
        ["key", member("networks")],
        ["value", member(source.text)],
      ]),
    },
    at,
  );
}
