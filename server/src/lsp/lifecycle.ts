// The life of a connection, where the library leaves gaps: what may be asked before, between and after.

import { ErrorCodes, ResponseError } from "vscode-languageserver";

export class Lifecycle {
  private state: "new" | "running" | "down" = "new";

  /** A second `initialize` is refused. */
  start(): void {
    if (this.state !== "new")
      throw new ResponseError(ErrorCodes.InvalidRequest, "The server is initialized already.");
    this.state = "running";
  }

  stop(): void {
    this.require();
    this.state = "down";
  }

  /** Every other request needs a running server. */
  require(): void {
    if (this.state === "new")
      throw new ResponseError(ErrorCodes.ServerNotInitialized, "The server is not initialized.");
    if (this.state === "down")
      throw new ResponseError(ErrorCodes.InvalidRequest, "The server has been shut down.");
  }

  get running(): boolean {
    return this.state === "running";
  }

  get down(): boolean {
    return this.state === "down";
  }
}
