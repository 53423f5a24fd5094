// The documents that the editor holds open, with their versions; one that goes backwards is refused.

import type { TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import { TextDocument } from "vscode-languageserver-textdocument";
import { normalUri } from "./uri.ts";

export class Documents {
  private readonly open = new Map<string, TextDocument>();

  get(uri: string): TextDocument | undefined {
    return this.open.get(normalUri(uri));
  }

  all(): Iterable<TextDocument> {
    return this.open.values();
  }

  opened(uri: string, language: string, version: number, text: string): TextDocument {
    const document = TextDocument.create(uri, language, version, text);
    this.open.set(normalUri(uri), document);
    return document;
  }

  /** Undefined where the document is not open or the version is not newer. */
  changed(
    uri: string,
    version: number,
    changes: TextDocumentContentChangeEvent[],
  ): TextDocument | undefined {
    const document = this.open.get(normalUri(uri));
    if (!document || version <= document.version) return undefined;
    return TextDocument.update(document, changes, version);
  }

  closed(uri: string): void {
    this.open.delete(normalUri(uri));
  }
}
