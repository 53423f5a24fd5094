// One statement made ready to be asked of hundreds of actions and types whether it speaks of them. Decides no request.

import type { Truth } from "../../expressions/truth.ts";
import { anyOf, not, truth } from "../../expressions/truth.ts";
import type { Statement } from "../../model/document.ts";
import type { ActionSet, NamedActions } from "./action-names.ts";
import { actionsOn, addSet, inverted, isInSet, namedActions, setWords } from "./action-names.ts";
import type { ResourcePattern, Target } from "./arn-pattern.ts";
import { coversTarget, isSingle, reachesType, resourcePattern, textOnType } from "./arn-pattern.ts";
import type { AskedAction, AskedType } from "./asked.ts";
import { typeCount } from "./asked.ts";
import type { Request } from "./conditions.ts";
import { coversAction } from "./statement.ts";

/** Remembers what it answered of types: they are asked about for every action, and for every holder of a policy. */
export class AskedStatement {
  readonly statement: Statement;
  /** Is it for every resource there is? */
  readonly all: Truth;
  /** The actions that it speaks of for certain, and those that it may speak of. */
  readonly certain: ActionSet;
  readonly possible: ActionSet;
  private readonly patterns: readonly ResourcePattern[];
  /** The bits of an answer for each type; zero where there is none yet. */
  private types: Uint8Array | undefined;

  constructor(statement: Statement) {
    const { actions, notActions, resources, notResources } = statement;
    this.statement = statement;
    const named = actions ?? notActions;
    const { certain, possible } = named ? namedActions(named) : nothing;
    this.certain = actions ? certain : named ? inverted(possible) : certain;
    this.possible = actions ? possible : named ? inverted(certain) : possible;
    this.patterns = (resources ?? notResources)?.values.map(resourcePattern) ?? [];
    this.all = this.covers((each) => each.everything);
  }

  /** Does it speak of the action? */
  acts(action: AskedAction): Truth {
    const { number } = action;
    if (number === undefined) return coversAction(this.statement, action);
    if (isInSet(this.certain, number)) return "yes";
    return isInSet(this.possible, number) ? "unknown" : "no";
  }

  /**
   * The actions that it may speak of on a resource that they take: a name of one service says nothing
   * of the resources of another.
   */
  within(): ActionSet {
    const { resources } = this.statement;
    if (!resources || resources.more || this.all !== "no") return this.possible;
    const found = new Uint32Array(setWords);
    for (const { service } of this.patterns) {
      if (service === undefined) return this.possible;
      addSet(found, actionsOn(service));
    }
    for (let index = 0; index < setWords; index++)
      found[index] = (found[index] ?? 0) & (this.possible[index] ?? 0);
    return found;
  }

  /** Does it allow what it does on every resource, whatever the request is? */
  isForEverything(): boolean {
    const { effect, conditions, moreConditions, resources } = this.statement;
    const always = effect === "allow" && conditions.length === 0 && !moreConditions;
    // What is left out by name may be all of a type.
    return always && resources !== undefined && this.all === "yes";
  }

  /** Whatever it speaks of are single resources: not everything, and not all of a type. */
  isNarrow(): boolean {
    const { resources } = this.statement;
    return resources !== undefined && !resources.more && this.patterns.every(isSingle);
  }

  coversTarget(target: Target, request: Request): Truth {
    const { variables } = this.statement;
    return this.covers((each) => coversTarget(each, target, request, variables));
  }

  /** Is it for every resource of the type, whatever the request is? */
  coversType(type: AskedType): Truth {
    return this.known(type, 0) ?? this.keep(type, 0, this.coversTarget(type.anyOne, unasked));
  }

  /** Can it speak of some resource of the type? */
  reaches(type: AskedType): Truth {
    return this.known(type, 2) ?? this.keep(type, 2, this.findReach(type));
  }

  private findReach(type: AskedType): Truth {
    const { resources } = this.statement;
    if (!resources) return this.names(type);
    const found = anyOf(this.patterns, (each) => reachesType(each, type.own));
    return found === "no" && resources.more ? "unknown" : found;
  }

  /** Is there a pattern that surely covers resources of the type? */
  names(type: AskedType): Truth {
    return this.known(type, 4) ?? this.keep(type, 4, truth(this.findPatterns(type).length > 0));
  }

  /** All of these, as text. */
  patternsOn(type: AskedType): readonly string[] {
    return this.names(type) === "yes" ? this.findPatterns(type) : none;
  }

  private findPatterns(type: AskedType): readonly string[] {
    if (!this.statement.resources) return this.coversType(type) === "yes" ? [type.own] : none;
    return this.patterns.flatMap((each) => textOnType(each, type.own) ?? []);
  }

  /** Whether one of its resources does, or, of those that it leaves out, none. */
  private covers(one: (pattern: ResourcePattern) => Truth): Truth {
    const { resources, notResources } = this.statement;
    const written = resources ?? notResources;
    if (!written) return "no";
    const found = anyOf(this.patterns, one);
    const some = found === "no" && written.more ? "unknown" : found;
    return resources ? some : not(some);
  }

  /** One of three answers about a type, kept in two bits. */
  private known({ number }: AskedType, shift: number): Truth | undefined {
    if (number === undefined || !this.types) return undefined;
    return truths[((this.types[number] ?? 0) >>> shift) & 3];
  }

  private keep({ number }: AskedType, shift: number, found: Truth): Truth {
    if (number === undefined) return found;
    this.types ??= new Uint8Array(typeCount);
    this.types[number] = (this.types[number] ?? 0) | (truths.indexOf(found) << shift);
    return found;
  }
}

const nothing: NamedActions = {
  certain: new Uint32Array(setWords),
  possible: new Uint32Array(setWords),
};
const none: readonly string[] = [];
const truths: readonly (Truth | undefined)[] = [undefined, "no", "unknown", "yes"];
const unasked: Request = () => undefined;

export function askedStatement(statement: Statement): AskedStatement {
  let asked = statements.get(statement);
  if (!asked) {
    asked = new AskedStatement(statement);
    statements.set(statement, asked);
  }
  return asked;
}

const statements = new WeakMap<Statement, AskedStatement>();
