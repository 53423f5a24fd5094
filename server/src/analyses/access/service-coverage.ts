// Which actions of a service a statement speaks of, all of them at once. Knows no effect and no resource.

import type { Elements, Statement } from "../../model/document.ts";
import { wildcard } from "../../model/glob.ts";
import type { IamService } from "./iam-actions.ts";
import { hasHole, hole, marked, widest } from "./pattern.ts";

/** A statement's patterns by the service that they name; asked once for each service of the list. */
export interface ActionPatterns {
  readonly ofService: ReadonlyMap<string, readonly string[]>;
  /** Those that name no service: `*`, `*:Describe*`. */
  readonly ofAny: readonly string[];
  /** Something is not known, so any action may be meant. */
  readonly open: boolean;
  readonly not: boolean;
}

export function actionPatterns({ actions, notActions }: Statement): ActionPatterns | undefined {
  const elements: Elements | undefined = actions ?? notActions;
  if (!elements) return undefined;
  const ofService = new Map<string, string[]>();
  const ofAny: string[] = [];
  let open = elements.more !== undefined;
  for (const value of elements.values) {
    const written = marked(value)?.toLowerCase();
    if (written === undefined) {
      open = true;
      continue;
    }
    const service = prefix.exec(written)?.[1];
    if (service === undefined) ofAny.push(written);
    else {
      const those = ofService.get(service);
      if (those) those.push(written.slice(service.length + 1));
      else ofService.set(service, [written.slice(service.length + 1)]);
    }
  }
  return { ofService, ofAny, open, not: actions === undefined };
}

const prefix = /^([a-z0-9-]+):/;

/** May the statement speak of an action of the service? */
export function namesService({ ofService, ofAny, open, not }: ActionPatterns, id: string): boolean {
  return not || open || ofAny.length > 0 || ofService.has(id);
}

/** Comparisons that `coverage` makes. */
export function effort(patterns: ActionPatterns, service: IamService): number {
  const own = patterns.ofService.get(service.id)?.length ?? 0;
  return (1 + own + patterns.ofAny.length) * service.size();
}

export const no = 0;
export const perhaps = 1;
export const yes = 2;

/** The truth for each action in the order of the service, or one for all of them. */
export function coverage(patterns: ActionPatterns, service: IamService): Uint8Array | number {
  const { ofAny, open, not } = patterns;
  const own = patterns.ofService.get(service.id) ?? [];
  const floor = open ? perhaps : no;
  if (ofAny.some((each) => everyName.test(each)) || own.some((each) => everyAction.test(each)))
    return not ? no : yes;
  const unsaid = ofAny.includes(hole) || own.includes(hole) ? perhaps : floor;
  const names = own.filter((each) => each !== hole);
  const wide = ofAny.filter((each) => each !== hole && mayMatch(each, service.id));
  if (names.length + wide.length === 0) return not ? yes - unsaid : unsaid;
  const found = new Uint8Array(service.size()).fill(unsaid);
  for (const each of names) mark(found, each, "", service);
  for (const each of wide) mark(found, each, `${service.id}:`, service);
  if (not) for (const [index, truth] of found.entries()) found[index] = yes - truth;
  return found;
}

const everyAction = /^\*+$/;
const everyName = /^(?:\*+|\*+:\*+)$/;

/** A whole name without a colon is no action. */
function mayMatch(pattern: string, id: string): boolean {
  const cut = pattern.indexOf(":");
  return cut < 0 ? pattern.includes("*") : wildcard(widest(pattern.slice(0, cut)), id);
}

function mark(found: Uint8Array, pattern: string, before: string, service: IamService): void {
  const truth = hasHole(pattern) ? perhaps : yes;
  const wide = widest(pattern);
  if (before === "" && !/[*?]/.test(wide)) {
    const index = service.indexOf(wide);
    if (index !== undefined) found[index] = yes;
    return;
  }
  const start = /^[^*?]+(?=\*$)/.exec(wide)?.[0];
  for (const [index, { lower }] of service.actions().entries()) {
    const name = before + lower;
    const fits = start === undefined ? wildcard(wide, name) : name.startsWith(start);
    if (fits && (found[index] ?? no) < truth) found[index] = truth;
  }
}
