// Which IAM users are those of a provider: by the register's principals, or by a name that holds the provider's.

import type { Reason, Value } from "../../expressions/value.ts";
import { effective, isText, wholeText } from "../../expressions/value.ts";
import type { Provider } from "../../model/register.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import type { Directory } from "./directory.ts";
import type { Identified, Party } from "./parties.ts";
import { marked } from "./pattern.ts";
import { bearsName } from "./provider-names.ts";
import { names } from "./references.ts";
import { tagsOf } from "./tags.ts";

/** Undefined for a user that is no provider's; a name that is not known may be one's. */
export function userParty(user: Resource, directory: Directory): Party | undefined {
  const { providers } = directory.register;
  if (providers.length === 0) return undefined;
  const { attributes } = user;
  const name = attributes.get("name");
  const path = wholeText(attributes.get("path")) ?? "";
  const words = [user.name, written(name), path, ...tagWords(attributes.get("tags"))];
  const found =
    providers.find((each) => isDeclared(each, wholeText(name))) ??
    providers.find((each) => bearsName(each, words));
  return found ? providerNamed(found) : openName(name);
}

/** Whose user a key or a password is for, in view or not. */
export function partyOfUserNamed(
  value: Value,
  model: Model,
  directory: Directory,
): Party | undefined {
  const { providers } = directory.register;
  if (providers.length === 0) return undefined;
  const user = ofKind(model, "aws.iam.user").find((each) => names(value, each, "name") === "yes");
  if (user) return userParty(user, directory);
  const found =
    providers.find((each) => isDeclared(each, wholeText(value))) ??
    providers.find((each) => bearsName(each, [written(value)]));
  return found ? providerNamed(found) : openName(value);
}

export function providerNamed(provider: Provider): Identified {
  return { kind: "provider", name: provider.name, provider, id: provider.name };
}

/** A name that is partly unknown may hold that of a provider; one that the cloud makes does not. */
export function openName(value: Value | undefined): Party | undefined {
  const reason = value && reasonOf(effective(value));
  return reason && reason.kind !== "computed" ? { unknown: reason } : undefined;
}

/** The known parts of a text. */
export function written(value: Value | undefined): string {
  return (value && marked(value)) ?? "";
}

function reasonOf(value: Value): Reason | undefined {
  if (value.state === "unknown") return value.reason;
  if (value.state !== "known" || value.value === null || !isText(value.value)) return undefined;
  const part = value.value.parts.find((each) => "hole" in each);
  return part && "hole" in part ? part.hole : undefined;
}

/** The path is not compared: the names of the users of an account differ whatever their paths. */
function isDeclared({ principals }: Provider, name: string | undefined): boolean {
  return (
    name !== undefined &&
    principals.some((each) => userArn.test(each) && each.slice(each.lastIndexOf("/") + 1) === name)
  );
}

const userArn = /^arn:[^:]*:iam::\d{12}:user\//;

/** Who manages a resource says nothing of who uses it. */
function tagWords(tags: Value | undefined): readonly string[] {
  return tagsOf(tags)
    .filter(([key]) => !maker.test(key))
    .map(([, value]) => written(value));
}

const maker = /(?:managed|created|deployed|provisioned|maintained)[-_ ]?by$/i;
