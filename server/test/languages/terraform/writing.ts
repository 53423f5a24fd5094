// What the tests of writing share: a change is named by the text that it is about.

import assert from "node:assert/strict";
import { it } from "mocha";
import { terraform } from "../../../src/languages/terraform/index.ts";
import type { Change, FixValue } from "../../../src/model/resource.ts";
import type { Files } from "../../../src/model/unit.ts";
import { applyEdits } from "../../../src/text/range.ts";

export const externalId: FixValue = {
  is: "parameter",
  name: "external-id",
  description: "External ID issued by Contoso",
  type: "text",
};
export const literal = (value: (FixValue & { is: "literal" })["value"]): FixValue => ({
  is: "literal",
  value,
});

export const declared = `
variable "external_id" {
  type        = string
  description = "External ID issued by Contoso"
}
`;

export interface Case {
  readonly name: string;
  readonly before: string;
  /** The part of the text that the change is about. */
  readonly at: string;
  readonly operation: Change["operation"];
  readonly after: string | undefined;
  readonly path?: string;
}

function filesOf(texts: Readonly<Record<string, string>>): Files {
  return new Map(Object.entries(texts).map(([path, text]) => [path, { path, text }]));
}

export function write(texts: Readonly<Record<string, string>>, changes: readonly Change[]) {
  const files = filesOf(texts);
  const unit = terraform.units(files)[0];
  assert.ok(unit);
  const edits = terraform.write(changes, unit, files);
  if (!edits) return undefined;
  return Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [
      path,
      applyEdits(
        text,
        edits.filter((edit) => edit.file === path),
      ),
    ]),
  );
}

export function change(
  path: string,
  text: string,
  part: string,
  operation: Change["operation"],
): Change {
  const start = text.indexOf(part);
  assert.ok(start >= 0, `${part} is in the text`);
  return { at: { file: path, range: { start, end: start + part.length } }, operation };
}

/** Each case gives its text, and that text parses. */
export function run(cases: readonly Case[]): void {
  for (const each of cases) {
    it(each.name, () => {
      const path = each.path ?? "main.tf";
      const done = write({ [path]: each.before }, [
        change(path, each.before, each.at, each.operation),
      ]);
      assert.equal(done?.[path], each.after);
      if (done?.[path] !== undefined) {
        assert.deepEqual(terraform.check({ path, text: done[path] }), [], "it parses");
      }
    });
  }
}
