// Holds what each language understands of test-fixtures/languages: declarations, values, places and reasons.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { before, describe, it } from "mocha";
import { reasonText } from "../../src/expressions/reason.ts";
import type { Trail, Value } from "../../src/expressions/value.ts";
import { isDict, isList, isNum, shape } from "../../src/expressions/value.ts";
import type { Language } from "../../src/languages/language.ts";
import type { Files } from "../../src/model/unit.ts";
import { defaultLimits } from "../../src/text/limits.ts";
import type { Range } from "../../src/text/range.ts";
import type { SourceFile } from "../../src/text/source-file.ts";
import { lineIndex } from "../../src/text/source-file.ts";

/**
 * A case is a file with its golden beside it, `x.yaml` and `x.yaml.model`, or a folder that holds
 * one, `model`. `UPDATE=1` writes the goldens anew.
 */
const fixtures = join(import.meta.dirname, "../../../test-fixtures/languages");
const folders: Readonly<Record<string, string>> = {
  terraform: "terraform",
  cloudformation: "cloudformation",
  arm: "azure/arm",
  bicep: "azure/bicep",
};

for (const [id, folder] of Object.entries(folders)) {
  const root = join(fixtures, id);
  if (!existsSync(root)) continue;
  describe(`the model of ${id}`, () => {
    let language: Language;
    before(async () => {
      const module: Record<string, Language> = await import(
        `../../src/languages/${folder}/index.ts`
      );
      const found = module[id];
      assert.ok(found, `languages/${folder}/index.ts exports ${id}`);
      language = found;
    });

    for (const name of readdirSync(root)
      .filter((each) => !each.endsWith(".model"))
      .toSorted()) {
      const path = join(root, name);
      const isFolder = statSync(path).isDirectory();
      it(name, () => {
        const files = isFolder ? filesOf(path) : new Map([[name, fileOf(root, name)]]);
        const golden = isFolder ? join(path, "model") : `${path}.model`;
        const shown = modelText(language, files);
        if (process.env["UPDATE"] === "1") writeFileSync(golden, shown);
        assert.equal(shown, existsSync(golden) ? readFileSync(golden, "utf8") : "");
      });
    }
  });
}

function filesOf(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path !== "model" && statSync(join(folder, path)).isFile())
    .toSorted();
  return new Map(paths.map((path) => [path, fileOf(folder, path)]));
}

function fileOf(folder: string, path: string): SourceFile {
  return { path: relative(".", path), text: readFileSync(join(folder, path), "utf8") };
}

function modelText(language: Language, files: Files): string {
  const ours = new Map([...files].filter(([, file]) => language.role(file) !== undefined));
  const lines: string[] = [];
  const place = (file: string, range: Range): string => {
    const source = files.get(file);
    if (!source) return `${file}?`;
    const [start, end] = [lineIndex(source).at(range.start), lineIndex(source).at(range.end)];
    const to = start.line === end.line ? `${end.column + 1}` : `${end.line + 1}:${end.column + 1}`;
    return `${files.size > 1 ? `${file} ` : ""}${start.line + 1}:${start.column + 1}-${to}`;
  };
  for (const file of ours.values()) {
    for (const { message, range } of language.check(file))
      lines.push(`problem ${place(file.path, range)} ${message}`);
  }
  for (const unit of language.units(ours)) {
    for (const variant of unit.variants) {
      const reading = language.read(unit, variant, files, defaultLimits);
      if (unit.variants.length > 1 || lines.length > 0)
        lines.push("", `unit ${unit.id}, ${variant.name ?? "base"}`);
      for (const { message, file, range } of reading.problems)
        lines.push(`problem ${place(file, range)} ${message}`);
      for (const wanted of reading.wants) lines.push(`wants ${wanted}`);
      for (const declaration of reading.declarations) {
        const exists = declaration.exists === "yes" ? "" : `, exists: ${declaration.exists}`;
        const existing = declaration.existing ? ", existing" : "";
        lines.push(
          `${declaration.id}: ${declaration.type} ${place(declaration.at.file, declaration.at.range)}${exists}${existing}`,
        );
        lines.push(...valueLines("", declaration.body, place).map((line) => `  ${line}`));
        if (declaration.scope)
          lines.push(...valueLines("(scope)", declaration.scope, place).map((line) => `  ${line}`));
      }
    }
  }
  return `${lines.join("\n").trim()}\n`;
}

type Placer = (file: string, range: Range) => string;

/** One line for each leaf: path, value, place, and the way it came by. */
function valueLines(path: string, value: Value, place: Placer): string[] {
  const tail = `${place(value.at.file, value.at.range)}${value.via.map((step) => viaText(step, place)).join("")}${value.sensitive ? " sensitive" : ""}`;
  const line = (text: string): string[] => [`${path} = ${text}  ${tail}`.trimStart()];
  if (value.state === "unknown") return line(`? ${reasonText(value.reason)}`);
  if (value.state === "absent")
    return line(
      value.default
        ? `absent, by default ${valueLines("", value.default, place).join()}`
        : "absent",
    );
  const known = value.value;
  if (known === null || typeof known === "boolean") return line(String(known));
  if (isNum(known)) return line(known.text);
  if (isList(known)) {
    const rest = known.more ? [`${path}[…] ? ${reasonText(known.more)}`] : [];
    const inside = known.items.flatMap((item, index) =>
      valueLines(`${path}[${index}]`, item, place),
    );
    return inside.length + rest.length === 0 ? line("[]") : [...inside, ...rest];
  }
  if (isDict(known)) {
    const rest = known.more ? [`${path}.… ? ${reasonText(known.more)}`] : [];
    const lead = path === "" ? "" : `${path}.`;
    const inside = [...known.entries].flatMap(([key, entry]) =>
      valueLines(lead + key, entry.value, place),
    );
    return inside.length + rest.length === 0 ? line("{}") : [...inside, ...rest];
  }
  const json = known.json ? [...valueLines(`${path}(json)`, known.json, place)] : [];
  return [...line(JSON.stringify(shape(known))), ...json];
}

function viaText(step: Trail, place: Placer): string {
  return ` < ${step.label} ${place(step.at.file, step.at.range)}`;
}
