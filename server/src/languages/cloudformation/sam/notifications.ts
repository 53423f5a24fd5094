// Events of a bucket or a user pool of the same template, which are told of the function they call.

import type { DataNode, EntryNode, ObjectNode } from "../../../syntax/node.ts";
import type { Draft } from "./draft.ts";
import { getAtt, made, member, object, originOf } from "./draft.ts";
import type { Event } from "./events.ts";
import { permission } from "./events.ts";
import type { Expansion } from "./expansion.ts";
import { conditionOf, refuse } from "./expansion.ts";
import { asList, asMap, at, refOf, same, withMember } from "./look.ts";

export function s3Event(x: Expansion, event: Event): void {
  const id = refOf(at(event.properties, "Bucket"));
  const bucket = id === undefined ? undefined : x.output.get(id);
  if (id === undefined || !bucket) {
    refuse(
      x,
      event.entry.keyRange,
      "The serverless transform refuses this: an event of a bucket refers to one of the same template.",
    );
    return;
  }
  permission(x, event, "s3.amazonaws.com", { SourceAccount: { Ref: "AWS::AccountId" } });
  const written = at(event.properties, "Events");
  const names = asList(written)?.items ?? (written ? [written] : []);
  const condition = conditionOf(event.target);
  const news = names.map((name) => {
    const config: Draft = {
      Function: event.target.arn,
      Filter: at(event.properties, "Filter"),
      Event: name,
    };
    return made(
      condition === undefined ? config : { "Fn::If": [condition, config, { Ref: "AWS::NoValue" }] },
      event.origin,
    );
  });
  x.output.set(
    id,
    changed(bucket, ["Properties", "NotificationConfiguration", "LambdaConfigurations"], (old) => {
      const items = [...(asList(old)?.items ?? [])];
      for (const config of news) if (!items.some((each) => same(each, config))) items.push(config);
      return made(items, event.origin);
    }),
  );
}

export function cognitoEvent(x: Expansion, event: Event): void {
  const id = refOf(at(event.properties, "UserPool"));
  const pool = id === undefined ? undefined : x.output.get(id);
  if (id === undefined || !pool) {
    refuse(
      x,
      event.entry.keyRange,
      "The serverless transform refuses this: an event of a user pool refers to one of the same template.",
    );
    return;
  }
  permission(
    x,
    event,
    "cognito-idp.amazonaws.com",
    { SourceArn: getAtt(id, "Arn") },
    { prefix: `${event.target.id}Cognito` },
  );
  const written = at(event.properties, "Trigger");
  const triggers = asList(written)?.items ?? (written ? [written] : []);
  let entry = pool;
  for (const trigger of triggers) {
    if (trigger.kind !== "string") continue;
    entry = changed(entry, ["Properties", "LambdaConfig", trigger.value], (old) => {
      if (old)
        refuse(
          x,
          event.entry.keyRange,
          `The serverless transform refuses this: the trigger ${trigger.value} is defined twice.`,
        );
      return made(event.target.arn, event.origin);
    });
  }
  x.output.set(id, entry);
}

/** The same declaration with one value of it set; maps are made on the way. */
function changed(
  entry: EntryNode,
  path: readonly string[],
  value: (old: DataNode | undefined) => DataNode,
): EntryNode {
  const [step, ...rest] = path;
  if (step === undefined) return { ...entry, value: value(entry.value) };
  const origin = originOf(entry);
  const map = asMap(entry.value) ?? emptyMap(entry);
  const found = map.entries.findLast(({ key }) => key === step);
  const next =
    rest.length === 0
      ? member(step, value(found?.value), origin)
      : changed(found ?? { ...member(step, {}, origin), value: object([], origin) }, rest, value);
  const kept = found ? { ...found, value: next.value } : next;
  return { ...entry, value: withMember(map, kept) };
}

function emptyMap(entry: EntryNode): ObjectNode {
  return { kind: "object", entries: [], flow: true, range: originOf(entry) };
}
