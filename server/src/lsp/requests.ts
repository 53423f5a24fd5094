// What the requests answer, given a document's place; knows no connection.

import type {
  CodeAction,
  CodeActionParams,
  Hover,
  Position,
  WorkspaceEdit,
} from "vscode-languageserver";
import { LSPErrorCodes, MarkupKind, ResponseError } from "vscode-languageserver";
import { bundledPolicies } from "../bundled.ts";
import type { Finding } from "../check/finding.ts";
import { languageOf, languagesOfFile } from "../languages/index.ts";
import type { DeclaredParty } from "../model/register-edit.ts";
import { createRegister } from "../model/register-edit.ts";
import { registerName } from "../model/register-file.ts";
import type { Edit } from "../text/range.ts";
import { lineIndex } from "../text/source-file.ts";
import { whoIsHere } from "../views/grants-here.ts";
import { policyPage } from "../views/page.ts";
import { plain } from "../views/plain.ts";
import type { Client } from "./client.ts";
import { codeActions, workspaceEdit } from "./code-actions.ts";
import { protocolRange } from "./diagnostics.ts";
import type { Folder } from "./folder.ts";
import { hoverText, policyText, whoText } from "./hover.ts";
import { policyHover } from "./policy-hover.ts";
import type {
  IgnoreParams,
  PageParams,
  RegisterParams,
  RegisterResult,
  UnderstandingParams,
} from "./protocol.ts";
import type { Session } from "./session.ts";
import { understandingText } from "./understanding.ts";
import { uriOf } from "./uri.ts";

export interface Asked {
  readonly session: Session;
  readonly client: Client;
  readonly today: string;
}

export async function answerActions(
  { session, client, today }: Asked,
  params: CodeActionParams,
): Promise<CodeAction[]> {
  const place = await session.settled(params.textDocument.uri);
  if (!place) return [];
  return codeActions(params, place.path, {
    folder: place.folder,
    documents: session.documents,
    documentChanges: client.documentChanges,
    commands: client.commands,
    defaultEnd: monthsAhead(today, 6),
    ignoreEdits: (finding, until, reason) => ignoreEdits(place.folder, finding, until, reason),
  });
}

export async function answerHover(
  { session, client }: Asked,
  uri: string,
  position: Position,
): Promise<Hover | null> {
  const place = await session.settled(uri);
  const document = session.documents.get(uri);
  if (!place || !document) return null;
  const { folder, path } = place;
  const found = findingAt(folder, path, position);
  const snapshots = folder.understood().snapshots();
  const offset = document.offsetAt(position);
  // What is asked of the text of now is not placed in the text of later.
  const file = folder.files.file(path);
  const who = whoIsHere(snapshots, path, offset);
  const policy = who ? undefined : await policyHover(session, folder, path, offset);
  const range = found?.range ?? who?.range ?? policy?.range;
  if (!range) return null;
  const parts = [
    ...(found ? [hoverText(found, folder.policy(found.policy), client.markdown)] : []),
    ...(who ? [whoText(who, client.markdown, found !== undefined)] : []),
    ...(policy ? [policyText(policy, client.markdown, found !== undefined)] : []),
  ];
  const value = parts.join("\n\n");
  return {
    contents: { kind: client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value },
    range: protocolRange(file, range),
  };
}

export async function answerUnderstanding(
  { session }: Asked,
  { uri, line, character }: UnderstandingParams,
): Promise<string | null> {
  const place = await session.settled(uri);
  const document = session.documents.get(uri);
  if (!place || !document) return null;
  const offset = document.offsetAt({ line, character });
  return understandingText(place.folder.understood(), place.path, offset);
}

export function answerPage({ session }: Asked, { policy }: PageParams): string | null {
  const found =
    bundledPolicies.find((each) => each.id === policy) ??
    session
      .everyFolder()
      .map((folder) => folder.policy(policy))
      .find((each) => each !== undefined);
  return found ? policyPage(found) : null;
}

export function answerRegister(
  { session }: Asked,
  { folder: uri }: RegisterParams,
): RegisterResult | null {
  const folder = session.folderAt(uri);
  if (!folder) return null;
  const parties = folder
    .everyFinding()
    .flatMap((finding): readonly DeclaredParty[] => finding.declares ?? []);
  return {
    uri: uriOf(folder.uri, registerName),
    text: createRegister(parties),
    parties: new Set(parties.map((each) => each.value)).size,
    exists: folder.files.file(registerName) !== undefined,
  };
}

export async function answerIgnore(
  { session, client }: Asked,
  params: IgnoreParams,
): Promise<WorkspaceEdit> {
  const place = await session.settled(params.uri);
  const found = place && findingAt(place.folder, place.path, params, params.policy);
  const edits = found && ignoreEdits(place.folder, found, params.until, params.reason);
  if (!edits)
    throw new ResponseError(
      LSPErrorCodes.RequestFailed,
      `${plain(params.policy)} is not found here, or the file has no place for an ignore.`,
    );
  const { documents } = session;
  const { documentChanges } = client;
  return workspaceEdit(edits, { folder: place.folder, documents, documentChanges });
}

function findingAt(
  folder: Folder,
  path: string,
  { line, character }: Position,
  policy?: string,
): Finding | undefined {
  const file = folder.files.file(path);
  if (!file) return undefined;
  const offset = lineIndex(file).offset({ line, column: character });
  return folder
    .findings()
    .find(
      (finding) =>
        finding.file === path &&
        (policy === undefined || finding.policy === policy) &&
        finding.range.start <= offset &&
        offset <= finding.range.end,
    );
}

function ignoreEdits(
  folder: Folder,
  finding: Finding,
  until: string,
  reason: string,
): readonly Edit[] | undefined {
  const file = folder.files.file(finding.file);
  const [language] = file ? languagesOfFile(file) : [];
  return file && language
    ? languageOf(language).ignore(file, finding.range, { policy: finding.policy, until, reason })
    : undefined;
}

function monthsAhead(today: string, months: number): string {
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}
