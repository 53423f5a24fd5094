// What actions mean, as policies/capabilities.yaml and the escalation paths have it. Decides nothing.

import { tables } from "../../generated/tables.ts";
import type { Literal } from "../../model/kind.ts";

export interface Capability {
  readonly name: string;
  readonly aws?: AwsActions;
  readonly azure?: AzureActions;
}

export interface AwsActions {
  readonly any: readonly string[];
  readonly all: readonly string[];
  /** Only where the resource is everything. */
  readonly everywhere: boolean;
  /** One of the escalation paths is open. */
  readonly paths: boolean;
}

export interface AzureActions {
  readonly any: readonly string[];
  readonly all: readonly string[];
  readonly data: readonly string[];
}

export interface EscalationPath {
  readonly id: string;
  readonly category: "new-passrole" | "existing-passrole" | "principal-access" | "self-escalation";
  readonly required: readonly string[];
  /** The services to which the path passes a role. */
  readonly passedTo: readonly string[];
}

export const capabilities: readonly Capability[] = entriesOf(tables.capabilities).map(
  ([name, of]) => {
    const aws = memberOf(of, "aws");
    const azure = memberOf(of, "azure");
    return {
      name,
      ...(aws === undefined
        ? {}
        : {
            aws: {
              ...actionsOf(aws),
              everywhere: memberOf(aws, "everywhere") === true,
              paths: memberOf(aws, "paths") === true,
            },
          }),
      ...(azure === undefined
        ? {}
        : { azure: { ...actionsOf(azure), data: texts(memberOf(azure, "data")) } }),
    };
  },
);

export const escalationPaths: readonly EscalationPath[] = rows(tables.escalationPaths).map(
  (row) => ({
    id: textOf(memberOf(row, "id")),
    category: textOf(memberOf(row, "category")) as EscalationPath["category"],
    required: texts(memberOf(row, "required")),
    passedTo: texts(memberOf(row, "passedTo")),
  }),
);

/** What the trust of a role names that is passed to the service, where that is another word. */
export const trustedAs: ReadonlyMap<string, string> = new Map(
  rows(tables.escalationPaths).flatMap((row) => {
    const passedTo = texts(memberOf(row, "passedTo"));
    return texts(memberOf(row, "trusted")).map((name, index) => [passedTo[index] ?? name, name]);
  }),
);

/**
 * For an action in lower case, the types of resources that it needs: one of each inner list. Undefined
 * for an action that no capability and no path is made of.
 */
export const actionNeeds: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  rows(tables.actionResources).map((row) => {
    const needs = memberOf(row, "needs");
    const lists = Array.isArray(needs) ? needs.map(texts) : [];
    return [textOf(memberOf(row, "id")).toLowerCase(), lists];
  }),
);

function rows(table: Literal): readonly Literal[] {
  return Array.isArray(table) ? table : [];
}

function actionsOf(literal: Literal): {
  readonly any: readonly string[];
  readonly all: readonly string[];
} {
  return { any: texts(memberOf(literal, "any")), all: texts(memberOf(literal, "all")) };
}

function entriesOf(literal: Literal): readonly (readonly [string, Literal])[] {
  return typeof literal === "object" && literal !== null && !Array.isArray(literal)
    ? Object.entries(literal)
    : [];
}

function memberOf(literal: Literal, name: string): Literal | undefined {
  return entriesOf(literal).find(([key]) => key === name)?.[1];
}

function textOf(literal: Literal | undefined): string {
  return typeof literal === "string" ? literal : "";
}

function texts(literal: Literal | undefined): readonly string[] {
  return Array.isArray(literal) ? literal.map(textOf) : [];
}
