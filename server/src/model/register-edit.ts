// Writes parties into the register: the text of a new one, or edits that keep what stands there.

import type { ArrayNode, DataNode, ObjectNode } from "../syntax/node.ts";
import { entry } from "../syntax/node.ts";
import { readStrictYaml } from "../syntax/strict-yaml/read.ts";
import type { Edit } from "../text/range.ts";
import type { SourceFile } from "../text/source-file.ts";
import { registerName } from "./register-file.ts";

/** A party as a finding names it. Without a name it gets one that says what is missing. */
export interface DeclaredParty {
  readonly key: "aws-accounts" | "azure-tenants" | "principals" | "networks";
  readonly value: string;
  readonly name?: string;
}

/** Edits that declare the party; without a file they are the whole text of a new one. */
export function declareParty(file: SourceFile | undefined, party: DeclaredParty): readonly Edit[] {
  if (!file || file.text.trim() === "") {
    return [
      {
        file: file?.path ?? registerName,
        range: { start: 0, end: file?.text.length ?? 0 },
        text: createRegister([party]),
      },
    ];
  }
  const { root } = readStrictYaml(file.text);
  const newline = file.text.includes("\r\n") ? "\r\n" : "\n";
  const insert = (offset: number, text: string): readonly Edit[] => [
    {
      file: file.path,
      range: { start: offset, end: offset },
      text: text.replaceAll("\n", newline),
    },
  ];
  const providers = entry(root, "providers");
  if (!providers)
    return insert(
      file.text.length,
      `${file.text.endsWith("\n") ? "" : "\n"}providers:\n${block([party], "  ")}`,
    );
  const list = providers.value;
  if (list.kind !== "array" || list.items.length === 0) {
    const range = {
      start: providers.keyRange.end,
      end: Math.max(providers.keyRange.end + 1, list.range.end),
    };
    return [
      {
        file: file.path,
        range,
        text: `:\n${block([party], "  ").trimEnd()}`.replaceAll("\n", newline),
      },
    ];
  }
  const same = list.items.find(
    (item): item is ObjectNode =>
      item.kind === "object" && party.name !== undefined && nameOf(item) === party.name,
  );
  if (same) return addToProvider(file, same, party, insert);
  if (!list.flow)
    return insert(
      lineEnd(file.text, list.range.end),
      `\n${block([party], " ".repeat(columnOf(file.text, list.range.start))).trimEnd()}`,
    );
  return insert(lastEnd(list), `, ${flow(party)}`);
}

/** The text of a register for the parties that were found, each name once. */
export function createRegister(parties: readonly DeclaredParty[]): string {
  return `# Who is who: msplint reads this file to tell providers from strangers.
# What is your own: aws-accounts, aws-organization, azure-tenants, azure-subscriptions, networks, domains.
own: {}
providers:${parties.length === 0 ? " []\n" : `\n${block(parties, "  ")}`}`;
}

/** Providers as items of a block list, one for each name, with all that is known of it. */
function block(parties: readonly DeclaredParty[], indent: string): string {
  const byName = new Map<string, DeclaredParty[]>();
  for (const party of parties)
    byName.set(nameFor(party), [...(byName.get(nameFor(party)) ?? []), party]);
  return [...byName]
    .map(([name, those]) => {
      const keys = [...new Set(those.map((each) => each.key))];
      const lines = keys.map((key) => {
        const values = [
          ...new Set(
            those.filter((each) => each.key === key).map((each) => JSON.stringify(each.value)),
          ),
        ];
        return `${indent}  ${key}: [${values.join(", ")}]\n`;
      });
      const kind = those.some((each) => each.name !== undefined) ? "vendor" : "msp # or vendor";
      return `${indent}- name: ${word(name)}\n${indent}  kind: ${kind}\n${lines.join("")}`;
    })
    .join("");
}

function flow(party: DeclaredParty): string {
  return `{ name: ${word(nameFor(party))}, kind: ${party.name === undefined ? "msp" : "vendor"}, ${party.key}: [${JSON.stringify(party.value)}] }`;
}

function nameFor(party: DeclaredParty): string {
  return party.name ?? `Unnamed provider ${party.value}`;
}

function addToProvider(
  file: SourceFile,
  provider: ObjectNode,
  party: DeclaredParty,
  insert: (offset: number, text: string) => readonly Edit[],
): readonly Edit[] {
  const written = entry(provider, party.key);
  const value = JSON.stringify(party.value);
  const list = written?.value;
  if (written && list?.kind === "array" && list.items.length > 0) {
    if (list.flow) return insert(lastEnd(list), `, ${value}`);
    return insert(
      lineEnd(file.text, list.range.end),
      `\n${" ".repeat(columnOf(file.text, list.range.start))}- ${value}`,
    );
  }
  if (written) {
    const range = {
      start: written.keyRange.end,
      end: Math.max(written.keyRange.end + 1, written.value.range.end),
    };
    return [{ file: file.path, range, text: `: [${value}]` }];
  }
  if (provider.flow)
    return insert(
      provider.entries.at(-1)?.range.end ?? provider.range.start + 1,
      `, ${party.key}: [${value}]`,
    );
  const name = entry(provider, "name");
  const column = columnOf(file.text, provider.entries[0]?.keyRange.start ?? provider.range.start);
  return insert(
    lineEnd(file.text, name?.range.end ?? provider.range.end),
    `\n${" ".repeat(column)}${party.key}: [${value}]`,
  );
}

function nameOf(provider: ObjectNode): string | undefined {
  const name: DataNode | undefined = entry(provider, "name")?.value;
  return name?.kind === "string" ? name.value : undefined;
}

/** Behind the last item, before a comma that may follow it. */
function lastEnd(list: ArrayNode): number {
  return list.items.at(-1)?.range.end ?? list.range.start + 1;
}

/** The end of the line, so that a comment at its end stays there. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" ? end - 1 : end;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** Plain where YAML reads it as the same text, else in quotes. */
function word(text: string): string {
  return /^[A-Za-z][A-Za-z0-9]*(?: [A-Za-z0-9]+)*$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
