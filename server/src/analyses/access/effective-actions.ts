// How many of IAM's actions some statements allow, service by service: Allow minus Deny on resources that fit. Knows no caller.

import type { Truth } from "../../expressions/truth.ts";
import type { Statement } from "../../model/document.ts";
import { askedAction, askedType } from "./asked.ts";
import { allowedSomewhere } from "./decider.ts";
import type { AccessLevel, IamActions, IamService } from "./iam-actions.ts";
import { accessLevels } from "./iam-actions.ts";
import { typesReached } from "./resource-types.ts";
import type { ActionPatterns } from "./service-coverage.ts";
import { actionPatterns, coverage, effort, namesService, no } from "./service-coverage.ts";
import { coversAll } from "./statement.ts";

export interface EffectiveActions {
  /** Services of which something is allowed, if only under conditions. */
  readonly services: readonly ServiceShare[];
  /** Services of which nothing is allowed for certain, and something may be. */
  readonly open: readonly IamService[];
  /** What is allowed, if only under conditions, by access level. */
  readonly levels: Readonly<Record<AccessLevel, number>>;
  readonly allowed: number;
  /** Of these, only where a condition is met. */
  readonly conditional: number;
  /** Neither allowed nor ruled out, since something in the policy is not known. */
  readonly unknown: number;
  /** Allowed by one statement and denied by another on every resource. */
  readonly denied: number;
  /** The whole list is allowed. */
  readonly everything: boolean;
}

export interface ServiceShare {
  readonly service: IamService;
  readonly allowed: number;
}

/**
 * `only` names the services that a policy of a resource can speak of. Undefined where the policy is
 * too long to be held against the list while somebody waits.
 */
export function effectiveActions(
  statements: readonly Statement[],
  list: IamActions,
  only: readonly string[] = [],
): EffectiveActions | undefined {
  const all = prepared(statements);
  const count = new Count();
  let work = 0;
  for (const service of servicesFor(all, list, only)) {
    const about = all.filter((each) => namesService(each.patterns, service.id));
    work += about.reduce((sum, each) => sum + effort(each.patterns, service), 0);
    if (work > mostWork) return undefined;
    decideService(service, about, count);
  }
  return count.result(list);
}

/** Comparisons of an action with a statement's patterns; the longest managed policies need a tenth. */
const mostWork = 2_000_000;

interface Prepared {
  readonly statement: Statement;
  /** An Allow without its conditions; a Deny as it is. */
  readonly bare: Statement;
  readonly patterns: ActionPatterns;
}

function prepared(statements: readonly Statement[]): readonly Prepared[] {
  // A trust policy has no resource: it speaks of its own role.
  const ownResource = !statements.some((each) => each.resources ?? each.notResources);
  return statements.flatMap((written): readonly Prepared[] => {
    const patterns = written.effect === "other" ? undefined : actionPatterns(written);
    if (!patterns) return [];
    const statement = ownResource
      ? { ...written, notResources: { at: written.at, values: [] } }
      : written;
    const { moreConditions: _, ...rest } = statement;
    const bare = statement.effect === "deny" ? statement : { ...rest, conditions: [] };
    return [{ statement, bare, patterns }];
  });
}

/** The services that an Allow may give something of. */
function servicesFor(
  all: readonly Prepared[],
  list: IamActions,
  only: readonly string[],
): readonly IamService[] {
  if (only.length > 0) return only.flatMap((each) => list.service(each) ?? []);
  const names = new Set<string>();
  for (const { bare, patterns } of all) {
    if (bare.effect === "deny") continue;
    if (patterns.not || patterns.open || patterns.ofAny.length > 0) return list.services();
    for (const each of patterns.ofService.keys()) names.add(each);
  }
  return [...names].flatMap((each) => list.service(each) ?? []);
}

/** A statement with the actions of one service, on resources that the service has. */
interface Covering extends Prepared {
  readonly covers: Uint8Array | number;
  /** The types of the service that its resources may be of; undefined: all there are. */
  readonly on?: ReadonlySet<string>;
}

