// Events of APIs: paths and methods that they add to an API, and the permission that the API needs.

import type { EntryNode } from "../../../syntax/node.ts";
import type { Draft } from "./draft.ts";
import type { Event } from "./events.ts";
import type { Expansion, Resource } from "./expansion.ts";

export interface Apis {
  readonly expand: (id: string) => void;
}

export function newApis(
  _x: Expansion,
  _read: (id: string, entry: EntryNode, type: string) => Resource,
): Apis {
  return { expand: () => undefined };
}

export function apiEvent(_x: Expansion, _event: Event, _apis: Apis): void {}
export function httpApiEvent(_x: Expansion, _event: Event, _apis: Apis): void {}
export function stateMachineApiEvent(
  _x: Expansion,
  _event: Event,
  _apis: Apis,
  _role: Draft,
): void {}
