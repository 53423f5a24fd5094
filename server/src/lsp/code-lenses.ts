// A line above whatever lets somebody from outside in, and when an editor has to ask for these lines again.

import type { CodeLens } from "vscode-languageserver";
import { lensesOf } from "../views/grants-here.ts";
import { plain } from "../views/plain.ts";
import { protocolRange } from "./diagnostics.ts";
import type { Folder } from "./folder.ts";
import type { UnderstandingParams } from "./protocol.ts";
import { understandingCommand } from "./protocol.ts";
import type { Asked } from "./requests.ts";

/** A line above each role, delegation or policy that lets somebody from outside in. */
export async function answerLenses({ session, client }: Asked, uri: string): Promise<CodeLens[]> {
  const place = await session.settled(uri);
  if (!place) return [];
  const { folder, path } = place;
  const file = folder.files.file(path);
  return lensesOf(folder.understood().snapshots(), path).map(({ range, title }) => {
    const shown = protocolRange(file, range);
    const { line, character } = shown.start;
    const known = client.commands.has(understandingCommand);
    const position: UnderstandingParams = { uri, line, character };
    return {
      range: shown,
      command: {
        title: plain(title),
        command: known ? understandingCommand : "",
        ...(known ? { arguments: [position] } : {}),
      },
    };
  });
}

/** What the lenses of each open document said, and of which version. */
export class LensMemory {
  private readonly said = new Map<string, { readonly version: number; readonly titles: string }>();

  /** Lenses of an open document differ though its text does not: its callers or the register have changed. */
  isStale(folder: Folder): boolean {
    let stale = false;
    for (const [path, version] of folder.analysedVersions()) {
      const titles = lensesOf(folder.understood().snapshots(), path)
        .map((each) => each.title)
        .join("\n");
      const uri = folder.files.uri(path);
      const before = this.said.get(uri);
      this.said.set(uri, { version, titles });
      if (before?.version === version && before.titles !== titles) stale = true;
    }
    return stale;
  }
}
