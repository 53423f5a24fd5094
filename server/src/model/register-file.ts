// Reads the register `.msplint.yaml`: who is who, from YAML with ranges. Knows no policy.

import { validateRegister } from "../generated/validators.ts";
import type { DataNode, EntryNode } from "../syntax/node.ts";
import { entry } from "../syntax/node.ts";
import { readStrictYaml } from "../syntax/strict-yaml/read.ts";
import type { Validator } from "../syntax/strict-yaml/schema.ts";
import { schemaProblems } from "../syntax/strict-yaml/schema.ts";
import type { Problem } from "../text/problem.ts";
import type { Range } from "../text/range.ts";
import type { SourceFile } from "../text/source-file.ts";
import type { Customer, Own, Provider, Register, RegisterIgnore } from "./register.ts";
import { severities } from "./register.ts";

export const registerName = ".msplint.yaml";

const validate: Validator = validateRegister;

export interface ReadRegister {
  readonly register: Register;
  readonly problems: readonly Problem[];
}

/** What is wrong is a problem at its place; the rest is used. */
export function readRegister(file: SourceFile): ReadRegister {
  const tree = readStrictYaml(file.text);
  const problems: Problem[] = [];
  const report = (range: Range, message: string): void => {
    problems.push({
      id: "analysis/register-error",
      file: file.path,
      range,
      message,
      incomplete: true,
    });
  };
  for (const each of schemaProblems(tree, validate)) report(each.range, each.message);
  const root = tree.root;
  const own = valueOf(root, "own");
  const register: Register = {
    file: file.path,
    own: ownOf(own),
    providers: items(valueOf(root, "providers")).map((node) => provider(node, file)),
    customers: items(valueOf(root, "customers")).map(customer),
    policies: new Map(members(valueOf(root, "policies")).flatMap(override)),
    exclude: texts(valueOf(root, "exclude")),
    ignore: items(valueOf(root, "ignore")).map((node) => ignore(node, file)),
  };
  checkAccounts(root, report);
  return { register, problems };
}

function ownOf(node: DataNode | undefined): Own {
  return {
    awsAccounts: texts(valueOf(node, "aws-accounts")),
    ...optional("awsOrganization", text(node, "aws-organization")),
    azureTenants: guids(valueOf(node, "azure-tenants")),
    azureSubscriptions: guids(valueOf(node, "azure-subscriptions")),
    networks: texts(valueOf(node, "networks")),
    domains: texts(valueOf(node, "domains")),
  };
}

function provider(node: DataNode, file: SourceFile): Provider {
  const name = valueOf(node, "name");
  return {
    name: text(node, "name") ?? "",
    kind: text(node, "kind") === "vendor" ? "vendor" : "msp",
    awsAccounts: texts(valueOf(node, "aws-accounts")),
    ...optional("awsOrganization", text(node, "aws-organization")),
    azureTenants: guids(valueOf(node, "azure-tenants")),
    principals: texts(valueOf(node, "principals")),
    networks: texts(valueOf(node, "networks")),
    domains: texts(valueOf(node, "domains")),
    repositories: texts(valueOf(node, "repositories")),
    issuers: texts(valueOf(node, "issuers")),
    ...optional("interactive", truthOf(valueOf(node, "interactive"))),
    allowedRoles: texts(valueOf(node, "allowed-roles")),
    ...optional("contractEnds", text(node, "contract-ends")),
    ended: truthOf(valueOf(node, "ended")) ?? false,
    at: { file: file.path, range: node.range, head: name?.range ?? node.range },
  };
}

function customer(node: DataNode): Customer {
  return {
    name: text(node, "name") ?? "",
    paths: texts(valueOf(node, "paths")),
    awsAccounts: texts(valueOf(node, "aws-accounts")),
    azureTenants: guids(valueOf(node, "azure-tenants")),
    networks: texts(valueOf(node, "networks")),
  };
}

type Override = Register["policies"] extends ReadonlyMap<string, infer T> ? T : never;

/** `off` alone, or an object with a severity that may be off as well. */
function override({ key, value }: EntryNode): [string, Override][] {
  const word =
    value.kind === "object"
      ? text(value, "severity")
      : value.kind === "string"
        ? value.value
        : value.kind === "boolean" && !value.value
          ? "off"
          : undefined;
  if (word === "off") return [[key, { off: true }]];
  const severity = severities.find((each) => each === word);
  return severity && value.kind === "object" ? [[key, { severity }]] : [];
}

function ignore(node: DataNode, file: SourceFile): RegisterIgnore {
  return {
    policy: text(node, "policy") ?? "",
    path: text(node, "path") ?? "",
    ...optional("until", text(node, "until")),
    ...optional("reason", text(node, "reason")),
    at: { file: file.path, range: node.range, head: valueOf(node, "policy")?.range ?? node.range },
  };
}

/** An id without quotes is a number, of which the schema cannot see whether it has twelve digits. */
function checkAccounts(root: DataNode, report: (range: Range, message: string) => void): void {
  const owners = [
    valueOf(root, "own"),
    ...items(valueOf(root, "providers")),
    ...items(valueOf(root, "customers")),
  ];
  for (const owner of owners) {
    for (const account of items(valueOf(owner, "aws-accounts"))) {
      if (account.kind === "number" && !/^\d{12}$/.test(account.raw))
        report(account.range, "An AWS account id has twelve digits.");
    }
  }
}

function optional<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T });
}

function valueOf(node: DataNode | undefined, key: string): DataNode | undefined {
  return entry(node, key)?.value;
}

function text(node: DataNode | undefined, key: string): string | undefined {
  return textOf(valueOf(node, key));
}

function textOf(node: DataNode | undefined): string | undefined {
  return node?.kind === "string" ? node.value : node?.kind === "number" ? node.raw : undefined;
}

function texts(node: DataNode | undefined): readonly string[] {
  return items(node).flatMap((item) => textOf(item) ?? []);
}

/** Ids of Azure are compared in lower case. */
function guids(node: DataNode | undefined): readonly string[] {
  return texts(node).map((each) => each.toLowerCase());
}

function truthOf(node: DataNode | undefined): boolean | undefined {
  return node?.kind === "boolean" ? node.value : undefined;
}

function items(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === "array" ? node.items : [];
}

function members(node: DataNode | undefined): readonly EntryNode[] {
  return node?.kind === "object" ? node.entries : [];
}
