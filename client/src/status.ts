// The language status item: whether msplint is ready, scanning, limited by Restricted Mode, or broken.

import type { Disposable } from "vscode";
import { LanguageStatusSeverity, languages, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { State } from "vscode-languageclient";
import type { Status } from "../../server/src/lsp/protocol.ts";
import { statusNotification } from "../../server/src/lsp/protocol.ts";

export function showStatus(client: BaseLanguageClient): Disposable {
  const item = languages.createLanguageStatusItem("msplint.status", [
    { language: "terraform" },
    { language: "terraform-vars" },
    { language: "opentofu" },
    { language: "opentofu-vars" },
    { language: "bicep" },
    { language: "bicep-params" },
    { language: "json" },
    { language: "jsonc" },
    { language: "arm-template" },
    { language: "yaml" },
    { language: "cloudformation" },
  ]);
  item.name = "msplint";
  item.command = { title: "Show Log", command: "msplint.showLog" };
  const show = ({ state, message }: Status) => {
    item.busy = state === "scanning";
    item.severity =
      state === "error" ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.text = state === "error" ? "msplint: a problem" : "msplint";
    item.detail =
      message ||
      (workspace.isTrusted
        ? "ready"
        : "ready; Restricted Mode: the repository's own register and ignores are not believed");
  };
  show({ state: "ok", message: "starting" });
  const listeners = [
    client.onNotification(statusNotification, show),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) show({ state: "ok", message: "" });
      if (newState === State.Stopped)
        show({ state: "error", message: "the server is not running" });
    }),
    workspace.onDidGrantWorkspaceTrust(() => show({ state: "ok", message: "" })),
  ];
  return { dispose: () => [item, ...listeners].forEach((each) => void each.dispose()) };
}
