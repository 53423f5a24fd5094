// How much of an account a resource of a policy takes in: every role, every machine, all that a service has.

import type { Value } from "../../expressions/value.ts";
import { isText } from "../../expressions/value.ts";
import { coversEveryResource } from "./pattern.ts";

/** An ARN that names the service and nothing in it, as `arn:aws:s3:::*` does. */
export function coversAllOf(service: string, value: Value): boolean {
  const [scheme, , of, , , ...resource] = ownAsWildcard(value)?.split(":") ?? [];
  return scheme === "arn" && of === service && /^\*+$/.test(resource.join(":"));
}

/** `*`, or every machine of an account. */
export function coversEveryMachine(value: Value): boolean {
  if (coversEveryResource(value) === "yes") return true;
  const machines = ownAsWildcard(value);
  return machines !== undefined && everyMachine.test(machines);
}

const everyMachine =
  /^arn:[^:]*:(?:ec2|ssm):[^:]*:(?:\*|\d{12}):(?:instance|managed-instance)\/\*$/;

/** `*`, or every role of an account: in one's own account they are all there are. */
export function coversEveryRole(value: Value): boolean {
  if (coversEveryResource(value) === "yes") return true;
  const written = ownAsWildcard(value);
  return (
    written !== undefined && /^arn:[^:]*:iam:\*?:(?:\*|\d{12}):(?:\*|role\/?\*+)$/.test(written)
  );
}

/** `*`, or every customer-managed policy of an account. */
export function coversEveryPolicy(value: Value): boolean {
  if (coversEveryResource(value) === "yes") return true;
  const written = ownAsWildcard(value);
  return written !== undefined && everyPolicy.test(written);
}

const everyPolicy = /^arn:[^:]*:iam:\*?:(?:\*|\d{12}):(?:\*|policy\/?\*+)$/;

/** What belongs to the own account, partition or region fits every resource in it. */
function ownAsWildcard(value: Value): string | undefined {
  if (value.state !== "known" || value.value === null || !isText(value.value)) return undefined;
  let written = "";
  for (const part of value.value.parts) {
    if ("text" in part) written += part.text;
    else if (part.hole.kind === "own") written += "*";
    else return undefined;
  }
  return written;
}
