// The file that a module statement calls, read for one instance of the call. Knows no registry.

import type { Place, Reason, Trail, Value } from "../../../expressions/value.ts";
import { isDict, unknown } from "../../../expressions/value.ts";
import type { SourceFile } from "../../../text/source-file.ts";
import { type CalledTemplate, calledTemplate } from "../called-template.ts";
import { relativePath } from "../relative-path.ts";
import { isRegistryPath, namedFile, publicAddress } from "./import.ts";
import { type Instance, memberValue, writtenMember } from "./instance.ts";
import { knownFile } from "./known-module.ts";
import { environmentOf } from "./module-scope.ts";
import { newProgram, type Program, say, targetOf, treeOf } from "./program.ts";
import { plainText } from "./syntax.ts";

/** Modules in modules; Azure itself allows fewer. */
const deepest = 16;

export type Module =
  | { readonly program: Program }
  | { readonly template: CalledTemplate }
  | { readonly reason: Reason };

/** Read once for each instance. */
export function moduleOf(instance: Instance): Module {
  const { modules } = instance.program.session;
  const present = modules.get(instance);
  if (present) return present;
  // What a module is given may not need the module itself.
  modules.set(instance, { reason: { kind: "cycle", name: instance.id } });
  const made = openModule(instance);
  modules.set(instance, made);
  return made;
}

function openModule(instance: Instance): Module {
  const { program, statement } = instance;
  const { session } = program;
  if (statement.kind !== "module") return { reason: { kind: "missing" } };
  const path = plainText(statement.path);
  if (path === undefined) return { reason: { kind: "missing" } };
  if (isRegistryPath(path)) return registryModule(instance, path);
  const { range } = statement.path;
  const resolved = relativePath(program.file.path, path);
  if (resolved === undefined) {
    say(session, {
      id: "analysis/outside-the-workspace",
      file: program.file.path,
      range,
      message: "This module is a file outside of the workspace; it is not read.",
    });
    return { reason: { kind: "file", name: path } };
  }
  const callers = callersOf(program);
  if (callers.includes(resolved))
    return refused(program, statement.path, `The module "${path}" calls itself; it is not read.`, {
      kind: "cycle",
      name: path,
    });
  if (callers.length > deepest)
    return refused(
      program,
      statement.path,
      `Modules are nested more than ${deepest} deep; "${path}" is not read.`,
      { kind: "limit", what: "depth of modules" },
    );
  if (session.modules.size > session.limits.expansion)
    return refused(
      program,
      statement.path,
      `More than ${session.limits.expansion} modules are called; "${path}" is not read.`,
      { kind: "limit", what: "number of modules" },
    );
  const file = namedFile(program.file.path, path, session);
  if (!file) return { reason: { kind: "file", name: resolved } };
  if (file.path.endsWith(".bicep")) return { program: called(instance, file) };
  const template = calledTemplate(
    file,
    (name) => argumentOf(instance, name),
    environmentOf(instance, program.environment.target),
    session.json,
  );
  if (template) return { template };
  return refused(program, statement.path, `"${path}" is no template; it is not read.`, {
    kind: "error",
    message: `${path} is no template`,
  });
}

function called(instance: Instance, file: SourceFile, home?: Place): Program {
  const { statements } = treeOf(file);
  const given = new Map<string, Value>();
  for (const each of statements) {
    const value = each.kind === "param" ? argumentOf(instance, each.name.text) : undefined;
    if (each.kind === "param" && value) given.set(each.name.text, value);
  }
  return newProgram(file, instance.program.session, given, {
    caller: instance,
    environment: environmentOf(instance, targetOf(statements)),
    ...(home && { home }),
  });
}

/** What is known of a public module, else nothing. */
function registryModule(instance: Instance, path: string): Module {
  const address = publicAddress(path);
  const file = address === undefined ? undefined : knownFile(address);
  if (!file) return { reason: { kind: "module", name: path } };
  const { program, statement } = instance;
  const range = { start: statement.range.start, end: statement.symbol.range.end };
  return { program: called(instance, file, { file: program.file.path, range }) };
}

function refused(
  program: Program,
  { range }: { readonly range: Place["range"] },
  message: string,
  reason: Reason,
): Module {
  const { file, session } = program;
  say(session, {
    id: "analysis/not-analysed",
    file: file.path,
    range,
    message,
    incomplete: true,
  });
  return { reason };
}

/** The files whose modules led here, this one first. */
function callersOf(program: Program): readonly string[] {
  const paths: string[] = [];
  for (let at: Program | undefined = program; at; at = at.caller?.program) paths.push(at.file.path);
  return paths;
}

/** What the call gives to a parameter; undefined: nothing is written, so that its default counts. */
function argumentOf(instance: Instance, name: string): Value | undefined {
  const written = writtenMember(instance, "params");
  if (!written) return undefined;
  const params = memberValue(instance, written);
  if (params.state !== "known" || params.value === null || !isDict(params.value)) {
    return params.state === "unknown" ? params : undefined;
  }
  const entry = params.value.entries.get(name);
  const label = `module ${instance.statement.symbol.text}`;
  if (entry) {
    const step: Trail = { kind: "module", at: entry.key, label };
    return { ...entry.value, via: [step, ...entry.value.via] };
  }
  return params.value.more && unknown(params.value.more, params.at);
}
