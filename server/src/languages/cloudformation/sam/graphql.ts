// Expands AWS::Serverless::GraphQLApi: the API and the roles of its data sources.

import type { Expansion, Resource } from "./expansion.ts";

export function expandGraphQl(_x: Expansion, _resource: Resource): void {}
