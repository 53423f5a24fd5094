// Folders that hold other people's code or no code at all; nothing below them is read or watched.

export const skippedFolders: ReadonlySet<string> = new Set([
  ".git",
  ".terraform",
  "node_modules",
  ".hg",
  ".svn",
  ".vscode-test",
]);
