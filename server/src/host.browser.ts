// The language server's environment in a web worker: open documents only, tables from beside the worker.

import type { Environment } from "./lsp/environment.ts";
import { readTable } from "./model/table.ts";

declare const self: DedicatedWorkerGlobalScope;

export const browserEnvironment: Environment = {
  today: () => new Date().toISOString().slice(0, 10),
  table: async (name) => {
    // The worker lies in dist/server/, the tables in policies/data/ of the same package.
    const response = await fetch(new URL(`../../policies/data/${name}.jsonl`, self.location.href));
    return readTable(await response.text());
  },
  siblings: () => [],
  read: () => undefined,
  answer: () => undefined,
  policyFiles: () => undefined,
  exit: () => self.close(),
};
