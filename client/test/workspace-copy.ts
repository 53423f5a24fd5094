// Makes copies of the sample workspace that a test may change.
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export interface Copy {
  readonly folder: string;
  remove(): void;
}

/** A copy that is removed at the latest when this process ends. */
export async function copyOfWorkspace(): Promise<Copy> {
  const original = resolve(import.meta.dirname, "../../test-fixtures/workspaces/contoso-customer");
  const parent = mkdtempSync(join(realpathSync(tmpdir()), "msplint-sample-"));
  const remove = (): void => {
    rmSync(parent, { recursive: true, force: true });
    process.off("exit", remove);
  };
  process.on("exit", remove);
  const folder = join(parent, "contoso-customer");
  await cp(original, folder, { recursive: true });
  return { folder, remove };
}
