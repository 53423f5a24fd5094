// Read-only documents that the server writes: a policy's page, what was understood at a place.

import type { Disposable } from "vscode";
import { EventEmitter, Uri, ViewColumn, window, workspace } from "vscode";

const scheme = "msplint";

export class Pages {
  private readonly texts = new Map<string, string>();
  private readonly changes = new EventEmitter<Uri>();

  register(): Disposable {
    return workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.changes.event,
      provideTextDocumentContent: (uri) => this.texts.get(uri.path) ?? "",
    });
  }

  /** Opens beside the code; the focus stays where it is. */
  async show(name: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme, path: `/${name}.md` });
    this.texts.set(uri.path, text);
    this.changes.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, {
      viewColumn: ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }
}
