// What the modules of one reading have in common: files, limits, what was said, and what is kept from the reading before.

import type { Budget } from "../../expressions/evaluate.ts";
import type { Reason, Value } from "../../expressions/value.ts";
import type { Declaration, IsRead } from "../../model/declaration.ts";
import type { Files } from "../../model/unit.ts";
import type { Limits } from "../../text/limits.ts";
import type { Problem } from "../../text/problem.ts";
import type { SourceFile } from "../../text/source-file.ts";
import type { Memory } from "../language.ts";
import { pathsIn, wordsOf } from "./folder-files.ts";
import type { Instances } from "./instances.ts";
import type { Declared, Module } from "./module.ts";
import { writtenText } from "./module.ts";
import type { Said, Source, Traced } from "./trace.ts";
import { Tracer } from "./trace.ts";

/** One variant of a unit while it is read. */
export interface Reader {
  /** Looked into through `fileIn`, so that it is known what rests on which file. */
  readonly files: Files;
  readonly limits: Limits;
  readonly isRead: IsRead;
  readonly budget: Budget;
  readonly problems: Map<string, Problem>;
  /** Paths that are asked for and not in `files`. */
  readonly wants: Set<string>;
  /** By folder; each is collected once, however often it is called. */
  readonly modules: Map<string, Module>;
  /** Instances that are still told apart, of all resources and calls together. */
  readonly room: { instances: number };
  /** Limits that were reached and said. */
  readonly limited: Set<Reason | string>;
  readonly tracer: Tracer;
  /** Blocks, locals and names of the modules as they are now. */
  readonly current: Set<Source>;
  /** What each module has come to, by the prefix of its addresses. */
  readonly worked: Map<string, Worked>;
  readonly earlier: Kept | undefined;
}

/** What one module, as one call instantiates it, has come to. */
export interface Worked {
  readonly folder: string;
  readonly caller: Worked | undefined;
  readonly values: Map<string, Traced<Value>>;
  readonly instances: Map<string, Traced<Instances>>;
  readonly declarations: Map<string, Traced<readonly Declaration[]>>;
}

/** What a reading leaves for the next one of the same variant. The next one takes it over. */
export class Kept implements Memory {
  readonly language = "terraform";
  readonly modules: ReadonlyMap<string, Module>;
  readonly worked: ReadonlyMap<string, Worked>;
  /** Files of values, as they were. */
  readonly values: readonly (SourceFile | undefined)[];
  /** Of the limits, since everything was last read anew. */
  readonly used: { readonly steps: number; readonly instances: number };

  constructor(
    modules: Kept["modules"],
    worked: Kept["worked"],
    values: Kept["values"],
    used: Kept["used"],
  ) {
    this.modules = modules;
    this.worked = worked;
    this.values = values;
    this.used = used;
  }
}

export function readerOf(
  files: Files,
  limits: Limits,
  isRead: IsRead = () => true,
  earlier?: Kept,
  records = true,
): Reader {
  const problems = new Map<string, Problem>();
  const wants = new Set<string>();
  const current = new Set<Source>();
  const modules = new Map<string, Module>();
  const isCurrent = (source: Source): boolean => {
    if (current.has(source)) return true;
    if (isMissing(source))
      return modules.get(source.folder)?.[source.among].has(source.missing) === false;
    if (isHanded(source)) {
      const call = modules.get(source.folder)?.calls.get(source.call);
      return writtenText(call, "providers", files) === source.providers;
    }
    if (isFolder(source)) return wordsOf(pathsIn(files, source.folder)) === source.paths;
    if (isAbsence(source)) return files.get(source.absent) === undefined;
    return isFile(source) && files.get(source.path) === source;
  };
  const tell = (said: Said): void => {
    if ("want" in said) wants.add(said.want);
    else {
      const { file, range, message } = said.problem;
      problems.set(`${file} ${range.start} ${message}`, said.problem);
    }
  };
  return {
    files,
    limits,
    isRead,
    budget: { steps: limits.evaluationSteps, depth: 0 },
    problems,
    wants,
    modules,
    room: { instances: limits.instances },
    limited: new Set(),
    tracer: new Tracer(isCurrent, tell, records),
    current,
    worked: new Map(),
    earlier,
  };
}

/** That a module declares no such name. */
interface Missing {
  readonly folder: string;
  readonly among: Declared;
  readonly missing: string;
}

/** Which providers a call hands to its module. */
interface Handed {
  readonly folder: string;
  readonly call: string;
  readonly providers: string;
}

/** Which files make up a module. */
interface Folder {
  readonly folder: string;
  readonly paths: string;
}

/** That no file is in view at a path. */
interface Absence {
  readonly absent: string;
}

function isMissing(source: Source): source is Missing {
  return "missing" in source;
}

function isHanded(source: Source): source is Handed {
  return "providers" in source;
}

function isFolder(source: Source): source is Folder {
  return "paths" in source;
}

function isAbsence(source: Source): source is Absence {
  return "absent" in source;
}

function isFile(source: Source): source is SourceFile {
  return "path" in source;
}

/** What the last reading left, where it can be used: the same values are given, and no limit is near. */
export function usable(
  former: Memory | "none" | undefined,
  values: Kept["values"],
  limits: Limits,
): Kept | undefined {
  const kept = former instanceof Kept ? former : undefined;
  if (!kept || kept.used.steps * 2 > limits.evaluationSteps) return undefined;
  if (kept.used.instances * 2 > limits.instances) return undefined;
  const same = kept.values.length === values.length;
  return same && values.every((file, index) => file === kept.values[index]) ? kept : undefined;
}

export function keptOf(reader: Reader, values: Kept["values"]): Kept | undefined {
  const { modules, worked, limits, budget, room, earlier } = reader;
  if (reader.limited.size > 0) return undefined;
  const steps = limits.evaluationSteps - budget.steps + (earlier?.used.steps ?? 0);
  const instances = limits.instances - room.instances + (earlier?.used.instances ?? 0);
  return new Kept(modules, worked, values, { steps, instances });
}

/** The file, or listing, at a path; undefined where none is in view. */
export function fileIn({ files, tracer }: Reader, path: string): SourceFile | undefined {
  const file = files.get(path);
  tracer.touch(file ?? { absent: path });
  return file;
}

/** Asks for what is not in view. */
export function want({ tracer }: Reader, path: string): void {
  tracer.say({ want: path });
}
