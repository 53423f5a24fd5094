// What msplint understood: each resource with its attributes and their states, for people and programs.

import type { Snapshot } from "../analyze.ts";
import { reasonText } from "../expressions/reason.ts";
import type { Reason, Value } from "../expressions/value.ts";
import { isDict, isList, isNum, isText, shape, wholeText } from "../expressions/value.ts";
import { wildcard } from "../model/glob.ts";
import type { Resource } from "../model/resource.ts";
import type { SourceFile } from "../text/source-file.ts";
import { plain } from "./plain.ts";
import { positionOf } from "./position.ts";

export type Shown =
  | {
      readonly state: "known";
      readonly value: unknown;
      readonly sensitive?: true;
      readonly more?: string;
    }
  | { readonly state: "unknown"; readonly reason: string; readonly shape?: string }
  | { readonly state: "absent"; readonly default?: unknown };

export interface ShownResource {
  /** Empty for what follows from all units together. */
  readonly unit: string;
  readonly variant?: string;
  readonly kind: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, Shown>>;
}

export function shownResources(
  snapshot: Snapshot,
  kind: string,
  file: (path: string) => SourceFile | undefined,
): ShownResource[] {
  return snapshot.variants.flatMap(({ variant, model, facts }) =>
    [...model.resources, ...facts]
      .filter((resource) => wildcard(kind, resource.kind))
      .map((resource) => ({
        unit: snapshot.unit.id,
        ...(variant.name === undefined ? {} : { variant: variant.name }),
        ...shownResource(resource, file),
      })),
  );
}

/** Facts of all units together are of no unit. */
export function shownFacts(
  facts: readonly Resource[],
  kind: string,
  file: (path: string) => SourceFile | undefined,
): ShownResource[] {
  return facts
    .filter((fact) => wildcard(kind, fact.kind))
    .map((fact) => ({ unit: "", ...shownResource(fact, file) }));
}

function shownResource(
  resource: Resource,
  file: (path: string) => SourceFile | undefined,
): Omit<ShownResource, "unit" | "variant"> {
  return {
    kind: resource.kind,
    name: resource.name,
    file: resource.at.file,
    line: positionOf(file(resource.at.file), resource.at.range).line,
    attributes: shownAttributes(resource),
  };
}

function shownAttributes(resource: Resource): Readonly<Record<string, Shown>> {
  return Object.fromEntries([...resource.attributes].map(([name, value]) => [name, shown(value)]));
}

export function shown(value: Value): Shown {
  switch (value.state) {
    case "unknown":
      return { state: "unknown", reason: reasonText(value.reason) };
    case "absent":
      return value.default
        ? { state: "absent", default: bare(value.default) }
        : { state: "absent" };
    case "known":
      return knownShown(value);
  }
}

function knownShown(value: Extract<Value, { state: "known" }>): Shown {
  if (value.sensitive) return { state: "known", value: null, sensitive: true };
  const inner = value.value;
  if (inner !== null && isText(inner)) {
    const hole = inner.parts.find((part) => "hole" in part);
    if (hole && "hole" in hole)
      return { state: "unknown", reason: reasonText(hole.hole), shape: shape(inner) };
    return { state: "known", value: wholeText(value) };
  }
  if (inner !== null && isList(inner))
    return { state: "known", value: inner.items.map(shown), ...moreOf(inner.more) };
  if (inner !== null && isDict(inner)) {
    return {
      state: "known",
      value: Object.fromEntries(
        [...inner.entries].map(([key, entry]) => [key, shown(entry.value)]),
      ),
      ...moreOf(inner.more),
    };
  }
  return { state: "known", value: inner !== null && isNum(inner) ? Number(inner.text) : inner };
}

function moreOf(more: Reason | undefined): { more?: string } {
  return more ? { more: reasonText(more) } : {};
}

/** A default as a plain value: it is written in the tables and so always known. */
function bare(value: Value): unknown {
  if (value.state !== "known") return null;
  const inner = value.value;
  if (inner === null || typeof inner === "boolean") return inner;
  if (isText(inner)) return wholeText(value);
  if (isNum(inner)) return Number(inner.text);
  if (isList(inner)) return inner.items.map(bare);
  return Object.fromEntries([...inner.entries].map(([key, entry]) => [key, bare(entry.value)]));
}

/** The same for a person: the resource in a line, an attribute a line. */
export function showText(resources: readonly ShownResource[]): string {
  return resources
    .map((resource) => {
      const variant = resource.variant === undefined ? "" : ` (with ${resource.variant})`;
      const head = `${resource.kind}  ${plain(resource.name)}  ${plain(resource.file)}:${resource.line}${variant}`;
      const rows = Object.entries(resource.attributes).map(
        ([name, value]) => `  ${name.padEnd(20)} ${plain(attributeText(value))}`,
      );
      return [head, ...rows].join("\n");
    })
    .join("\n\n");
}

export function attributeText(value: Shown): string {
  switch (value.state) {
    case "unknown":
      return value.shape === undefined
        ? `unknown: ${value.reason}`
        : `unknown: ${value.shape} (${value.reason})`;
    case "absent":
      return value.default === undefined ? "absent" : `absent, so ${JSON.stringify(value.default)}`;
    case "known":
      if (value.sensitive) return "known, not shown: it is sensitive";
      return `${nested(value.value)}${value.more === undefined ? "" : ` and perhaps more: ${value.more}`}`;
  }
}

function nested(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => nestedShown(item)).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${nestedShown(item)}`)
      .join(", ")} }`;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

function nestedShown(value: unknown): string {
  return typeof value === "object" && value !== null && "state" in value
    ? attributeText(value as Shown)
    : nested(value);
}
