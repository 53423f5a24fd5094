// Every limit in one place, so that hostile input meets a number and not a stack overflow.

export interface Limits {
  /** Largest file that is read, in UTF-16 units: while typing, and in a scan. */
  readonly typedFileSize: number;
  readonly scannedFileSize: number;
  /** Nesting of any syntax; counted before recursing. */
  readonly depth: number;
  /** Longest string that evaluation builds, in UTF-16 units. */
  readonly text: number;
  /** Most leaves and parts of one value, each counted as often as it is reached. */
  readonly weight: number;
  /** Steps of evaluation for one unit, after which values are unknown. */
  readonly evaluationSteps: number;
  /** Items that one `count`, `for_each`, `copy` or `for` may make. */
  readonly expansion: number;
  /** Instances of all resources and modules of one unit. */
  readonly instances: number;
  /** Times that a unit is analysed again because it wanted more files or tables. */
  readonly rounds: number;
  readonly findingsPerFile: number;
  readonly findingsPerWorkspace: number;
  readonly walkEntries: number;
  readonly walkDepth: number;
}

export const defaultLimits: Limits = {
  typedFileSize: 4_000_000,
  scannedFileSize: 5_000_000,
  depth: 200,
  text: 64 * 1024,
  weight: 200_000,
  evaluationSteps: 2_000_000,
  expansion: 1_024,
  instances: 20_000,
  rounds: 32,
  findingsPerFile: 250,
  findingsPerWorkspace: 25_000,
  walkEntries: 200_000,
  walkDepth: 64,
};
