// Which documents msplint reads, and what it tells the server at the start.

import type { LogOutputChannel } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import { RevealOutputChannelOn } from "vscode-languageclient";
import type { ClientOptions } from "../../server/src/lsp/protocol.ts";
import {
  explainCommand,
  ignoreCommand,
  understandingCommand,
} from "../../server/src/lsp/protocol.ts";
import { crashHandler } from "./crash.ts";
import { configuration } from "./settings.ts";

/** JSON and YAML too: what is no template costs the server next to nothing. */
const languages = [
  "terraform",
  "terraform-vars",
  "opentofu",
  "opentofu-vars",
  "bicep",
  "bicep-params",
  "json",
  "jsonc",
  "arm-template",
  "yaml",
  "cloudformation",
];

export function clientOptions(log: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: languages.flatMap((language) =>
      ["file", "untitled", "vscode-vfs"].map((scheme) => ({ language, scheme })),
    ),
    outputChannel: log,
    traceOutputChannel: log,
    errorHandler: crashHandler(log),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // A function, so that a restart sends the settings and the trust of that moment.
    initializationOptions: (): ClientOptions => ({
      configuration: configuration(),
      commands: [ignoreCommand, explainCommand, understandingCommand],
    }),
    markdown: { isTrusted: false, supportHtml: false },
  };
}
