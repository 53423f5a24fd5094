// Packages the release bundles as msplint.vsix, byte for byte the same for the same commit.
import "./node-version.ts";
import { execFileSync } from "node:child_process";
import { root, run } from "./command.ts";

/** When the packaged commit was made, in seconds since 1970: the date of every file in the package. */
function commitTime(): string {
  try {
    const options = { cwd: root, encoding: "utf8", stdio: "pipe" } as const;
    return execFileSync("git", ["log", "-1", "--format=%ct"], options).trim();
  } catch {
    return "315532800"; // no commit: 1980, the earliest date that a zip archive can hold
  }
}

const env = { SOURCE_DATE_EPOCH: commitTime(), ...process.env };
const made =
  (await run("npm run build -- --release", env)).ok &&
  (await run("vsce package --no-dependencies --out msplint.vsix", env)).ok;
process.exitCode = made ? 0 : 1;
