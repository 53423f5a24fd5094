// Quick fixes and the other actions on findings; ready-made edits only, nothing is parsed or read here.

import type { CodeAction, CodeActionParams, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver";
import type { Finding, Fix } from "../check/finding.ts";
import { declareParty } from "../model/register-edit.ts";
import { registerName } from "../model/register-file.ts";
import type { Edit } from "../text/range.ts";
import { protocolRange } from "./diagnostics.ts";
import type { Documents } from "./documents.ts";
import type { Folder } from "./folder.ts";
import { explainCommand, fixAllKind, ignoreCommand } from "./protocol.ts";

export interface ActionContext {
  readonly folder: Folder;
  readonly documents: Documents;
  /** The client applies versioned document changes and can create files. */
  readonly documentChanges: boolean;
  readonly commands: ReadonlySet<string>;
  readonly defaultEnd: string;
  readonly ignoreEdits: (
    finding: Finding,
    until: string,
    reason: string,
  ) => readonly Edit[] | undefined;
}

export function codeActions(
  params: CodeActionParams,
  path: string,
  context: ActionContext,
): CodeAction[] {
  const only = params.context.only;
  const wants = (kind: string) =>
    !only || only.some((each) => kind === each || kind.startsWith(`${each}.`) || each === "");
  const here = context.folder
    .findings()
    .filter((finding) => finding.file === path && touches(finding, params, context));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix))
    for (const finding of here) actions.push(...quickFixes(finding, params, context));
  if (only?.some((each) => fixAllKind === each || fixAllKind.startsWith(`${each}.`)))
    actions.push(...fixAll(path, context));
  return once(actions);
}

/** What several findings at one place offer alike stands in the menu once, for all of them. */
function once(actions: readonly CodeAction[]): CodeAction[] {
  const merged = new Map<string, CodeAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.edit, action.command]);
    const same = merged.get(key);
    const diagnostics = [...(same?.diagnostics ?? []), ...(action.diagnostics ?? [])];
    merged.set(key, same ? { ...same, diagnostics } : action);
  }
  return [...merged.values()];
}

function touches(finding: Finding, params: CodeActionParams, context: ActionContext): boolean {
  const range = protocolRange(context.folder.files.file(finding.file), finding.range);
  const before = (a: { line: number; character: number }, b: { line: number; character: number }) =>
    a.line < b.line || (a.line === b.line && a.character < b.character);
  return !before(params.range.end, range.start) && !before(range.end, params.range.start);
}

function quickFixes(
  finding: Finding,
  params: CodeActionParams,
  context: ActionContext,
): CodeAction[] {
  const place = protocolRange(context.folder.files.file(finding.file), finding.range);
  const diagnostics = params.context.diagnostics.filter(
    (each) =>
      each.source === "msplint" &&
      each.code === finding.policy &&
      each.range.start.line === place.start.line &&
      each.range.start.character === place.start.character,
  );
  const actions: CodeAction[] = finding.fixes().map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: fix.safety === "safe",
    edit: workspaceEdit(fix.edits, context),
  }));
  for (const declared of (finding.declares ?? []).slice(0, mostDeclared)) {
    const edits = declareParty(context.folder.files.file(registerName), declared);
    actions.push({
      title: `Declare ${declared.name ?? partyNamed(finding, declared.value)} in the register`,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      edit: workspaceEdit(edits, context),
    });
  }
  actions.push(...ignoreAction(finding, diagnostics, params, context));
  if (context.commands.has(explainCommand)) {
    const title = `Show policy ${finding.policy}`;
    actions.push({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      command: { title, command: explainCommand, arguments: [finding.policy] },
    });
  }
  return actions;
}

/** A menu is read; the command that writes the whole register has no such limit. */
const mostDeclared = 8;

/** What a finding calls the party with this id. */
function partyNamed(finding: Finding, value: string): string {
  const found = finding.parties?.find(({ party }) => party.toLowerCase().includes(value));
  return found?.party ?? (finding.declares?.length === 1 ? finding.party : undefined) ?? value;
}

/** A client with our command asks for the reason; any other gets a comment with both to fill in. */
function ignoreAction(
  finding: Finding,
  diagnostics: CodeActionParams["context"]["diagnostics"],
  params: CodeActionParams,
  context: ActionContext,
): CodeAction[] {
  const edits = context.ignoreEdits(finding, context.defaultEnd, "…");
  if (!edits) return [];
  const title = `Ignore ${finding.policy} on this line…`;
  const action = { title, kind: CodeActionKind.QuickFix, diagnostics };
  if (!context.commands.has(ignoreCommand))
    return [{ ...action, edit: workspaceEdit(edits, context) }];
  const { start } = protocolRange(context.folder.files.file(finding.file), finding.range);
  return [
    {
      ...action,
      command: {
        title,
        command: ignoreCommand,
        arguments: [{ uri: params.textDocument.uri, ...start, policy: finding.policy }],
      },
    },
  ];
}

/** Every safe fix of a file whose edits do not touch those of another. */
function fixAll(path: string, context: ActionContext): CodeAction[] {
  const taken: Edit[] = [];
  const overlaps = (edit: Edit) =>
    taken.some(
      (each) =>
        each.file === edit.file &&
        each.range.start <= edit.range.end &&
        edit.range.start <= each.range.end,
    );
  const safe = context.folder
    .findings()
    .filter((finding) => finding.file === path)
    .flatMap((finding): Fix[] =>
      finding
        .fixes()
        .filter((fix) => fix.safety === "safe")
        .slice(0, 1),
    );
  for (const fix of safe) if (!fix.edits.some(overlaps)) taken.push(...fix.edits);
  if (taken.length === 0) return [];
  return [
    {
      title: "Fix all auto-fixable problems",
      kind: fixAllKind,
      edit: workspaceEdit(taken, context),
    },
  ];
}

export function workspaceEdit(
  edits: readonly Edit[],
  context: Pick<ActionContext, "folder" | "documents" | "documentChanges">,
): WorkspaceEdit {
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const textEdit = {
      range: protocolRange(context.folder.files.file(edit.file), edit.range),
      newText: edit.text,
    };
    byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), textEdit]);
  }
  const uri = (path: string) =>
    context.documents.get(context.folder.files.uri(path))?.uri ?? context.folder.files.uri(path);
  if (!context.documentChanges) {
    return {
      changes: Object.fromEntries([...byFile].map(([path, changes]) => [uri(path), changes])),
    };
  }
  return {
    documentChanges: [...byFile].flatMap(([path, changes]) => [
      ...(context.folder.files.file(path)
        ? []
        : [{ kind: "create" as const, uri: uri(path), options: { ignoreIfExists: true } }]),
      {
        textDocument: {
          uri: uri(path),
          version: context.documents.get(uri(path))?.version ?? null,
        },
        edits: changes,
      },
    ]),
  };
}
