// What an opening says of the ports that it lets through: their classes, products and numbers. Knows no source.

import type { Value } from "../../expressions/value.ts";
import { absent, known, textValue, unknown } from "../../expressions/value.ts";
import type { PortRow } from "./ports.ts";
import { classesOf, isIncidental, offeredOf, productWords, reached } from "./ports.ts";
import type { Rule } from "./rule.ts";
import type { KnownTraffic, Traffic } from "./traffic.ts";
import { isEmpty, isEveryPort, portWords, protocolWords } from "./traffic.ts";

/** `beside` are the rows that the same group lets in by other rules; `said` is what the words speak of. */
export function portValues(
  { ports: written }: Pick<Rule, "ports">,
  { traffic, more }: KnownTraffic,
  beside: readonly PortRow[] = [],
  said: Traffic = traffic,
) {
  const { at, via } = written;
  const rows = reached(traffic, beside);
  const rowsSaid = reached(said, beside);
  const items = classesOf(traffic, rows).map((each) => textValue(each, at));
  const services = (words: string | undefined): Value =>
    words !== undefined ? textValue(words, at, via) : more ? unknown(more, at, via) : absent(at);
  const all = isEveryPort(traffic);
  return {
    ports: known({ type: "list", items, ...(more ? { more } : {}) }, at, via),
    offered: known(
      {
        type: "list",
        items: more ? [] : offeredOf(rows).map((each) => textValue(each, at)),
      },
      at,
      via,
    ),
    incidental: known(!more && isIncidental(traffic, rows, "admin", "database"), at, via),
    "port-range":
      more && isEmpty(traffic) ? unknown(more, at, via) : textValue(portWords(traffic), at, via),
    "admin-services": services(productWords(said, rowsSaid, "admin", "database")),
    "remote-support-services": services(productWords(said, rowsSaid, "remote-support")),
    "vpn-services": services(productWords(said, rowsSaid, "vpn")),
    "all-ports": !all && more ? unknown(more, at, via) : known(all, at, via),
    protocol:
      more && isEmpty(traffic)
        ? unknown(more, at, via)
        : textValue(protocolWords(traffic), at, via),
  };
}
