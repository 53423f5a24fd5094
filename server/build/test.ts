// Runs everything that a change must pass; the last line says how many passed and how many failed.
import "./node-version.ts";
import { run } from "./command.ts";

const tally = { passed: 0, failed: 0 };

/** One check without tests of its own. */
async function check(script: string): Promise<void> {
  const { ok } = await run(`npm run ${script}`);
  tally[ok ? "passed" : "failed"] += 1;
}

/** A mocha suite, counted by its closing lines; one that ends badly without them failed once. */
async function suite(script: string): Promise<void> {
  const { ok, output } = await run(`npm run ${script}`);
  const count = (word: string) => Number(new RegExp(`^ *(\\d+) ${word}\\b`, "m").exec(output)?.[1]);
  const failing = count("failing") || 0;
  tally.passed += count("passing") || 0;
  tally.failed += ok ? failing : Math.max(failing, 1);
}

await check("build");
await check("typecheck");
await check("lint");
await suite("test:coverage");
await check("package");
await suite("test:editor");
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
