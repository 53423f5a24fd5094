// Writes a report to the terminal or to a file, whole or not at all.

import { closeSync, fsyncSync, lstatSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { plain } from "./views/plain.ts";

/** False where it could not be written; the reason is on standard error and an old report is left as it was. */
export function writeReport(path: string | undefined, report: string): boolean {
  if (path === undefined) return writeToTerminal(report);
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  let handle: number | undefined;
  try {
    refuseOddTarget(path);
    handle = openSync(temporary, "wx", 0o644);
    writeAll(handle, report);
    fsyncSync(handle);
    closeSync(handle);
    handle = undefined;
    renameSync(temporary, path);
    return true;
  } catch (error) {
    if (handle !== undefined) closeSync(handle);
    rmSync(temporary, { force: true });
    process.stderr.write(
      `msplint: the report "${plain(path)}" is not written: ${error instanceof Error ? plain(error.message) : "unknown reason"}\n`,
    );
    return false;
  }
}

/** A link could lead anywhere, and a folder or device is no report. */
function refuseOddTarget(path: string): void {
  const present = lstatSync(path, { throwIfNoEntry: false });
  if (present && !present.isFile())
    throw new Error("something that is no ordinary file stands there.");
}

function writeToTerminal(report: string): boolean {
  try {
    writeAll(1, report);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EPIPE") {
      // The reader has seen enough, as `head` does; the shell's word for that is 141.
      process.exit(141);
    }
    process.stderr.write(
      `msplint: the output could not be written: ${error instanceof Error ? error.message : "unknown reason"}\n`,
    );
    return false;
  }
}

function writeAll(handle: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(handle, bytes, offset);
    } catch (error) {
      // A pipe whose reader is slow; it takes more in a moment.
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
