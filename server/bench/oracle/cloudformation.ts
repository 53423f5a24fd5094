// Holds the evaluation of CloudFormation templates against a list of questions with answers that were made elsewhere.

import type { Place, Reason, Value } from "../../src/expressions/value.ts";
import { effective, textValue, wholeText } from "../../src/expressions/value.ts";
import { newContext, newSession } from "../../src/languages/cloudformation/context.ts";
import { evaluate } from "../../src/languages/cloudformation/evaluate.ts";
import { outputMember } from "../../src/languages/cloudformation/outputs.ts";
import { problemsOf } from "../../src/languages/cloudformation/problems.ts";
import { reportGiven } from "../../src/languages/cloudformation/refusals.ts";
import { declarationsOf } from "../../src/languages/cloudformation/stack.ts";
import { templateOf } from "../../src/languages/cloudformation/template.ts";
import { defaultLimits } from "../../src/text/limits.ts";
import type { Problem } from "../../src/text/problem.ts";
import type { SourceFile } from "../../src/text/source-file.ts";
import type { Oracle } from "./oracle.ts";

interface Row {
  readonly group: string;
  readonly template: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly account?: string;
  readonly resource?: string;
  readonly output?: string;
  /** A path below Properties; "" is all of them. */
  readonly property: string;
  readonly value?: unknown;
  readonly state: "known" | "unknown" | "absent" | "error";
}

/** An answer in the words of the rows; a value stands beside "known". */
interface Answer {
  readonly state: Row["state"];
  readonly value?: unknown;
}

const agreeing: ReadonlySet<string> = new Set([
  "right",
  "both refuse",
  "both unknown",
  "both absent",
]);

export const judge: Oracle = function* (rows) {
  for (const row of rows as readonly Row[]) {
    if (typeof row.template !== "string") continue;
    const answer = answerTo(row);
    const verdict = verdictOn(row, answer);
    yield { agrees: agreeing.has(verdict), verdict, row, shown: answer };
  }
};

function verdictOn(row: Row, answer: Answer): string {
  if (row.state !== answer.state) return `${answer.state}, ${row.state} there`;
  switch (row.state) {
    case "error":
      return "both refuse";
    case "unknown":
      return "both unknown";
    case "absent":
      return "both absent";
    case "known":
      return canonical(row.value) === canonical(answer.value) ? "right" : "wrong value";
  }
}

function answerTo(row: Row): Answer {
  const isJson = row.template.trimStart().startsWith("{");
  const file: SourceFile = {
    path: isJson ? "template.json" : "template.yaml",
    text: row.template,
  };
  if (problemsOf(file).some(({ id }) => id === "analysis/syntax-error")) return { state: "error" };
  const place: Place = { file: "caller", range: { start: 0, end: 0 } };
  const texts = (given: Readonly<Record<string, string | undefined>>) =>
    new Map(
      Object.entries(given).flatMap(([name, text]) =>
        text === undefined ? [] : [[name, textValue(text, place)] as const],
      ),
    );
  const context = newContext({
    template: templateOf(file),
    session: newSession(defaultLimits),
    given: texts(row.parameters ?? {}),
    environment: texts({ "AWS::Region": row.region, "AWS::AccountId": row.account }),
  });
  const declarations = declarationsOf(context);
  reportGiven(context);
  const [member = "", ...path] = row.property === "" ? [] : row.property.split(".");
  const output =
    row.output === undefined ? undefined : outputMember(row.output, member, context, evaluate);
  if (context.problems.some(isRefusalProblem)) return { state: "error" };
  if (row.output !== undefined) return answerOf(at(output, path));
  const declared = declarations.find((each) => each.id === row.resource);
  if (!declared || declared.exists === "no") return { state: "absent" };
  if (declared.exists === "unknown") return { state: "unknown" };
  return answerOf(at(declared.body, member === "" ? [] : [member, ...path]));
}

function isRefusalProblem({ message }: Problem): boolean {
  return message.startsWith("CloudFormation refuses");
}

function at(value: Value | undefined, path: readonly string[]): Value | undefined {
  const [step, ...rest] = path;
  const decided = value && effective(value);
  if (step === undefined || decided?.state !== "known") return decided;
  const content = decided.value;
  if (typeof content !== "object" || content === null) return undefined;
  if (content.type === "dict") {
    const found = content.entries.get(step);
    if (!found && content.more) return { ...decided, state: "unknown", reason: content.more };
    return at(found?.value, rest);
  }
  if (content.type !== "list") return undefined;
  if (content.more) return { ...decided, state: "unknown", reason: content.more };
  return at(content.items[Number(step)], rest);
}

function answerOf(value: Value | undefined): Answer {
  if (!value || value.state === "absent") return { state: "absent" };
  const reasons = reasonsOf(value);
  if (reasons.some(isRefusal)) return { state: "error" };
  if (reasons.length > 0) return { state: "unknown", value: reasons };
  return { state: "known", value: plain(value) };
}

function isRefusal({ kind }: Reason): boolean {
  return kind === "error" || kind === "undeclared" || kind === "cycle" || kind === "missing";
}

function reasonsOf(value: Value): readonly Reason[] {
  const decided = effective(value);
  if (decided.state === "unknown") return [decided.reason];
  if (decided.state === "absent" || decided.value === null || typeof decided.value !== "object")
    return [];
  const content = decided.value;
  switch (content.type) {
    case "number":
      return [];
    case "text":
      return content.parts.flatMap((part) => ("hole" in part ? [part.hole] : []));
    case "list":
      return [...(content.more ? [content.more] : []), ...content.items.flatMap(reasonsOf)];
    case "dict":
      return [
        ...(content.more ? [content.more] : []),
        ...[...content.entries.values()].flatMap((entry) => reasonsOf(entry.value)),
      ];
  }
}

function plain(value: Value): unknown {
  const decided = effective(value);
  if (decided.state !== "known") return undefined;
  const content = decided.value;
  if (content === null || typeof content !== "object") return content;
  switch (content.type) {
    case "number":
      return Number(content.text);
    case "text":
      return wholeText(decided);
    case "list":
      return content.items.map(plain);
    case "dict":
      return Object.fromEntries(
        [...content.entries].map(([key, entry]) => [key, plain(entry.value)]),
      );
  }
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "absent";
  return `{${Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .join()}}`;
}
