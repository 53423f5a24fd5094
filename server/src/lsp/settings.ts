// Settings from outside, which may be of any shape: what is not understood leaves the present value.

import { severities } from "../model/register.ts";
import type { Configuration } from "./protocol.ts";

const runs = ["onType", "onSave"] as const;
const scans = ["on", "openFiles", "off"] as const;

/** What a workspace may say as well as its reader. */
export function withOrdinary(present: Configuration, said: unknown): Configuration {
  const given = record(said);
  return {
    ...present,
    run: oneOf(runs, given.run) ?? present.run,
    minSeverity: oneOf(severities, given.minSeverity) ?? present.minSeverity,
    workspaceScan: oneOf(scans, given.workspaceScan) ?? present.workspaceScan,
    exclude: texts(given.exclude) ?? present.exclude,
  };
}

/** What only the reader may say; an editor that mixes in a workspace's settings must not be asked for these. */
export function withSensitive(present: Configuration, said: unknown): Configuration {
  const { policies, register, trusted } = record(said);
  return {
    ...withOrdinary(present, said),
    policies: typeof policies === "string" ? policies : present.policies,
    register: typeof register === "string" ? register : present.register,
    trusted: typeof trusted === "boolean" ? trusted : present.trusted,
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((each) => each === value);
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((each) => typeof each === "string")
    ? value
    : undefined;
}
