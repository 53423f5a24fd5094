// `ResourcePolicy` of a REST API: lists of accounts, addresses and networks as statements of a policy.

import type { DataNode } from "../../../syntax/node.ts";
import { anyMethod, methodNames, setIn } from "./api-body.ts";
import { permittedPath } from "./api-events.ts";
import type { Draft, Origin } from "./draft.ts";
import { made } from "./draft.ts";
import type { Expansion } from "./expansion.ts";
import { settledText } from "./expansion.ts";
import { asList, at, textOf } from "./look.ts";

const key = "x-amazon-apigateway-policy";

/** The definition with the statements for these paths added to its policy. */
export function addResourcePolicy(
  x: Expansion,
  body: DataNode,
  policy: DataNode,
  paths: readonly string[],
  stage: Draft,
  origin: Origin,
): DataNode {
  const old = at(body, key, "Statement");
  const statements: DataNode[] = old ? [...(asList(old)?.items ?? [old])] : [];
  const seen = new Set(statements.map(textOf));
  const isAccountsOnly: boolean[] = [];
  for (const path of paths) {
    const resources = methodNames(body, path).map((method): Draft => {
      const name = method.toLowerCase();
      const verb = name === anyMethod || name === "any" ? "*" : method.toUpperCase();
      const text = `execute-api:/\${__Stage__}/${verb}${pathIn(path)}`;
      return { "Fn::Sub": [text, { __Stage__: stage }] };
    });
    for (const { list, effect } of accounts) {
      const written = at(policy, list);
      if (!written) continue;
      isAccountsOnly.push(true);
      statements.push(
        made(
          {
            Effect: effect,
            Action: "execute-api:Invoke",
            Resource: resources,
            Principal: { AWS: listOf(written) },
          },
          origin,
        ),
      );
    }
    for (const condition of conditionsOf(x, policy)) {
      isAccountsOnly.push(false);
      const allow = {
        Effect: "Allow",
        Action: "execute-api:Invoke",
        Resource: resources,
        Principal: "*",
      };
      addOnce(statements, seen, made(allow, origin));
      addOnce(statements, seen, made({ ...allow, Effect: "Deny", Condition: condition }, origin));
    }
  }
  const custom = at(policy, "CustomStatements");
  const own = custom ? (asList(custom)?.items ?? [custom]) : [];
  const isFirst = statements.length === 0;
  for (const statement of own) addOnce(statements, seen, statement);
  if (statements.length === 0) return paths.length === 0 ? body : setIn(body, [key], {}, origin);
  // One statement of accounts stands alone, and so does what is written for custom statements.
  const isAlone = statements.length === 1 && isAccountsOnly.length === 1 && isAccountsOnly[0];
  const value: Draft =
    isFirst && custom ? custom : isAlone === true ? (statements[0] ?? []) : statements;
  return setIn(body, [key], { Version: "2012-10-17", Statement: value }, origin);
}

/** Here the last slash stays. */
function pathIn(path: string): string {
  return path.length > 1 && path.endsWith("/") ? `${permittedPath(path)}/` : permittedPath(path);
}

const accounts = [
  { list: "AwsAccountWhitelist", effect: "Allow" },
  { list: "AwsAccountBlacklist", effect: "Deny" },
];

function listOf(node: DataNode): Draft {
  return asList(node)?.items ?? [node];
}

function addOnce(statements: DataNode[], seen: Set<string>, statement: DataNode): void {
  const text = textOf(statement);
  if (seen.has(text)) return;
  seen.add(text);
  statements.push(statement);
}

/** What denies: addresses that are not listed or are, networks alike. */
function conditionsOf(x: Expansion, policy: DataNode): readonly Draft[] {
  const result: Draft[] = [];
  const allowed = at(policy, "IpRangeWhitelist");
  if (allowed) result.push({ NotIpAddress: { "aws:SourceIp": listOf(allowed) } });
  const denied = at(policy, "IpRangeBlacklist");
  if (denied) result.push({ IpAddress: { "aws:SourceIp": listOf(denied) } });
  for (const [list, operator] of [
    ["Blacklist", "StringEquals"],
    ["Whitelist", "StringNotEquals"],
  ] as const) {
    const written = asList(at(policy, `SourceVpc${list}`))?.items ?? [];
    const starting = (prefix: string) =>
      written.filter((item) => settledText(x, item)?.startsWith(prefix) === true);
    const networks = [
      ...starting("vpc-"),
      ...(asList(at(policy, `IntrinsicVpc${list}`))?.items ?? []),
    ];
    const endpoints = [
      ...starting("vpce-"),
      ...(asList(at(policy, `IntrinsicVpce${list}`))?.items ?? []),
    ];
    if (networks.length + endpoints.length === 0) continue;
    result.push({
      [operator]: {
        ...(networks.length > 0 ? { "aws:SourceVpc": networks } : {}),
        ...(endpoints.length > 0 ? { "aws:SourceVpce": endpoints } : {}),
      },
    });
  }
  return result;
}
