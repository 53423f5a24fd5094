// What happens after a crash of the server: it is started again, and one message says what is lost and what to do.

import type { LogOutputChannel } from "vscode";
import { commands, env, Uri, window } from "vscode";
import type { ErrorHandler } from "vscode-languageclient";
import { CloseAction, ErrorAction } from "vscode-languageclient";

const issues = "https://github.com/msplint/msplint/issues";

/** A server that ends more often than this within the time is not started again by itself. */
const restarts = 4;
const within = 3 * 60_000;

/** Is only called where the server ends without being asked to. */
export function crashHandler(log: LogOutputChannel): ErrorHandler {
  let crashes: readonly number[] = [];
  let told = false;
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      const now = Date.now();
      crashes = [...crashes, now].filter((each) => each > now - within);
      const again = crashes.length <= restarts;
      log.error(
        `The server ended without being asked to${again ? " and is started again" : ""}. Findings are missing until it runs.`,
      );
      if (!told || !again) void tell(log, again);
      told = true;
      return {
        action: again ? CloseAction.Restart : CloseAction.DoNotRestart,
        handled: true,
      };
    },
  };
}

async function tell(log: LogOutputChannel, again: boolean): Promise<void> {
  const choice = await window.showErrorMessage(
    again
      ? "msplint's server ended unexpectedly and is started again; findings may be missing for a moment."
      : "msplint's server keeps ending unexpectedly; findings are missing until it is restarted.",
    "Restart Server",
    "Open Log",
    "Report",
  );
  if (choice === "Restart Server") await commands.executeCommand("msplint.restartServer");
  if (choice === "Open Log") log.show();
  if (choice === "Report") await env.openExternal(Uri.parse(issues));
}
