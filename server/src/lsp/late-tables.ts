// Tables that only an answer to a reader needs: each is loaded when it is first asked for, once for all folders.

import type { TableName } from "../model/analysis.ts";
import type { Table } from "../model/table.ts";
import type { Environment } from "./environment.ts";

export class LateTables {
  private readonly loaded = new Map<TableName, Promise<Table | undefined>>();
  private readonly environment: Environment;

  constructor(environment: Environment) {
    this.environment = environment;
  }

  /** Undefined where it cannot be had; the next time it is tried again. */
  get(name: TableName): Promise<Table | undefined> {
    const present = this.loaded.get(name);
    if (present) return present;
    const loading = this.load(name);
    this.loaded.set(name, loading);
    return loading;
  }

  private async load(name: TableName): Promise<Table | undefined> {
    try {
      return await this.environment.table(name);
    } catch {
      this.loaded.delete(name);
      return undefined;
    }
  }
}
