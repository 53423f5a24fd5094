// Where policies of resources are written: the kinds that hold one, what each is called, and whose actions it speaks of.

export interface PolicyKind {
  readonly kind: string;
  /** What a message calls the thing that is shared. */
  readonly noun: string;
  /** What a policy may tell apart: bucket, key, queue … */
  readonly resource: string;
  /** Prefixes of the actions that such a policy can give. */
  readonly services: readonly string[];
  /** The attribute that names the thing, where the policy is written apart from it. */
  readonly of?: string;
  /** Reachable only from inside a network. */
  readonly inside?: true;
}

export const policyKinds: readonly PolicyKind[] = [
  { kind: "aws.s3.bucket", noun: "bucket", resource: "bucket", services: ["s3"] },
  { kind: "aws.s3.bucket-policy", noun: "bucket", resource: "bucket", services: ["s3"], of: "of" },
  { kind: "aws.s3.access-point", noun: "access point", resource: "bucket", services: ["s3"] },
  { kind: "aws.kms.key", noun: "key", resource: "key", services: ["kms"] },
  { kind: "aws.kms.key-policy", noun: "key", resource: "key", services: ["kms"], of: "of" },
  { kind: "aws.sqs.queue", noun: "queue", resource: "queue", services: ["sqs"] },
  { kind: "aws.sqs.queue-policy", noun: "queue", resource: "queue", services: ["sqs"], of: "of" },
  { kind: "aws.sns.topic", noun: "topic", resource: "topic", services: ["sns"] },
  { kind: "aws.sns.topic-policy", noun: "topic", resource: "topic", services: ["sns"], of: "of" },
  {
    kind: "aws.secretsmanager.secret",
    noun: "secret",
    resource: "secret",
    services: ["secretsmanager"],
  },
  {
    kind: "aws.secretsmanager.secret-policy",
    noun: "secret",
    resource: "secret",
    services: ["secretsmanager"],
    of: "of",
  },
  {
    kind: "aws.ecr.repository-policy",
    noun: "repository",
    resource: "repository",
    services: ["ecr"],
    of: "of",
  },
  { kind: "aws.ecr.registry-policy", noun: "registry", resource: "registry", services: ["ecr"] },
  {
    kind: "aws.backup.vault-policy",
    noun: "backup vault",
    resource: "vault",
    services: ["backup"],
    of: "of",
  },
  {
    kind: "aws.events.bus-policy",
    noun: "event bus",
    resource: "bus",
    services: ["events"],
    of: "of",
  },
  {
    kind: "aws.api-gateway.rest-api",
    noun: "API",
    resource: "api",
    services: ["execute-api"],
  },
  {
    kind: "aws.api-gateway.rest-api-policy",
    noun: "API",
    resource: "api",
    services: ["execute-api"],
    of: "of",
  },
  { kind: "aws.opensearch.domain", noun: "domain", resource: "domain", services: ["es"] },
  {
    kind: "aws.opensearch.domain-policy",
    noun: "domain",
    resource: "domain",
    services: ["es"],
    of: "of",
  },
  {
    kind: "aws.glue.resource-policy",
    noun: "data catalogue",
    resource: "catalogue",
    services: ["glue"],
  },
  {
    kind: "aws.logs.destination-policy",
    noun: "log destination",
    resource: "log-destination",
    services: ["logs"],
    of: "of",
  },
  { kind: "aws.logs.resource-policy", noun: "log groups", resource: "logs", services: ["logs"] },
  {
    kind: "aws.efs.file-system-policy",
    noun: "file system",
    resource: "file-system",
    services: ["elasticfilesystem"],
    of: "of",
    // Mount targets have addresses of a VPC alone.
    inside: true,
  },
  { kind: "aws.dynamodb.table", noun: "table", resource: "table", services: ["dynamodb"] },
  {
    kind: "aws.service.resource-policy",
    noun: "resource",
    resource: "other",
    services: [],
    of: "of",
  },
];
