// Holds the evaluation of ARM, Bicep and its parameter files against programs with results that were made elsewhere.

import { type Answer, answerOf, type Row } from "./arm-programs.ts";
import type { Oracle } from "./oracle.ts";

const agreeing: ReadonlySet<string> = new Set([
  "right",
  "both refuse",
  "both unknown",
  "unknown without its context",
]);

/** Rows in doubt are shown as a note and are not asked, as the header wants it. */
export const judge: Oracle = function* (rows) {
  for (const row of rows.slice(1) as Row[]) {
    const answer = answerOf(row);
    const verdict = verdictOn(row, answer);
    if (row.doubt !== undefined) {
      console.log(`in doubt: ${row.id}: ${verdict}`);
      continue;
    }
    yield { agrees: agreeing.has(verdict), verdict, row, shown: JSON.stringify(answer) };
  }
};

function verdictOn(row: Row, answer: Answer): string {
  if (row.state === "error") {
    if (answer.refused) return "both refuse";
    return holds(answer.value) ? "unknown, refused there" : "value, refused there";
  }
  if (answer.value === undefined) return "not read";
  if (row.state === "unknown") return unknownThere(row, answer.value);
  if (row.absent?.some((name) => answer.given?.includes(name))) return "too many parameters";
  const expected = withoutId(row);
  if (same(expected, answer.value, row.state === "symbolic"))
    return row.state === "symbolic" ? "both unknown" : "right";
  if (!holds(answer.value)) return "wrong value";
  // What a cloud or a machine says belongs to it alone: the program without it has no such value.
  if (row.environment !== undefined) return "unknown without its context";
  const withinContext = { ...row.context };
  const isNamed =
    withinContext.cloud !== undefined || withinContext.deploymentLocation !== undefined;
  return isNamed && same(expected, answer.value, true, true)
    ? "unknown without its context"
    : "left unknown";
}

/** The id of a resource is not a part of its template. */
function withoutId({ output, value }: Row): unknown {
  if (output !== "resources[0]" || !isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "id"));
}

/** Of an object whose members are named, ours may name no others. */
function unknownThere(row: Row, value: unknown): string {
  if (!holds(value)) return "value, unknown there";
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const others = keys.filter((key) => key !== "…" && !(row.keys ?? keys).includes(key));
  return others.length > 0 ? "other members" : "both unknown";
}

/** True where something in the value is not known: a marker `{?…}` in a text or as a value. */
function holds(value: unknown): boolean {
  if (typeof value === "string") return marker.test(value);
  if (typeof value !== "object" || value === null) return false;
  return "…" in value || Object.values(value).some(holds);
}

const marker = /\{\?[^}]*\}/;
const markers = /\{\?([^}]*)\}/g;

/** `open` lets an unknown value of ours stand for any other. */
function same(expected: unknown, ours: unknown, symbolic: boolean, open = false): boolean {
  if (typeof ours === "string" && marker.test(ours)) {
    if (open && markedWhole.test(ours)) return true;
    if (!symbolic || typeof expected !== "string") return false;
    // An expression that stays is whatever the cloud makes of it.
    if (expected.startsWith("[")) return markedWhole.test(ours);
    return expected === ours.replace(markers, (_, name: string) => `{${name}}`);
  }
  if (Array.isArray(expected))
    return (
      Array.isArray(ours) &&
      expected.length === ours.length &&
      expected.every((each, index) => same(each, ours[index], symbolic, open))
    );
  if (!isRecord(expected) || !isRecord(ours)) return expected === ours;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(ours).length &&
    keys.every((key) => key in ours && same(expected[key], ours[key], symbolic, open))
  );
}

const markedWhole = /^\{\?[^}]*\}$/;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
