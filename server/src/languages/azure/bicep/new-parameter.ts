// Declares a parameter for a value that only the provider can give, unless the template has it already.

import type { FixValue } from "../../../model/resource.ts";
import type { Edit } from "../../../text/range.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { lineEndOf } from "./layout.ts";
import { printString } from "./print.ts";
import { treeOf } from "./program.ts";
import type { Statement } from "./syntax.ts";
import { lineEnd } from "./token.ts";

type ParameterValue = Extract<FixValue, { is: "parameter" }>;

export interface NewParameter {
  readonly symbol: string;
  /** Absent where the parameter is declared already. */
  readonly edit?: Edit;
}

const types: Readonly<Record<ParameterValue["type"], string>> = {
  text: "string",
  number: "int",
  list: "array",
};

/** Undefined where the name is taken by something else. */
export function newParameter(file: SourceFile, value: ParameterValue): NewParameter | undefined {
  const symbol = camelCase(value.name);
  const { statements } = treeOf(file);
  const present = statements.find((each) => nameOf(each) === symbol);
  if (present) return present.kind === "param" ? { symbol } : undefined;
  const eol = lineEndOf(file.text);
  const text = `@description(${printString(value.description)})${eol}param ${symbol} ${types[value.type]}`;
  const before =
    statements.findLast((each) => each.kind === "param") ??
    statements.find((each) => each.kind === "targetScope");
  if (before) {
    const end = lineEnd(file.text, before.range.end);
    return {
      symbol,
      edit: { file: file.path, range: { start: end, end }, text: `${eol}${eol}${text}` },
    };
  }
  const start = file.text.startsWith("\ufeff") ? 1 : 0;
  const rest = file.text.length > start ? `${eol}${eol}` : eol;
  return {
    symbol,
    edit: { file: file.path, range: { start, end: start }, text: `${text}${rest}` },
  };
}

function nameOf(statement: Statement): string | undefined {
  switch (statement.kind) {
    case "param":
    case "var":
    case "output":
    case "func":
    case "type":
      return statement.kind === "output" ? undefined : statement.name.text;
    case "resource":
    case "module":
      return statement.symbol.text;
    default:
      return undefined;
  }
}

function camelCase(name: string): string {
  return name.replaceAll(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
