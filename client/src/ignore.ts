// Asks for the reason and the end date of an ignore, then applies it.

import { window, workspace } from "vscode";
import type { BaseLanguageClient, WorkspaceEdit } from "vscode-languageclient";
import type { IgnoreParams } from "../../server/src/lsp/protocol.ts";
import { ignoreRequest } from "../../server/src/lsp/protocol.ts";

export async function ignore(
  client: BaseLanguageClient,
  finding: Omit<IgnoreParams, "until" | "reason">,
): Promise<void> {
  const reason = await window.showInputBox({
    title: `Ignore ${finding.policy}`,
    prompt: "Why is this accepted? The reason is written beside the ignore.",
    validateInput: (text) =>
      text.trim() === "" || /["\n]/.test(text)
        ? "A reason without quotation marks is needed."
        : undefined,
  });
  if (reason === undefined) return;
  const until = await window.showInputBox({
    title: `Ignore ${finding.policy}`,
    prompt: "Until which day? After it the finding comes back.",
    value: inHalfAYear(),
    validateInput: (text) =>
      /^\d{4}-\d{2}-\d{2}$/.test(text) ? undefined : "A date as YYYY-MM-DD is needed.",
  });
  if (until === undefined) return;
  const edit = await client.sendRequest<WorkspaceEdit>(ignoreRequest, {
    ...finding,
    reason: reason.trim(),
    until,
  } satisfies IgnoreParams);
  await workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
}

function inHalfAYear(): string {
  const date = new Date();
  date.setMonth(date.getMonth() + 6);
  return date.toISOString().slice(0, 10);
}