function decideService(service: IamService, about: readonly Prepared[], count: Count): void {
  const those = about.flatMap((each): readonly Covering[] => {
    const covers = coverage(each.patterns, service);
    if (covers === no) return [];
    if (coversAll(each.bare) !== "no") return [{ ...each, covers }];
    const on = typesReached(each.bare, service.types(), service.id);
    return on.size === 0 ? [] : [{ ...each, covers, on }];
  });
  if (!those.some((each) => each.bare.effect !== "deny")) return;
  const anywhere = those.every((each) => each.on === undefined);
  if (anywhere && those.every((each) => typeof each.covers === "number")) {
    count.add(service, outcome(`${service.id}:AnyAction`, [], those));
    return;
  }
  // Most actions of a service are decided by the same statements on the same types.
  const groups = new Map<string, Group>();
  let last: { readonly key: string; readonly group: Group } | undefined;
  for (const [index, action] of service.actions().entries()) {
    let key = anywhere ? "" : service.kindOf(action);
    let speaks = false;
    for (const { covers, bare } of those) {
      const truth = typeof covers === "number" ? covers : (covers[index] ?? no);
      key += truths[truth] ?? "";
      speaks ||= truth !== no && bare.effect !== "deny";
    }
    if (!speaks) continue;
    let group = last?.key === key ? last.group : groups.get(key);
    if (!group) {
      const speaking = those.filter(
        ({ covers }) => (typeof covers === "number" ? covers : covers[index]) !== no,
      );
      const needs = anywhere ? [] : needsOn(service.needs(action), speaking);
      group = { result: outcome(`${service.id}:${action.lower}`, needs, speaking), sums: none() };
      groups.set(key, group);
    }
    last = { key, group };
    group.sums[action.level]++;
  }
  for (const { result, sums } of groups.values())
    for (const level of accessLevels) count.put(service, level, result, sums[level]);
}

/** Actions that are decided alike. */
interface Group {
  readonly result: Outcome;
  readonly sums: Record<AccessLevel, number>;
}

/** A character for each truth: no, perhaps, yes. */
const truths = "-?+";

function none(): Record<AccessLevel, number> {
  return { list: 0, read: 0, tagging: 0, write: 0, permissions: 0 };
}

function needsOn(
  needs: readonly (readonly string[])[],
  those: readonly Covering[],
): readonly (readonly string[])[] {
  return needs.map((types) => types.filter((type) => those.some(({ on }) => !on || on.has(type))));
}

type Outcome = "allowed" | "conditional" | "unknown" | "denied" | "no";

function outcome(
  action: string,
  needs: readonly (readonly string[])[],
  those: readonly Prepared[],
): Outcome {
  const asked = askedAction(action);
  const types = needs.map((each) => each.map(askedType));
  const decide = (statements: readonly Statement[]): Truth =>
    allowedSomewhere(asked, types, statements);
  const met = decide(those.map((each) => each.bare));
  if (met === "unknown") return "unknown";
  if (met === "yes") {
    const asks = those.some((each) => each.bare !== each.statement && hasConditions(each));
    return !asks || decide(those.map((each) => each.statement)) === "yes"
      ? "allowed"
      : "conditional";
  }
  const allows = those.filter((each) => each.bare.effect !== "deny");
  if (allows.length === those.length) return "no";
  return decide(allows.map((each) => each.bare)) === "yes" ? "denied" : "no";
}

function hasConditions({ statement }: Prepared): boolean {
  return statement.conditions.length > 0 || statement.moreConditions !== undefined;
}

/** The sums, service by service. */
class Count {
  private readonly shares = new Map<IamService, number>();
  private readonly open = new Set<IamService>();
  private readonly levels = none();
  private readonly sums: Record<Outcome, number> = {
    allowed: 0,
    conditional: 0,
    unknown: 0,
    denied: 0,
    no: 0,
  };

  /** The same for every action of the service. */
  add(service: IamService, result: Outcome): void {
    for (const level of accessLevels) this.put(service, level, result, service.count(level));
  }

  result(list: IamActions): EffectiveActions {
    const { allowed, conditional, unknown, denied } = this.sums;
    const services = [...this.shares].map(([service, share]) => ({ service, allowed: share }));
    const some = allowed + conditional;
    return {
      services: services.toSorted((a, b) => b.allowed - a.allowed),
      open: [...this.open].filter((each) => !this.shares.has(each)),
      levels: this.levels,
      allowed: some,
      conditional,
      unknown,
      denied,
      everything:
        services.length > 1 &&
        unknown + denied === 0 &&
        some === list.services().reduce((sum, each) => sum + each.size(), 0),
    };
  }

  put(service: IamService, level: AccessLevel, result: Outcome, number: number): void {
    this.sums[result] += number;
    if (number > 0 && result === "unknown") this.open.add(service);
    if (number === 0 || (result !== "allowed" && result !== "conditional")) return;
    this.levels[level] += number;
    this.shares.set(service, (this.shares.get(service) ?? 0) + number);
  }
}
