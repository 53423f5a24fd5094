// The small tables of policies/ that are compiled in: their shape, and nothing of their contents.

import type { Literal } from "./kind.ts";

export interface SmallTables {
  readonly advisories: readonly Advisory[];
  readonly attack: Attack;
  /** policies/capabilities.yaml and policies/ports.yaml as they are written; null where there is no such file. */
  readonly capabilities: Literal;
  readonly ports: Literal;
  /** policies/access-levels.yaml and policies/deployers.yaml. */
  readonly accessLevels: Literal;
  readonly deployers: Literal;
  /**
   * IAM's actions that only read (`reading`) or do not (`writing`) although their verb says the other: for each
   * service their names in lower case, with spaces between.
   */
  readonly misnamedActions: Literal;
  /** The tables of policies/data/ of these names: a list of their records. */
  readonly knownAccounts: Literal;
  readonly escalationPaths: Literal;
  /** policies/data/action-resources.jsonl: the types of resources that those actions need. */
  readonly actionResources: Literal;
  /** Names of the AWS services no action of which takes a resource. */
  readonly unscopedServices: Literal;
}

/** What the serverless transform needs. */
export interface ServerlessTables {
  readonly policyTemplates: Literal;
  readonly connectors: Literal;
  /** The names of managed-policies.jsonl below their paths: a small part of a large table. */
  readonly managedPolicyNames: Literal;
}

export interface Advisory {
  readonly id: string;
  readonly title: string;
  readonly address: string;
  readonly published: string;
  readonly sections: readonly AdvisorySection[];
}

export interface AdvisorySection {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** What the section recommends, in our words. */
  readonly recommends: string;
  /** How much of it code can show. */
  readonly visible: "strongly" | "partly" | "evidence";
  /** What code shows, and what only people can check. */
  readonly code: string;
  readonly people: string;
}

export interface Attack {
  /** The version of ATT&CK that policies cite. */
  readonly version: number;
  readonly names: ReadonlyMap<string, string>;
  /** Ids that the following version gave another number. */
  readonly renamed: ReadonlyMap<string, string>;
}
