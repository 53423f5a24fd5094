// Starts msplint in VS Code for the Web; wires, decides nothing.

import type { ExtensionContext } from "vscode";
import { activateWith } from "./activate.ts";
import { workerClient } from "./server.browser.ts";

export function activate(context: ExtensionContext): Promise<void> {
  return activateWith(context, workerClient);
}
