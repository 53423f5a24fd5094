// Makes the sources that are generated before every build, in the order of one list.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./command.ts";
import { policies } from "./policies.ts";
import { smallTables } from "./small-tables.ts";
import { validators } from "./validators.ts";
import { version } from "./version.ts";

/** A step writes its files into `folder`, which is server/src/generated/. */
export type Step = (folder: string) => Promise<void>;

const steps: readonly Step[] = [version, validators, smallTables, policies];

export async function generate(): Promise<void> {
  const folder = join(root, "server/src/generated");
  await mkdir(folder, { recursive: true });
  for (const step of steps) await step(folder);
}
