// Holds the direction of imports: reads every import statement and compares it with the table of the design.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, it } from "mocha";

const source = join(import.meta.dirname, "../src");

/** A layer may import itself and those on the right. Files at the top are layers of their own name. */
const layers: Readonly<Record<string, readonly string[]>> = {
  text: [],
  syntax: ["text"],
  expressions: ["text", "syntax"],
  model: ["text", "syntax", "expressions", "generated"],
  languages: ["text", "syntax", "expressions", "model"],
  analyses: ["text", "syntax", "expressions", "model", "generated"],
  check: ["text", "syntax", "expressions", "model", "languages", "analyses", "generated"],
  generated: ["check", "model"],
  core: ["text", "syntax", "expressions", "model", "languages", "analyses", "check", "generated"],
  views: [
    "text",
    "syntax",
    "expressions",
    "model",
    "languages",
    "analyses",
    "check",
    "core",
    "generated",
  ],
  lsp: [
    "text",
    "syntax",
    "expressions",
    "model",
    "languages",
    "analyses",
    "check",
    "core",
    "views",
    "generated",
  ],
  host: [
    "text",
    "syntax",
    "expressions",
    "model",
    "languages",
    "analyses",
    "check",
    "core",
    "views",
    "lsp",
    "generated",
  ],
};

/** Packages that a layer may import; every other one is refused. */
const packages: Readonly<Record<string, readonly RegExp[]>> = {
  syntax: [/^yaml$/, /^js-yaml/],
  lsp: [/^vscode-languageserver/],
  host: [/^node:/, /^vscode-languageserver/],
};

const coreFiles = new Set([
  "analyze.ts",
  "bundled.ts",
  "derive.ts",
  "join-units.ts",
  "file-words.ts",
  "organization-policies.ts",
  "wanted.ts",
  "workspace-files.ts",
  "workspace-units.ts",
  "workspace.ts",
]);

function layerOf(path: string): string {
  const [first = "", second] = path.split("/");
  if (second !== undefined) return first;
  return coreFiles.has(first) ? "core" : "host";
}

function sourceFiles(): string[] {
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && !path.startsWith("generated/"));
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(source, path), "utf8");
  return [
    ...text.matchAll(/^(?:import|export)\s[^"';]*?from\s+"([^"]+)"|^import\s+"([^"]+)"/gms),
  ].map((match) => match[1] ?? match[2] ?? "");
}

describe("imports", () => {
  const files = sourceFiles();

  it("run one way", () => {
    const wrong: string[] = [];
    for (const path of files) {
      const layer = layerOf(path);
      for (const target of importsOf(path)) {
        if (!target.startsWith(".")) {
          if (!(packages[layer] ?? []).some((allowed) => allowed.test(target)))
            wrong.push(`${path} imports ${target}`);
          continue;
        }
        const to = layerOf(
          relative(source, join(source, dirname(path), target)).replaceAll("\\", "/"),
        );
        if (to !== layer && !(layers[layer] ?? []).includes(to))
          wrong.push(`${path} imports ${target}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it("keep languages apart from each other, and analyses too", () => {
    const wrong: string[] = [];
    for (const path of files.filter((each) => /^(?:languages|analyses)\/[^/]+\//.test(each))) {
      const [layer, folder] = path.split("/");
      for (const target of importsOf(path).filter((each) => each.startsWith("."))) {
        const to = relative(source, join(source, dirname(path), target))
          .replaceAll("\\", "/")
          .split("/");
        if (to[0] === layer && to.length > 2 && to[1] !== folder)
          wrong.push(`${path} imports ${target}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it("leave ARM and Bicep to meet in languages/azure alone", () => {
    const wrong = files
      .filter((path) => /^languages\/azure\/(?:arm|bicep)\//.test(path))
      .flatMap((path) =>
        importsOf(path)
          .filter((target) => /\.\.\/(?:arm|bicep)\//.test(target))
          .map((target) => `${path} imports ${target}`),
      );
    assert.deepEqual(wrong, []);
  });

  it("reach a language only where it is loaded late, but for what recognises its files", () => {
    const wrong = files
      .filter((path) => !/^languages\/[^/]+\//.test(path))
      .flatMap((path) =>
        importsOf(path)
          .filter((target) => target.startsWith("."))
          .map((target) => relative(source, join(source, dirname(path), target)))
          .filter((target) => /^languages\/[^/]+\//.test(target.replaceAll("\\", "/")))
          .filter((target) => !target.endsWith("recognise.ts"))
          .map((target) => `${path} imports ${target}`),
      );
    assert.deepEqual(wrong, []);
  });

  it("have no folder where direction dies", () => {
    assert.deepEqual(
      files.filter((path) => /(?:^|\/)(?:utils?|common|helpers?|shared)(?:\/|\.ts$)/.test(path)),
      [],
    );
  });
});
