// The definition of an API as the transform reads and changes it: paths, methods and what lies in conditions.

import type { DataNode, EntryNode, ObjectNode } from "../../../syntax/node.ts";
import type { Draft, Origin } from "./draft.ts";
import { made, member, object } from "./draft.ts";
import { asMap, at, branchesOf, callOf, isEmpty, isNoValue, members } from "./look.ts";

export const anyMethod = "x-amazon-apigateway-any-method";
export const integration = "x-amazon-apigateway-integration";

export function methodName(method: string): string {
  const name = method.toLowerCase();
  return name === "any" ? anyMethod : name;
}

/** The same data with one member set; maps are made on the way. `undefined` takes it out. */
export function setIn(
  node: DataNode | undefined,
  path: readonly string[],
  value: Draft | undefined,
  origin: Origin,
): DataNode {
  const [step, ...rest] = path;
  if (step === undefined) return made(value ?? {}, origin);
  const map: ObjectNode = asMap(node) ?? {
    kind: "object",
    entries: [],
    flow: true,
    range: origin,
  };
  const old = map.entries.findLast(({ key }) => key === step);
  if (rest.length === 0 && value === undefined)
    return { ...map, entries: map.entries.filter(({ key }) => key !== step) };
  const next = setIn(old?.value, rest, value, origin);
  const entry: EntryNode = old ? { ...old, value: next } : member(step, next, origin);
  return old
    ? { ...map, entries: map.entries.map((each) => (each === old ? entry : each)) }
    : { ...map, entries: [...map.entries, entry] };
}

export function conditional(condition: string, value: Draft): Draft {
  return { "Fn::If": [condition, value, { Ref: "AWS::NoValue" }] };
}

/** What stands there, or both branches of a condition. */
export function contents(node: DataNode | undefined): readonly DataNode[] {
  const branches = branchesOf(node);
  if (branches) return [branches.then, branches.otherwise].filter((each) => !isNoValue(each));
  return node ? [node] : [];
}

/** The same with every content changed. */
function mapContents(
  node: DataNode,
  change: (content: DataNode) => DataNode,
  origin: Origin,
): DataNode {
  const branches = branchesOf(node);
  if (!branches) return change(node);
  const one = (branch: DataNode) => (isNoValue(branch) ? branch : change(branch));
  return made(
    { "Fn::If": [branches.condition, one(branches.then), one(branches.otherwise)] },
    origin,
  );
}

export function pathNames(body: DataNode): readonly string[] {
  return members(at(body, "paths")).map(({ key }) => key);
}

/** The methods of a path, with those in conditions. */
export function methodNames(body: DataNode, path: string): readonly string[] {
  return contents(at(body, "paths", path)).flatMap((item) => members(item).map(({ key }) => key));
}

export function hasIntegration(body: DataNode, path: string, method: string): boolean {
  const items = contents(at(body, "paths", path));
  return (
    items.length > 0 &&
    items.every((item) =>
      contents(at(item, methodName(method))).some((each) => !isEmpty(at(each, integration))),
    )
  );
}

/** Changes the items of a path. */
export function mapPath(
  body: DataNode,
  path: string,
  change: (item: DataNode) => DataNode,
  origin: Origin,
): DataNode {
  const item = at(body, "paths", path) ?? object([], origin);
  return setIn(body, ["paths", path], mapContents(item, change, origin), origin);
}

/** Changes the definitions that have an integration: all, or those of one path and method. */
export function mapMethods(
  body: DataNode,
  only: { readonly path?: string; readonly method?: string },
  change: (definition: DataNode, path: string, method: string) => DataNode,
  origin: Origin,
): DataNode {
  let result = body;
  for (const path of only.path === undefined ? pathNames(body) : [only.path]) {
    result = mapPath(
      result,
      path,
      (item) => {
        let changed = item;
        for (const { key, value } of members(item)) {
          const method = methodName(key);
          if (noMethods.has(key)) continue;
          if (only.method !== undefined && method !== methodName(only.method)) continue;
          const next = mapContents(
            value,
            (definition) =>
              at(definition, integration) && !callOf(definition)
                ? change(definition, path, method)
                : definition,
            origin,
          );
          if (next !== value) changed = setIn(changed, [key], next, origin);
        }
        return changed;
      },
      origin,
    );
  }
  return result;
}

const noMethods = new Set(["summary", "description", "parameters"]);
