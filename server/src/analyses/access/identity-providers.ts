// The identity providers that a unit declares, and whether one is that of a provider in the register.

import type { Value } from "../../expressions/value.ts";
import { isText, wholeText } from "../../expressions/value.ts";
import type { Provider } from "../../model/register.ts";
import type { Model, Resource } from "../../model/resource.ts";
import { ofKind } from "../../model/resource.ts";
import { marked } from "./pattern.ts";
import { bearsName } from "./provider-names.ts";
import { names, refersTo } from "./references.ts";
import { tagsOf } from "./tags.ts";

export function identityProvidersOf(model: Model): readonly Resource[] {
  return [...ofKind(model, "aws.iam.saml-provider"), ...ofKind(model, "aws.iam.oidc-provider")];
}

/** The declared identity provider that a principal names, by reference, name or address. */
export function identityProviderOf(
  principal: Value,
  declared: readonly Resource[],
): Resource | undefined {
  return declared.find((each) => {
    if (refersTo(principal, each)) return true;
    if (each.kind === "aws.iam.saml-provider") return names(principal, each, "name") === "yes";
    const url = wholeText(each.attributes.get("url"));
    const written = marked(principal);
    return (
      url !== undefined && written !== undefined && written.endsWith(`:oidc-provider/${bare(url)}`)
    );
  });
}

/** By its address, its tenant, its name or its tags. */
export function isOf(identityProvider: Resource, provider: Provider): boolean {
  const { attributes, name } = identityProvider;
  const url = wholeText(attributes.get("url"))?.toLowerCase() ?? "";
  const metadata = textOf(attributes.get("metadata")).toLowerCase();
  const speaks = (id: string) => id !== "" && (url.includes(id) || metadata.includes(id));
  if (provider.issuers.some((each) => speaks(bare(each).toLowerCase()))) return true;
  if (provider.azureTenants.some((each) => speaks(each.toLowerCase()))) return true;
  const host = bare(url).split("/")[0] ?? "";
  if (provider.domains.some((each) => host === each || host.endsWith(`.${each}`))) return true;
  return bearsName(provider, [
    name,
    wholeText(attributes.get("name")) ?? "",
    ...tagsOf(attributes.get("tags")).map(([, value]) => wholeText(value) ?? ""),
  ]);
}

function textOf(value: Value | undefined): string {
  if (value?.state !== "known" || value.value === null || !isText(value.value)) return "";
  return wholeText(value) ?? "";
}

function bare(address: string): string {
  return address.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
