// Starts msplint in VS Code with Node; wires, decides nothing.

import type { ExtensionContext } from "vscode";
import { activateWith } from "./activate.ts";
import { nodeClient } from "./server.ts";

export function activate(context: ExtensionContext): Promise<void> {
  return activateWith(context, nodeClient);
}
