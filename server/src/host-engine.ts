// How V8 runs a process that scans and ends. Knows nothing of what is scanned.

import { setFlagsFromString } from "node:v8";

/**
 * V8 compiles anew, and better, what has run for a while. In a process that scans and ends this takes more
 * processor time than it saves until a function has run several times as long as V8 waits:
 * `server/bench/access-scale.ts` needs half as much at first when it waits longer.
 */
export function optimiseLate(): void {
  // A later V8 counts calls instead, and says on the standard error that it does not know the flag.
  if (Number.parseInt(process.versions.node, 10) < 24)
    setFlagsFromString("--interrupt-budget=500000");
}
