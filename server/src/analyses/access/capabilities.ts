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
  readonly required: readonly string[];
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

export const escalationPaths: readonly EscalationPath[] = (
  Array.isArray(tables.escalationPaths) ? (tables.escalationPaths as readonly Literal[]) : []
).map((row) => ({ id: textOf(memberOf(row, "id")), required: texts(memberOf(row, "required")) }));

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
