// Makes the table of vendors' AWS accounts from the community's list; AWS's own accounts are marked.
import { parse } from "yaml";
import { byKey, readSource, writeTable } from "./table.ts";

interface Upstream {
  readonly name: string;
  readonly type?: string;
  readonly accounts: readonly string[];
}

const commit = "c2922afb";

export async function knownAccounts(path: string): Promise<void> {
  const { text, sha256 } = await readSource(path);
  // Accounts stand in quotes, so that a leading zero is kept.
  const vendors = parse(text, { schema: "failsafe" }) as readonly Upstream[];
  const rows = new Map<string, object>();
  for (const vendor of vendors) {
    for (const account of vendor.accounts) {
      const service = vendor.type === "aws" ? { service: true } : {};
      if (/^\d{12}$/.test(account) && !rows.has(account)) {
        rows.set(account, { account, name: vendor.name.trim(), ...service });
      }
    }
  }
  await writeTable({
    name: "known-accounts",
    command: "npm run tables -- --known-accounts FILE",
    source: {
      name: "github.com/fwdcloudsec/known_aws_accounts, accounts.yaml",
      version: commit,
      licence: "Apache-2.0",
      sha256,
    },
    rows: [...rows].toSorted(byKey(([account]) => account)).map(([, row]) => row),
    notice: `known-accounts.jsonl is derived from github.com/fwdcloudsec/known_aws_accounts at ${commit}:
account ids and vendors' names, with the sources of each entry left out.

Licensed under the Apache License, Version 2.0; you may obtain a copy of the licence at
http://www.apache.org/licenses/LICENSE-2.0. Distributed on an "AS IS" basis, without warranties
or conditions of any kind, either express or implied.`,
  });
}
