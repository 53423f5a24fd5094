// One statement made ready to be asked of hundreds of actions and types whether it speaks of them. Decides no request.

import type { Truth } from "../../expressions/truth.ts";
import { anyOf, not, truth } from "../../expressions/truth.ts";
import type { Statement } from "../../model/document.ts";
import type { ActionSet } from "./action-names.ts";
import { coversName, isInSet, setOf } from "./action-names.ts";
import type { ResourcePattern, Target } from "./arn-pattern.ts";
import { coversTarget, reachesType, resourcePattern, textOnType } from "./arn-pattern.ts";
import type { AskedAction, AskedType } from "./asked.ts";
import { typeCount } from "./asked.ts";
import type { Request } from "./conditions.ts";

/** Remembers what it answered of types: they are asked about for every action, and for every holder of a policy. */
export class AskedStatement {
  readonly statement: Statement;
  /** Is it for every resource there is? */
  readonly all: Truth;
  private readonly set: ActionSet | undefined;
  private readonly patterns: readonly ResourcePattern[];
  /** The bits of an answer for each type; zero where there is none yet. */
  private types: Uint8Array | undefined;

  constructor(statement: Statement) {
    const { actions, notActions, resources, notResources } = statement;
    const named = actions ?? notActions;
    this.statement = statement;
    this.set = named && setOf(named);
    this.patterns = (resources ?? notResources)?.values.map(resourcePattern) ?? [];
    this.all = this.covers((each) => each.everything);
  }

  /** Does it speak of the action? */
  acts(action: AskedAction): Truth {
    const { actions, notActions } = this.statement;
    const named = actions ?? notActions;
    if (!this.set || !named) return "no";
    const { number } = action;
    const found = number === undefined ? coversName(named, action) : isInSet(this.set, number);
    return actions ? found : not(found);
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
