// Merges override files into what they override, as Terraform does: attributes one by one, nested blocks by type.

import type { Attribute, Block } from "./syntax/tree.ts";

const names = /(?:^|\/|_)override\.(?:tf|tofu)(?:\.json)?$/;

/** The names of files that are read after all others and change what those declare. */
export function isOverride(path: string): boolean {
  return names.test(path);
}

/** Blocks whose own attributes are merged; every other nested block is replaced, all of its type at once. */
const merging: ReadonlySet<string> = new Set(["lifecycle", "required_providers"]);

/** The block as the override in `file` leaves it. */
export function overridden(base: Block, override: Block, file: string): Block {
  const given = override.body.attributes.map((each) => inFile(each, file));
  const replaced = new Set(given.map((each) => each.name));
  const blocks = override.body.blocks.map((each) => inFile(each, file));
  const types = new Set(blocks.map(typeOf).filter((type) => !merging.has(type)));
  const kept = base.body.blocks.filter((each) => !types.has(typeOf(each)));
  const merged = kept.map((each) => {
    const own = merging.has(each.type) ? blocks.find((one) => one.type === each.type) : undefined;
    return own ? overridden(each, own, file) : each;
  });
  const present = new Set(kept.map((each) => each.type));
  const added = blocks.filter((each) => !(merging.has(each.type) && present.has(each.type)));
  return {
    ...base,
    body: {
      ...base.body,
      attributes: [...base.body.attributes.filter((each) => !replaced.has(each.name)), ...given],
      blocks: [...merged, ...added],
    },
  };
}

function typeOf(block: Block): string {
  return block.type === "dynamic" ? (block.labels[0]?.text ?? "") : block.type;
}

function inFile<T extends Attribute | Block>(node: T, file: string): T {
  return { ...node, file };
}
