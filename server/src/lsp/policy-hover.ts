// The hover on a policy: finds what stands at the place, and the tables that say what it means.

import { iamActions } from "../analyses/access/iam-actions.ts";
import { managedPolicies } from "../analyses/access/tables.ts";
import { actionLines } from "../views/action-words.ts";
import type { Here } from "../views/grants-here.ts";
import { policyAt } from "../views/policy-here.ts";
import { documentLines, managedLines } from "../views/policy-words.ts";
import type { Folder } from "./folder.ts";
import type { Session } from "./session.ts";

/** Undefined where no policy stands at the offset. */
export async function policyHover(
  session: Session,
  folder: Folder,
  path: string,
  offset: number,
): Promise<Here | undefined> {
  const here = policyAt(folder.understood().snapshots(), path, offset);
  if (!here) return undefined;
  const { range } = here;
  const table = await session.tables.get("iam-actions");
  if (!table) return { range, lines: ["The list of IAM's actions cannot be read."] };
  const list = iamActions(table);
  switch (here.is) {
    case "action":
      return { range, lines: actionLines(here.actions, list) };
    case "document":
      return { range, lines: documentLines(here.documents, list) };
    case "managed": {
      const policies =
        folder.understood().table("managed-policies") ??
        (await session.tables.get("managed-policies"));
      if (!policies) return { range, lines: ["The list of AWS's policies cannot be read."] };
      const row = managedPolicies({ get: () => policies })?.get(here.name);
      return { range, lines: managedLines(here.name, row, list, here.limited) };
    }
  }
}
