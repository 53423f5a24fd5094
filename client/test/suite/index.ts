// What the extension host runs: every suite beside it under mocha, its lines marked for the process that waits outside.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { encode, follow, type Message } from "../tally.ts";

/** The entry that VS Code calls, desktop or browser; it fails if a test fails. */
export async function run(): Promise<void> {
  let number = 0;
  const say = (message: Omit<Message, "number">): void => {
    console.log(encode({ number: ++number, ...message }));
  };
  // Mocha is a module that only `import` can load in the older editors.
  const { default: Mocha } = await import("mocha");
  const grep = process.env.MSPLINT_TEST_GREP;
  const mocha = new Mocha({
    timeout: 30_000,
    reporter: Mocha.reporters.Base,
    ...(grep ? { grep } : {}),
  });
  const folder = join(import.meta.dirname, "suite");
  for (const file of readdirSync(folder).toSorted()) {
    if (file.endsWith(".test.cjs")) mocha.addFile(join(folder, file));
  }
  const tally = await follow(mocha.run(), (line) => say({ line }));
  say({ tally });
  if (tally.failed > 0) throw new Error(`${tally.failed} tests failed`);
}
