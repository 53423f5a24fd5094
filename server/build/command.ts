// Runs one command line for the scripts beside it, showing its output while it runs.
import { spawn } from "node:child_process";
import { resolve } from "node:path";

/** The folder that holds package.json, where every command runs. */
export const root = resolve(import.meta.dirname, "../..");

export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a shell command line to its end and gives back what it printed. */
export function run(command: string, env: NodeJS.ProcessEnv = process.env): Promise<Outcome> {
  return new Promise((done, fail) => {
    const child = spawn(command, {
      cwd: root,
      env,
      shell: true,
      stdio: ["inherit", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      process.stdout.write(text);
    });
    child.on("error", fail);
    child.on("close", (code) => done({ ok: code === 0, output }));
  });
}
