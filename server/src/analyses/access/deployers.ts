// Who deploys, as policies/deployers.yaml has it: principals of pipelines, and names of the roles that they use.

import { tables } from "../../generated/tables.ts";
import type { Literal } from "../../model/kind.ts";
import { once } from "../../text/once.ts";

/** A service that runs pipelines, or the identity provider of one. */
export function runsPipelines(principal: string): boolean {
  return (
    services().some((each) => principal === `${each}.amazonaws.com`) ||
    issuers().some((each) => principal.includes(each))
  );
}

/** Does the name say that pipelines use the role? */
export function isDeployersName(name: string): boolean {
  const spaced = wordsOf(name);
  return words().some((each) => spaced.includes(each));
}

const services = once(() => listOf("services"));
const issuers = once(() => listOf("issuers"));
const words = once(() => listOf("words").map(wordsOf));

/** In lower case, with one space around and between words. */
function wordsOf(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim()} `;
}

function listOf(name: string): readonly string[] {
  const { deployers } = tables;
  const list: Literal | undefined =
    typeof deployers === "object" && deployers !== null && !Array.isArray(deployers)
      ? Object.entries(deployers).find(([key]) => key === name)?.[1]
      : undefined;
  return Array.isArray(list) ? list.filter((each) => typeof each === "string") : [];
}
