// Counts and prints the tests of one mocha run, the same way in Node and inside the extension host.
import type { Runner } from "mocha";

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Follows a run to its end. */
export function follow(runner: Runner, print: (line: string) => void): Promise<Tally> {
  let passed = 0;
  let failed = 0;
  runner.on("suite", (suite) => {
    if (suite.title) print(suite.title);
  });
  runner.on("pass", (test) => {
    passed++;
    print(`  ✓ ${test.title} (${test.duration ?? 0} ms)`);
  });
  runner.on("pending", (test) => print(`  - ${test.title}`));
  runner.on("fail", (test, error: unknown) => {
    failed++;
    print(`  ✗ ${test.title}`);
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    for (const line of details.split("\n")) print(`    ${line}`);
  });
  return new Promise((done) => {
    runner.on("end", () => done({ passed, failed }));
  });
}

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}

/** What the suite inside the extension host says through the console of the editor around it. */
export interface Message {
  /** Counts up: the editor may show a line twice. */
  readonly number: number;
  readonly line?: string;
  readonly tally?: Tally;
}

const MARK = "msplint-test";

export function encode(message: Message): string {
  return MARK + JSON.stringify(message);
}

export function decode(text: string): Message | undefined {
  const found = new RegExp(`${MARK}(\\{.*\\})`).exec(text)?.[1];
  return found === undefined ? undefined : (JSON.parse(found) as Message);
}
