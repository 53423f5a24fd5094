// Holds the evaluation of Terraform expressions against a list of them with answers that were made elsewhere.

import { evaluate } from "../../src/expressions/evaluate.ts";
import type { Value } from "../../src/expressions/value.ts";
import { effective, wholeText } from "../../src/expressions/value.ts";
import { contextOf } from "../../src/languages/terraform/evaluation.ts";
import { syntaxProblems } from "../../src/languages/terraform/file.ts";
import { jsonText } from "../../src/languages/terraform/json-text.ts";
import { collect } from "../../src/languages/terraform/module.ts";
import { readerOf } from "../../src/languages/terraform/reader.ts";
import type { Files } from "../../src/model/unit.ts";
import { defaultLimits } from "../../src/text/limits.ts";
import type { SourceFile } from "../../src/text/source-file.ts";
import type { Oracle } from "./oracle.ts";

interface Header {
  readonly locals: string;
  readonly files?: Readonly<Record<string, { readonly text?: string }>>;
}

interface Row {
  readonly group: string;
  readonly expr: string;
  /** What `jsonencode` gives for the value. */
  readonly result?: string;
  readonly type?: string;
  readonly unknown?: true;
  readonly sensitive?: true;
  readonly ephemeral?: true;
  /** What the console prints; without a result that is an infinity or an ephemeral value. */
  readonly console?: string;
  readonly error?: string;
}

/** `right`, `both refuse` and `both unknown` agree; `left unknown` claims nothing; the rest is wrong. */
type Verdict =
  | "right"
  | "both refuse"
  | "both unknown"
  | "left unknown"
  | "unknown, refused there"
  | "refused, a value there"
  | "wrong value"
  | "wrong mark"
  | "value, refused there"
  | "value, unknown there"
  | "no answer to compare";

const agreeing: ReadonlySet<Verdict> = new Set(["right", "both refuse", "both unknown"]);

export const judge: Oracle = function* (rows) {
  const [header, ...questions] = rows as readonly [Header, ...Row[]];
  const files = filesOf(header);
  for (const row of questions) {
    const { verdict, shown } = judgeRow(row, files);
    yield { agrees: agreeing.has(verdict), verdict, row, shown };
  }
};

function judgeRow(row: Row, files: Files): { verdict: Verdict; shown: string } {
  const file = { path: "expression.tf", text: `locals {\n  expression = ${row.expr}\n}\n` };
  const problems = syntaxProblems(file);
  const value = problems.length > 0 ? undefined : valueOf(file, files);
  const answer = value ? plain(value) : { state: "error" as const, text: problems[0]?.message };
  const shown = `${answer.state} ${answer.text ?? ""}`;
  return { verdict: verdictOn(row, value, answer), shown };
}

function verdictOn(row: Row, value: Value | undefined, answer: Answer): Verdict {
  if (row.console?.endsWith("Inf") && value)
    return wholeText(value) === row.console ? "right" : "wrong value";
  if (row.ephemeral)
    return value && holds(value, (each) => each.ephemeral === true) ? "right" : "wrong mark";
  if (row.error !== undefined) {
    if (answer.state === "error") return "both refuse";
    return answer.state === "unknown" ? "unknown, refused there" : "value, refused there";
  }
  if (answer.state === "error") return "refused, a value there";
  if (row.unknown) return answer.state === "unknown" ? "both unknown" : "value, unknown there";
  if (answer.state === "unknown") return "left unknown";
  if (row.result === undefined) return "no answer to compare";
  if (answer.text !== row.result && !sameButForSets(row, answer.text)) return "wrong value";
  return row.sensitive && value && !holds(value, (each) => each.sensitive === true)
    ? "wrong mark"
    : "right";
}

function valueOf(file: SourceFile, given: Files): Value | undefined {
  const files = new Map([...given, [file.path, file]]);
  const module = collect(["main.tf", file.path], files);
  const attribute = module.locals.get("expression")?.attribute;
  if (!attribute) return undefined;
  const reader = readerOf(files, defaultLimits);
  const context = contextOf(module, new Map(), defaultLimits, "", reader);
  return evaluate(attribute.value, context.scope(file.path));
}

/** The module's text, the files beside it and the listings of their folders, as a host gives them. */
function filesOf(header: Header): Files {
  const files = new Map([["main.tf", { path: "main.tf", text: header.locals }]]);
  const folders = new Map([["./", new Set(["main.tf"])]]);
  for (const [path, { text }] of Object.entries(header.files ?? {})) {
    // What is no text is listed, and never given.
    if (text !== undefined) files.set(path, { path, text });
    const parts = path.split("/");
    for (const [depth, name] of parts.entries()) {
      const folder = depth === 0 ? "./" : `${parts.slice(0, depth).join("/")}/`;
      const names = folders.get(folder) ?? new Set();
      names.add(depth < parts.length - 1 ? `${name}/` : name);
      folders.set(folder, names);
    }
  }
  for (const [path, names] of folders)
    files.set(path, { path, text: [...names].toSorted().join("\n") });
  return files;
}

interface Answer {
  readonly state: "known" | "unknown" | "error";
  readonly text: string | undefined;
}

/** The JSON text of a value that is wholly known; that it is in error or unknown if a part of it is. */
function plain(value: Value): Answer {
  const reason = firstReason(value);
  if (reason)
    return {
      state: reason.kind === "error" || reason.kind === "undeclared" ? "error" : "unknown",
      text: JSON.stringify(reason),
    };
  return { state: "known", text: wholeText(jsonText(value, value.at)) };
}

function firstReason(value: Value): { readonly kind: string } | undefined {
  const decided = effective(value);
  if (decided.state === "unknown") return decided.reason;
  if (decided.state === "absent" || decided.value === null || typeof decided.value !== "object")
    return undefined;
  const content = decided.value;
  switch (content.type) {
    case "number":
      return undefined;
    case "text":
      for (const part of content.parts) if ("hole" in part) return part.hole;
      return undefined;
    case "list":
      return content.more ?? firstOf(content.items);
    case "dict":
      return content.more ?? firstOf([...content.entries.values()].map((entry) => entry.value));
  }
}

function firstOf(values: readonly Value[]): { readonly kind: string } | undefined {
  for (const value of values) {
    const reason = firstReason(value);
    if (reason) return reason;
  }
  return undefined;
}

/** The value or one of its members. */
function holds(value: Value, mark: (value: Value) => boolean): boolean {
  if (mark(value)) return true;
  const decided = effective(value);
  if (decided.state !== "known" || decided.value === null || typeof decided.value !== "object")
    return false;
  const content = decided.value;
  if (content.type === "list") return content.items.some((item) => holds(item, mark));
  return (
    content.type === "dict" &&
    [...content.entries.values()].some((entry) => holds(entry.value, mark))
  );
}

/** Sets of anything but texts, numbers and booleans have an order that means nothing. */
function sameButForSets(row: Row, text: string | undefined): boolean {
  if (!row.type?.includes("set(") || row.result === undefined || text === undefined) return false;
  return canonical(JSON.parse(row.result)) === canonical(JSON.parse(text));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).toSorted().join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .join()}}`;
}
