// Starts and stops VS Code's own server with msplint installed, on a loopback port, and leaves nothing behind.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type EditorInstallation, installEditor } from "./install.ts";

const INSTALL_LIMIT_MS = 60_000;
const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 5_000;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface ServerOptions {
  /** A packaged extension to install before the start. */
  readonly vsix?: string;
  /** Without it every folder opens in Restricted Mode, as it does for a user. */
  readonly trusted?: boolean;
  /** Makes the server accept `extensionDevelopmentPath` and `extensionTestsPath`. */
  readonly smokeTestDriver?: boolean;
  /** Lets the server end itself some minutes after its last window, should nobody be left to stop it. */
  readonly endsAlone?: boolean;
  /** Settings of the machine, as in a settings.json. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface RunningServer {
  /** Where it listens, as `vscode-remote` addresses name it. */
  readonly authority: string;
  /** The page that shows a folder; `payload` holds pairs that the workbench understands, as `openFile`. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** Settled when the server has ended, whatever ended it. */
  readonly ended: Promise<unknown>;
  /** The last lines that the server printed, for error messages. */
  output(): string;
  /** Ends the server, its extension host and every language server below it, and removes their data. */
  stop(): Promise<void>;
}

/** Quiet: what no test and no sample looks at is off. */
const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "files.autoSave": "off", // in a browser VS Code saves by itself
  "telemetry.telemetryLevel": "off",
};

export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const installation = await installEditor();
  const data = mkdtempSync(join(tmpdir(), "msplint-editor-"));
  const programs: Program[] = [];
  const clean = (): void => {
    for (const program of programs) program.kill();
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  const forget = onProcessEnd(clean);
  const stop = async (): Promise<void> => {
    await Promise.all(programs.map((program) => program.end()));
    clean();
    forget();
  };
  const run = (args: readonly string[]): Program => {
    const program = startProgram(installation, [
      "--server-data-dir",
      data,
      "--accept-server-license-terms",
      ...args,
    ]);
    programs.push(program);
    return program;
  };

  try {
    const token = randomBytes(16).toString("hex");
    await mkdir(join(data, "data", "Machine"), { recursive: true });
    await writeFile(
      join(data, "data", "Machine", "settings.json"),
      JSON.stringify({ ...SETTINGS, ...options.settings }),
    );
    await writeFile(join(data, "token"), token, { mode: 0o600 });
    if (options.vsix)
      await untilInstalled(run(["--install-extension", options.vsix]), options.vsix);
    const authority = `127.0.0.1:${await freePort()}`;
    const server = run([
      "--host=127.0.0.1",
      `--port=${authority.split(":")[1]}`,
      `--connection-token-file=${join(data, "token")}`,
      "--telemetry-level=off",
      ...(options.trusted ? ["--disable-workspace-trust"] : []),
      ...(options.endsAlone
        ? ["--enable-remote-auto-shutdown", "--reconnection-grace-time=60"]
        : []),
      ...(options.smokeTestDriver ? ["--enable-smoke-test-driver"] : []),
    ]);
    await untilAnswering(server, `http://${authority}/version`);
    return {
      authority,
      address(folder, payload = []) {
        const query = {
          tkn: token,
          folder,
          ...(payload.length > 0 ? { payload: JSON.stringify(payload) } : {}),
        };
        return `http://${authority}/?${new URLSearchParams(query).toString()}`;
      },
      ended: server.ended,
      output: () => server.output(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilInstalled(installer: Program, vsix: string): Promise<void> {
  const status = await Promise.race([
    installer.ended,
    sleep(INSTALL_LIMIT_MS, "not finished", { ref: false }),
  ]);
  if (status !== 0)
    throw new Error(
      `${vsix} could not be installed (status: ${status}). Its last words:\n${installer.output()}`,
    );
}

async function untilAnswering(server: Program, address: string): Promise<void> {
  const late = AbortSignal.timeout(START_LIMIT_MS);
  while (server.running() && !late.aborted) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(
      () => undefined,
    );
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(
    `VS Code's server ${server.running() ? "does not answer" : "ended"}. Its last words:\n${server.output()}`,
  );
}

interface Program {
  readonly ended: Promise<number | null>;
  running(): boolean;
  /** The last lines that it printed. */
  output(): string;
  /** Asks it and everything that it started to end, and waits until they have. */
  end(): Promise<void>;
  /** Ends all of them at once. */
  kill(): void;
}

/** A process group of its own, so that one signal reaches the extension host and the language server too. */
function startProgram(installation: EditorInstallation, args: readonly string[]): Program {
  const child: ChildProcess = spawn(installation.node, [installation.serverMain, ...args], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: ownEnvironment(),
  });
  let output = "";
  const keep = (text: unknown): void => {
    output = (output + String(text)).slice(-8_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const ended = new Promise<number | null>((done) => {
    child.on("error", (error) => {
      keep(error);
      done(null);
    });
    child.on("exit", done);
  });
  const signal = (name: NodeJS.Signals | 0): boolean =>
    child.pid !== undefined && signalGroup(child.pid, name);
  return {
    ended,
    running: () => child.pid !== undefined && child.exitCode === null && child.signalCode === null,
    output: () => output.trim(),
    async end() {
      const late = AbortSignal.timeout(STOP_LIMIT_MS);
      let alive = signal("SIGTERM");
      while (alive && !late.aborted) {
        await sleep(25);
        alive = signal(0);
      }
    },
    kill: () => void signal("SIGKILL"),
  };
}

/** Whether the group still has a process. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** Runs `clean` however this process ends. Ctrl+C and `kill` skip the exit handlers unless someone listens to them. */
function onProcessEnd(clean: () => void): () => void {
  const exit = (signal: NodeJS.Signals): never => process.exit(signal === "SIGINT" ? 130 : 143);
  process.on("exit", clean);
  for (const signal of SIGNALS) process.on(signal, exit);
  return () => {
    process.off("exit", clean);
    for (const signal of SIGNALS) process.off(signal, exit);
  };
}

/** Without the variables that a surrounding editor's terminal, a debugger or c8 set for their own children. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_V8_COVERAGE$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, fail) => {
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", done);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
