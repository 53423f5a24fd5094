// Modules that fan out or go deep, files and folders that are asked for: said, and within the limits.

import assert from "node:assert/strict";
import process from "node:process";
import { describe, it } from "mocha";
import type { Value } from "../../../../src/expressions/value.ts";
import { member, wholeText } from "../../../../src/expressions/value.ts";
import { bicep } from "../../../../src/languages/azure/bicep/index.ts";
import type { Reading } from "../../../../src/languages/language.ts";
import { defaultLimits } from "../../../../src/text/limits.ts";

function read(texts: Readonly<Record<string, string>>): Reading {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
  const unit = {
    id: "main.bicep",
    language: "bicep" as const,
    files: ["main.bicep"],
    variants: [],
  };
  return bicep.read(unit, { values: [] }, files, defaultLimits);
}

function attribute(reading: Reading, id: string, ...path: readonly string[]): Value | undefined {
  const body = reading.declarations.find((each) => each.id === id)?.body;
  return path.reduce<Value | undefined>((value, name) => member(value, name), body);
}

describe("modules of Bicep", () => {
  it("says that modules go too deep", () => {
    const texts = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        index === 0 ? "main.bicep" : `m${index}.bicep`,
        `module next 'm${index + 1}.bicep' = {}\n`,
      ]),
    );
    const { problems } = read(texts);
    assert.deepEqual(
      problems.map((each) => each.message),
      ['Modules are nested more than 16 deep; "m17.bicep" is not read.'],
    );
  });

  it("says that modules fan out", () => {
    const twice = (next: string) => `module a '${next}' = {}\nmodule b '${next}' = {}\n`;
    const texts = Object.fromEntries(
      Array.from({ length: 15 }, (_, index) => [
        index === 0 ? "main.bicep" : `m${index}.bicep`,
        twice(`m${index + 1}.bicep`),
      ]),
    );
    const started = process.cpuUsage();
    const { problems, declarations } = read(texts);
    assert.ok(process.cpuUsage(started).user < 2_000_000);
    assert.ok(declarations.length < 5_000, `${declarations.length}`);
    assert.ok(
      problems.some((each) => each.message.startsWith("More than 1024 modules are called")),
    );
  });

  it("asks for modules and files that are not in view, and for nothing outside", () => {
    const { wants, problems } = read({
      "main.bicep": [
        "module a 'parts/a.bicep' = {}",
        "module b 'br:contoso.example/b:1' = {}",
        "module c 'ts:00000000-0000-0000-0000-000000000000/rg/c:1' = {}",
        "module d '../d.bicep' = {}",
        "resource e 'Contoso.Test/things@2024-01-01' = {",
        "  name: loadTextContent('e.txt')",
        "  files: loadDirectoryFileInfo('./parts/')",
        "}",
      ].join("\n"),
    });
    assert.deepEqual([...wants].toSorted(), ["e.txt", "parts/", "parts/a.bicep"]);
    assert.deepEqual(
      problems.map((each) => each.id),
      ["analysis/outside-the-workspace"],
    );
  });

  it("lists the files of a folder", () => {
    const reading = read({
      "main.bicep": [
        "resource e 'Contoso.Test/things@2024-01-01' = {",
        "  name: join(map(loadDirectoryFileInfo('parts', '*.b?cep'), f => f.relativePath), ',')",
        "}",
      ].join("\n"),
      "parts/": "a.bicep\nb.json\ninner/\nc.bicep\n",
    });
    assert.equal(wholeText(attribute(reading, "e", "name")), "parts/a.bicep,parts/c.bicep");
  });
});
