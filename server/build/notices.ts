// Collects the licences of the packages whose code the bundles hold.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./command.ts";

/** One text with the name, version and licence text of every package among the bundled files. */
export async function notices(files: readonly string[]): Promise<string> {
  const folders = files.flatMap((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []);
  const texts = await Promise.all([...new Set(folders)].toSorted().map(notice));
  return `msplint includes the work of others:\n\n${texts.join("\n")}`;
}

async function notice(folder: string): Promise<string> {
  const path = join(root, folder);
  const names = await readdir(path);
  const licence = names.find((name) => /^licen[cs]e/i.test(name));
  if (licence === undefined) throw new Error(`${folder} brings no licence text`);
  const manifest = JSON.parse(await readFile(join(path, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license: string;
  };
  const text = (await readFile(join(path, licence), "utf8")).trim();
  return `--- ${manifest.name} ${manifest.version} (${manifest.license})\n\n${text}\n`;
}
