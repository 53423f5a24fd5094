// What the scripts here share: where the repository is, and how they say what is missing.
import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";

export const repositoryRoot = resolve(import.meta.dirname, "../../..");

/** Something that this machine does not have; the message says what to do, so no stack is needed. */
export class MissingTool extends Error {
  override readonly name = "MissingTool";
}

/** Runs a file's main function if the file is what Node was started with. */
export async function main(file: ImportMeta, run: () => Promise<void>): Promise<void> {
  const named = process.argv[1] ?? "";
  const started = [named, `${named}.ts`].find((path) => existsSync(path)) ?? "";
  if (!started || realpathSync(started) !== realpathSync(file.filename)) return;
  try {
    await run();
  } catch (error) {
    if (!(error instanceof MissingTool)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
