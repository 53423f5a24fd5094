// What decides whether a bucket can be public beside its policy: a public access block, and being a web site.

import type { Truth } from "../../expressions/truth.ts";
import { any } from "../../expressions/truth.ts";
import type { Value } from "../../expressions/value.ts";
import { effective } from "../../expressions/value.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { sharedThing } from "./shared-thing.ts";

export interface BucketLimits {
  /** Policies for everyone are turned down, or let in nobody outside the account. */
  readonly blocked: Truth;
  readonly website: Truth;
}

export function bucketLimits(policy: Resource, bucket: string, model: Model): BucketLimits {
  const declared = bucketOf(policy, bucket, model);
  const blocks = [
    ...(declared ? [declared] : []),
    ...attached("aws.s3.public-access-block", bucket, model),
  ];
  const websites = attached("aws.s3.bucket-website", bucket, model);
  return {
    blocked: any(
      blocks.flatMap((each) => [
        isTrue(each.attributes.get("restrict-public-buckets")),
        isTrue(each.attributes.get("block-public-policy")),
      ]),
    ),
    website: websites.length > 0 ? "yes" : isThere(declared?.attributes.get("website")),
  };
}

/** An access control list for everyone is ignored. */
export function ignoresAcls(bucket: Resource, id: string, model: Model): Truth {
  const blocks = [bucket, ...attached("aws.s3.public-access-block", id, model)];
  return any(blocks.map((each) => isTrue(each.attributes.get("ignore-public-acls"))));
}

function bucketOf(policy: Resource, bucket: string, model: Model): Resource | undefined {
  return policy.kind === "aws.s3.bucket" ? policy : attached("aws.s3.bucket", bucket, model)[0];
}

/** What is for the bucket, which is named by its declaration or by its own name. */
function attached(kind: string, bucket: string, model: Model): readonly Resource[] {
  const present = indexes.get(model) ?? new Map<string, Map<string, Resource[]>>();
  indexes.set(model, present);
  let index = present.get(kind);
  if (!index) {
    index = new Map();
    for (const resource of ofKind(model, kind)) {
      if (resource.exists === "no") continue;
      const thing = sharedThing(resource, kind === "aws.s3.bucket" ? undefined : "of", model);
      const keys = kind === "aws.s3.bucket" ? new Set([thing.id, thing.name]) : [thing.id];
      for (const key of keys) index.set(key, [...(index.get(key) ?? []), resource]);
    }
    present.set(kind, index);
  }
  return index.get(bucket) ?? [];
}

/** Buckets, their policies and their blocks are all many. */
const indexes = new WeakMap<Model, Map<string, Map<string, Resource[]>>>();

function isTrue(value: Value | undefined): Truth {
  if (!value) return "no";
  const decided = effective(value);
  if (decided.state === "absent") return "no";
  if (decided.state === "unknown") return "unknown";
  return decided.value === true ? "yes" : "no";
}

function isThere(value: Value | undefined): Truth {
  if (!value) return "no";
  const decided = effective(value);
  return decided.state === "absent" ? "no" : decided.state === "unknown" ? "unknown" : "yes";
}
