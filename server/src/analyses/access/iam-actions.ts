// The list of IAM's actions, service by service as it is asked for: their access levels and resource types. Knows no policy.

import type { Table } from "../../model/table.ts";
import { actionNeeds } from "./capabilities.ts";

/** AWS's own levels, from what changes nothing to what changes who may do what. */
export const accessLevels = ["list", "read", "tagging", "write", "permissions"] as const;

export type AccessLevel = (typeof accessLevels)[number];

export interface IamAction {
  /** Without the prefix of its service. */
  readonly name: string;
  readonly lower: string;
  readonly level: AccessLevel;
  /** Numbers of the types that it acts on: `0,!3`, a required one behind a `!`. */
  readonly on: string;
}

export interface IamActions {
  /** By a prefix in lower case. */
  readonly service: (id: string) => IamService | undefined;
  readonly services: () => readonly IamService[];
}

interface Row extends Readonly<Partial<Record<AccessLevel, string>>> {
  readonly id: string;
  /** Each a name and a pattern: `bucket arn:*:s3:::*`. */
  readonly types: readonly string[];
}

/** One service of the list; it has thousands of actions in all, so each is cut out when it is asked for. */
export class IamService {
  /** The prefix of its actions: `s3`. */
  readonly id: string;
  private readonly row: Row;
  private cut: readonly IamAction[] | undefined;
  private byName: ReadonlyMap<string, number> | undefined;
  private patterns: readonly string[] | undefined;
  private number: number | undefined;

  constructor(row: Row) {
    this.row = row;
    this.id = row.id;
  }

  count(level: AccessLevel): number {
    const text = this.row[level];
    if (text === undefined) return 0;
    let count = 1;
    for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) count++;
    return count;
  }

  size(): number {
    this.number ??= accessLevels.reduce((sum, level) => sum + this.count(level), 0);
    return this.number;
  }

  actions(): readonly IamAction[] {
    this.cut ??= accessLevels.flatMap((level) =>
      (this.row[level]?.split(" ") ?? []).map((each) => actionFrom(each, level)),
    );
    return this.cut;
  }

  /** The place among the actions of a name without the prefix, in lower case. */
  indexOf(lower: string): number | undefined {
    this.byName ??= new Map(this.actions().map((each, index) => [each.lower, index]));
    return this.byName.get(lower);
  }

  /** Patterns for all resources that its actions take. */
  types(): readonly string[] {
    this.patterns ??= [...new Set(this.row.types.flatMap(patternsOf))];
    return this.patterns;
  }

  /** What the resources of an action are called: `bucket`, `object`. None: it takes `*` alone. */
  actsOn({ on }: IamAction): readonly string[] {
    return numbers(on).flatMap(({ at }) => {
      const type = this.row.types[at];
      return type === undefined ? [] : [type.slice(0, cutOf(type))];
    });
  }

  /** The same for actions that need the same resources. */
  kindOf(action: IamAction): string {
    return actionNeeds.has(`${this.id}:${action.lower}`) ? action.lower : action.on;
  }

  /** Patterns for the resources that an action needs: one of each inner list. */
  needs(action: IamAction): readonly (readonly string[])[] {
    const own = actionNeeds.get(`${this.id}:${action.lower}`);
    if (own) return own;
    const of = (required: boolean): readonly (readonly string[])[] =>
      numbers(action.on).flatMap((each) => {
        const type = each.required === required ? this.row.types[each.at] : undefined;
        // AWS's own resources are no alternative to those of the account.
        return type === undefined || type.split(":")[4] === "aws" ? [] : [patternsOf(type)];
      });
    const required = of(true);
    if (required.length > 0) return required;
    const some = of(false).flat();
    return some.length > 0 ? [some] : [];
  }
}

function actionFrom(written: string, level: AccessLevel): IamAction {
  const cut = written.indexOf(":");
  const name = cut < 0 ? written : written.slice(0, cut);
  return { name, lower: name.toLowerCase(), level, on: cut < 0 ? "" : written.slice(cut + 1) };
}

function numbers(on: string): readonly { readonly at: number; readonly required: boolean }[] {
  if (on === "") return [];
  return on.split(",").map((each) => {
    const required = each.startsWith("!");
    return { at: Number(required ? each.slice(1) : each), required };
  });
}

/** A few types have several forms of ARN: `arn:…, arn:…`. */
function patternsOf(type: string): readonly string[] {
  return type.slice(cutOf(type) + 1).split(", ");
}

/** Names of types may have spaces. */
function cutOf(type: string): number {
  return type.indexOf(" arn:");
}

export function iamActions(table: Table): IamActions {
  let read = readings.get(table);
  if (!read) {
    read = reading(table);
    readings.set(table, read);
  }
  return read;
}

/** A table is loaded once and asked at every hover. */
const readings = new WeakMap<Table, IamActions>();

function reading(table: Table): IamActions {
  const known = new Map<unknown, IamService>();
  const serviceOf = (row: unknown): IamService => {
    const present = known.get(row) ?? new IamService(row as Row);
    known.set(row, present);
    return present;
  };
  let all: readonly IamService[] | undefined;
  return {
    service: (id) => {
      const row = table.get(id);
      return row === undefined ? undefined : serviceOf(row);
    },
    services: () => {
      all ??= [...table.values()].map(serviceOf);
      return all;
    },
  };
}
