// Generates the module that tells the running program its own version.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./command.ts";

export async function version(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  const module = `export const version = ${JSON.stringify(manifest.version)};\n`;
  await writeFile(join(folder, "version.ts"), module);
}
