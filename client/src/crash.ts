// One message after a crash of the server: what is lost, and what to do.

import type { Disposable, LogOutputChannel } from "vscode";
import { commands, env, Uri, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { State } from "vscode-languageclient";

const issues = "https://github.com/msplint/msplint/issues";

export function watchCrashes(client: BaseLanguageClient, log: LogOutputChannel): Disposable {
  let told = false;
  let ran = false;
  return client.onDidChangeState(({ oldState, newState }) => {
    if (newState === State.Running) ran = true;
    // Asked-for stops pass through another state; a crash goes from running to stopped at once.
    if (!ran || told || oldState !== State.Running || newState !== State.Stopped || expected)
      return;
    told = true;
    log.error("The server ended without being asked to. Findings are missing until it runs again.");
    void tell(log);
  });
}

let expected = false;

/** Runs what stops the server on purpose, so that it is not taken for a crash. */
export async function onPurpose(run: () => Promise<void>): Promise<void> {
  expected = true;
  try {
    await run();
  } finally {
    expected = false;
  }
}

async function tell(log: LogOutputChannel): Promise<void> {
  const choice = await window.showErrorMessage(
    "msplint's server ended unexpectedly; findings may be missing.",
    "Restart Server",
    "Open Log",
    "Report",
  );
  if (choice === "Restart Server") await commands.executeCommand("msplint.restartServer");
  if (choice === "Open Log") log.show();
  if (choice === "Report") await env.openExternal(Uri.parse(issues));
}
