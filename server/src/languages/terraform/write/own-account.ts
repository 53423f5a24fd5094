// How a module refers to the account that it is deployed to: the data source that it has, or a new one.

import type { Files, Unit } from "../../../model/unit.ts";
import { folderOf } from "../../../text/path.ts";
import type { Range } from "../../../text/range.ts";
import { contains } from "../../../text/range.ts";
import { treeOf } from "../file.ts";
import type { Block } from "../syntax/tree.ts";
import type { Draft } from "./draft.ts";
import { styleOf } from "./render.ts";

const type = "aws_caller_identity";

/** The name of the data source, where the module of the file has one already. */
export interface OwnAccount {
  readonly name: string;
  readonly declared: boolean;
}

/** Undefined where another provider, of another account perhaps, makes what is changed. */
export function ownAccount(
  unit: Unit,
  files: Files,
  file: string,
  changed: Range,
): OwnAccount | undefined {
  const folder = folderOf(file);
  const blocks = unit.files
    .filter((path) => folderOf(path) === folder)
    .flatMap((path) => {
      const source = files.get(path);
      return source ? treeOf(source).body.blocks.map((block) => ({ path, block })) : [];
    });
  const owner = blocks.find((each) => each.path === file && contains(each.block.range, changed));
  if (owner && has(owner.block, "provider")) return undefined;
  const those = blocks.filter(
    ({ block }) => block.type === "data" && block.labels[0]?.text === type,
  );
  const plain = those.find(({ block }) => !special.some((name) => has(block, name)));
  const name = plain?.block.labels[1]?.text;
  if (name !== undefined) return { name, declared: true };
  // A new one goes by the usual name; JSON is not added to.
  if (file.endsWith(".json") || those.some(({ block }) => block.labels[1]?.text === usual))
    return undefined;
  return { name: usual, declared: false };
}

export function accountOf({ name }: OwnAccount): string {
  return `data.${type}.${name}.account_id`;
}

const usual = "current";
const special = ["provider", "count", "for_each"];

function has(block: Block, name: string): boolean {
  return block.body.attributes.some((each) => each.name === name);
}

/** Appended behind an empty line. */
export function declareAccount(draft: Draft): void {
  const { text } = draft;
  const { lineEnd } = styleOf(text);
  const end = text.length;
  const lead = text.endsWith("\n") ? lineEnd : lineEnd + lineEnd;
  draft.apply([
    { range: { start: end, end }, text: `${lead}data "${type}" "${usual}" {}${lineEnd}` },
  ]);
}
