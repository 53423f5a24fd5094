// Ignores that a resource's own metadata carries: `Metadata: { msplint: { ignore: [...] } }`.

import type { DataNode } from "../../syntax/node.ts";
import type { SourceFile } from "../../text/source-file.ts";
import { cached } from "../../text/source-file.ts";
import type { WrittenIgnore } from "../language.ts";
import { roleOf } from "./recognise.ts";
import { resourcesIn } from "./resources.ts";
import { literalText, memberOf, templateOf } from "./template.ts";

/** An ignore covers the resource that carries it. */
export const ignoresOf: (file: SourceFile) => readonly WrittenIgnore[] = cached((file) => {
  if (roleOf(file) !== "declares") return [];
  const result: WrittenIgnore[] = [];
  for (const resource of resourcesIn(templateOf(file))) {
    const metadata = memberOf(memberOf(resource.value, "Metadata")?.value, "msplint")?.value;
    const written = memberOf(metadata, "ignore")?.value;
    const items = written?.kind === "array" ? written.items : written ? [written] : [];
    for (const item of items) {
      const policy = literalText(memberOf(item, "policy")?.value);
      if (policy === undefined) continue;
      result.push({
        file: file.path,
        range: item.range,
        covers: resource.range,
        policy,
        ...optional(item),
      });
    }
  }
  return result;
});

function optional(item: DataNode): { until?: string; reason?: string } {
  const until = literalText(memberOf(item, "until")?.value);
  const reason = literalText(memberOf(item, "reason")?.value);
  return { ...(until === undefined ? {} : { until }), ...(reason === undefined ? {} : { reason }) };
}
