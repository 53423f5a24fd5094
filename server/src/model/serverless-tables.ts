// The tables that the serverless transform needs, typed: policy templates, connectors, names of managed policies.

import { serverless } from "../generated/serverless.ts";
import { once } from "../text/once.ts";
import type { Literal } from "./kind.ts";

export interface PolicyTemplate {
  readonly parameters: readonly string[];
  readonly statement: Literal;
}

/** What a connector from one type to another gives. */
export interface Connector {
  readonly gives: string;
  /** Whose role or policy is added to. */
  readonly to: "source" | "destination";
  /** The access that must be asked for together; absent: any of it. */
  readonly combinations?: readonly (readonly string[])[];
  /** Read or Write, and its statements or its permission. */
  readonly access: ReadonlyMap<string, Literal>;
}

/** How a connector refers to a resource of a type, as functions of `%{logicalId}`. */
export interface ConnectedType {
  readonly role?: Literal;
  readonly properties: ReadonlyMap<string, Literal>;
}

export const policyTemplates = once(
  (): ReadonlyMap<string, PolicyTemplate> =>
    new Map(
      list(serverless.policyTemplates).map((row) => [
        word(row, "name"),
        { parameters: words(field(row, "parameters")), statement: field(row, "statement") },
      ]),
    ),
);

export function connectorOf(source: string, destination: string): Connector | undefined {
  return connectors().get(`${source} ${destination}`);
}

const connectors = once(
  (): ReadonlyMap<string, Connector> =>
    new Map(
      list(serverless.connectors)
        .filter((row) => word(row, "gives") !== "")
        .map((row) => [
          `${word(row, "source")} ${word(row, "destination")}`,
          {
            gives: word(row, "gives"),
            to: word(row, "to") === "source" ? "source" : "destination",
            access: new Map(entries(field(row, "access"))),
            ...(field(row, "combinations") === null
              ? {}
              : { combinations: list(field(row, "combinations")).map(words) }),
          },
        ]),
    ),
);

export const connectedTypes = once(
  (): ReadonlyMap<string, ConnectedType> =>
    new Map(
      list(serverless.connectors)
        .filter((row) => word(row, "type") !== "")
        .map((row) => [
          word(row, "type"),
          {
            ...(field(row, "role") === null ? {} : { role: field(row, "role") }),
            properties: new Map(entries(row)),
          },
        ]),
    ),
);

/** The path and name of a managed policy of AWS by its name. */
export function managedPolicyPath(name: string): string | undefined {
  return managedPolicies().get(name);
}

const managedPolicies = once(
  (): ReadonlyMap<string, string> =>
    new Map(
      entries(serverless.managedPolicyNames).flatMap(([path, names]) =>
        words(names).map((name): [string, string] => [name, `${path.slice(1)}${name}`]),
      ),
    ),
);

function list(data: Literal): readonly Literal[] {
  return Array.isArray(data) ? (data as readonly Literal[]) : [];
}

function entries(data: Literal): readonly (readonly [string, Literal])[] {
  return typeof data === "object" && data !== null && !Array.isArray(data)
    ? Object.entries(data)
    : [];
}

function field(data: Literal, key: string): Literal {
  return entries(data).find(([name]) => name === key)?.[1] ?? null;
}

function word(data: Literal, key: string): string {
  const value = field(data, key);
  return typeof value === "string" ? value : "";
}

function words(data: Literal): readonly string[] {
  return list(data).filter((each) => typeof each === "string");
}
