// What an oracle is: rows that hold questions with answers made elsewhere, and a verdict on each.

export interface Judged {
  readonly agrees: boolean;
  /** A few words that many rows share, so that they can be counted. */
  readonly verdict: string;
  /** The row as it stands in the file. */
  readonly row: unknown;
  /** Our answer, as text or plain data. */
  readonly shown: unknown;
  /** What else than a row is judged; it is counted by itself. */
  readonly apart?: string;
}

/** Gets the rows of the file, its header included; `root` is the folder that paths in them start from. */
export type Oracle = (rows: readonly unknown[], root: string) => Iterable<Judged>;
