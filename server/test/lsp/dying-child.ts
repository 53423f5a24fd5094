// Stands in for the scan child: dies or hangs at one unit until it is told to leave that out.

import type { ChildMessage, ChildRequest } from "../../src/host-supervisor.ts";

const say = (message: ChildMessage) =>
  new Promise((resolve) => process.send?.(message, undefined, undefined, resolve));

process.once("message", (request: ChildRequest) => void scan(request));

async function scan({ skip, root }: ChildRequest): Promise<void> {
  if (root === "at the start") process.abort();
  await say({ is: "progress", done: 0, total: 2, unit: "good" });
  if (!skip.includes("bad")) {
    await say({ is: "progress", done: 1, total: 2, unit: "bad" });
    if (root === "hangs") for (;;);
    process.kill(process.pid, "SIGKILL");
  }
  const report = { file: `${skip.join()} is left out`, findings: [], diagnostics: [] };
  await say({ is: "done", result: { reports: [report], units: [], evidence: "unknown" } });
}
