// What the reader of ARM says of an expression in a JSON template, to compare with the Bicep file beside it.

import type { Value } from "../../src/expressions/value.ts";
import { dataValue } from "../../src/languages/azure/arm/data-value.ts";
import { openTemplate } from "../../src/languages/azure/arm/template.ts";
import { ownEnvironment, targetOfSchema } from "../../src/languages/azure/environment.ts";
import { jsonTree, memberNode, stringAt } from "../../src/languages/azure/json-tree.ts";
import type { DataNode } from "../../src/syntax/node.ts";
import { defaultLimits } from "../../src/text/limits.ts";
import type { SourceFile } from "../../src/text/source-file.ts";

export function armAnswers(
  file: SourceFile,
  templateAt: string | undefined,
): (expression: string) => Value {
  let root: DataNode = jsonTree(file).root;
  for (const name of (templateAt ?? "").split("/").slice(1)) {
    root = memberNode(root, name)?.value ?? root;
  }
  const range = { start: 0, end: 0 };
  const template = openTemplate({
    file: file.path,
    root,
    environment: ownEnvironment(targetOfSchema(stringAt(root, "$schema") ?? ""), {
      file: file.path,
      range,
    }),
    given: new Map(),
    limits: defaultLimits,
    budget: { steps: defaultLimits.evaluationSteps, depth: 0 },
    cycle: () => {},
  });
  return (expression) => {
    const pieces = [{ text: expression, range }];
    const style = "double" as const;
    return dataValue({ kind: "string", value: expression, pieces, range, style }, template.scope);
  };
}
