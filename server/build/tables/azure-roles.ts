// Makes the table of Azure built-in roles from the raw list of the iam-dataset.
import { byKey, readSource, writeTable } from "./table.ts";

/** A role as the data set has it: `name` is the id. */
interface Upstream {
  readonly name: string;
  readonly roleName: string;
  readonly permissions: readonly Readonly<Record<ActionList, readonly string[]>>[];
}
type ActionList = "actions" | "notActions" | "dataActions" | "notDataActions";

const commit = "2073fa52";

export async function azureRoles(path: string): Promise<void> {
  const { text, sha256 } = await readSource(path);
  const rows = (JSON.parse(text) as readonly Upstream[]).map(({ name, roleName, permissions }) => {
    const all = (list: ActionList) => permissions.flatMap((permission) => permission[list]);
    return {
      id: name.toLowerCase(),
      name: roleName,
      actions: all("actions"),
      notActions: all("notActions"),
      dataActions: all("dataActions"),
      notDataActions: all("notDataActions"),
    };
  });
  await writeTable({
    name: "azure-roles",
    command: "npm run tables -- --azure-roles FILE",
    source: {
      name: "github.com/iann0036/iam-dataset, azure/built-in-roles-raw.json (ids, names and actions)",
      version: commit,
      licence: "MIT",
      sha256,
    },
    rows: rows.toSorted(byKey((row) => row.id)),
    notice: `azure-roles.jsonl is derived from github.com/iann0036/iam-dataset at ${commit} (ids, names and actions of Azure built-in roles).

MIT License

Copyright (c) 2021 Ian Mckay

${mitTerms}`,
  });
}

const mitTerms = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
