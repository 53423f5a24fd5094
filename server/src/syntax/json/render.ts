// Writes JSON in the style of the text around it: indentation, line ends, one line or several. Knows no tree.

import type { NewValue } from "../new-value.ts";

export interface Style {
  readonly multiline: boolean;
  /** Blanks in front of the line on which the value starts. */
  readonly indent: string;
  /** What one level adds. */
  readonly unit: string;
  readonly lineEnd: string;
  /** What stands between a colon and its value. */
  readonly afterColon: string;
  /** What stands between a bracket and its content on one line. */
  readonly padding: string;
}

/** Longest list of plain values that is written on one line among several. */
const shortList = 80;

export function render(value: NewValue, style: Style): string {
  switch (value.is) {
    case "rendered":
      return value.text;
    case "scalar":
      return JSON.stringify(value.value);
    case "array":
      return bracket(
        "[",
        "]",
        value.items.map((item) => render(item, inner(style))),
        style,
      );
    case "object": {
      const members = [...value.members].map((each) =>
        renderMember(each[0], each[1], inner(style)),
      );
      return bracket("{", "}", members, style);
    }
  }
}

/** `"key": value`; `style.indent` is that of the line the member stands on. */
export function renderMember(key: string, value: NewValue, style: Style): string {
  return `${JSON.stringify(key)}:${style.afterColon}${render(value, style)}`;
}

/** The style of what stands inside a bracket of the given style. */
export function inner(style: Style): Style {
  return { ...style, indent: style.indent + style.unit };
}

function bracket(open: string, close: string, parts: readonly string[], style: Style): string {
  if (parts.length === 0) return open + close;
  const oneLine = parts.join(style.afterColon === "" ? "," : ", ");
  const isShortList =
    open === "[" &&
    oneLine.length <= shortList &&
    !oneLine.includes("\n") &&
    !/[{[]/.test(oneLine.charAt(0));
  if (!style.multiline || isShortList) {
    const padding = open === "{" ? style.padding : "";
    return open + padding + oneLine + padding + close;
  }
  const separator = style.lineEnd + style.indent + style.unit;
  return open + separator + parts.join(`,${separator}`) + style.lineEnd + style.indent + close;
}
