// What client and server say to each other beyond the protocol; the client imports types from here only.

import type { Severity } from "../model/register.ts";

/** Sent in `initializationOptions` and again with `msplint/configure` when one of them changes. */
export interface Configuration {
  readonly run: "onType" | "onSave";
  readonly minSeverity: Severity;
  readonly exclude: readonly string[];
  readonly workspaceScan: "on" | "openFiles" | "off";
  /** Folder with the user's own policies, from the user's value only; empty for none. */
  readonly policies: string;
  /** The user's own register, from the user's value only; empty for none. */
  readonly register: string;
  /** False in Restricted Mode: the repository's own register, ignores and policies are not believed. */
  readonly trusted: boolean;
}

export const defaultConfiguration: Configuration = {
  run: "onType",
  minSeverity: "info",
  exclude: [],
  workspaceScan: "on",
  policies: "",
  register: "",
  trusted: false,
};

/** The code action of every safe fix in a document. */
export const fixAllKind = "source.fixAll.msplint";

/** Client to server: the settings as they are now. */
export const configureNotification = "msplint/configure";

/** Client to server: scan every folder again. */
export const scanNotification = "msplint/scan";

/** Server to client: what the status item shows. */
export const statusNotification = "msplint/status";
export interface Status {
  readonly state: "ok" | "scanning" | "error";
  readonly message: string;
}

/** Client to server: what was understood at a position, as Markdown. */
export const understandingRequest = "msplint/understanding";
export interface UnderstandingParams {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** Client to server: the page of a policy as Markdown, or null. */
export const pageRequest = "msplint/page";
export interface PageParams {
  readonly policy: string;
}

/** Client to server: the text of a register made from the parties found, and where it belongs. */
export const registerRequest = "msplint/register";
export interface RegisterParams {
  readonly folder: string;
}
export interface RegisterResult {
  readonly uri: string;
  readonly text: string;
  readonly parties: number;
  readonly exists: boolean;
}

/** Client to server: the edits that ignore a policy at a range, for a reason and until a day. */
export const ignoreRequest = "msplint/ignore";
export interface IgnoreParams {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly policy: string;
  readonly until: string;
  readonly reason: string;
}

/** Commands of the client that code actions and lenses name; a client that lacks them says so in its options. */
export const ignoreCommand = "msplint.ignore";
export const explainCommand = "msplint.explainPolicy";
/** A code lens gives it the position, as `UnderstandingParams`; from the palette it has none. */
export const understandingCommand = "msplint.showUnderstanding";

/** What the client can do beyond the protocol; absent for foreign editors. */
export interface ClientOptions {
  /** Without it the ordinary settings are asked for with `workspace/configuration`. */
  readonly configuration?: Partial<Configuration>;
  readonly commands?: readonly string[];
}
