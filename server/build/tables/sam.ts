// Makes the tables of the serverless transform: its policy templates, and what its connectors grant.
import { byKey, readSource, writeTable } from "./table.ts";

interface Templates {
  readonly Templates: Readonly<
    Record<
      string,
      {
        readonly Parameters: Readonly<Record<string, unknown>>;
        readonly Definition: { readonly Statement: readonly unknown[] };
      }
    >
  >;
}

interface Profiles {
  readonly Permissions: Readonly<Record<string, Readonly<Record<string, Profile>>>>;
  readonly CfnResourceProperties: Readonly<
    Record<
      string,
      { readonly Inputs?: { readonly Role?: unknown }; readonly Outputs?: Record<string, unknown> }
    >
  >;
}

interface Profile {
  readonly Type: string;
  readonly Properties: {
    readonly SourcePolicy: boolean;
    readonly AccessCategories: Readonly<Record<string, unknown>>;
    readonly ValidAccessCategories?: readonly (readonly string[])[];
  };
}

const repository = "github.com/aws/serverless-application-model";
const commit = "7000d0a3b";
const notice = (
  name: string,
  what: string,
) => `${name}.jsonl is derived from ${repository} at ${commit}:
${what}.

serverless-application-model
Copyright 2018 Amazon.com, Inc. or its affiliates. All Rights Reserved.

Licensed under the Apache License, Version 2.0; you may obtain a copy of the licence at
http://www.apache.org/licenses/LICENSE-2.0. Distributed on an "AS IS" basis, without warranties
or conditions of any kind, either express or implied.`;

/** `path` is policy_templates.json of the transform. */
export async function samPolicyTemplates(path: string): Promise<void> {
  const { text, sha256 } = await readSource(path);
  const { Templates: templates } = JSON.parse(text) as Templates;
  const rows = Object.entries(templates).map(([name, template]) => ({
    name,
    parameters: Object.keys(template.Parameters),
    statement: template.Definition.Statement,
  }));
  await writeTable({
    name: "sam-policy-templates",
    command: "npm run tables -- --sam-policy-templates FILE",
    source: {
      name: `${repository}, policy_templates.json (names, parameters and statements)`,
      version: commit,
      licence: "Apache-2.0",
      sha256,
    },
    rows: rows.toSorted(byKey((row) => row.name)),
    notice: notice("sam-policy-templates", "names, parameters and statements of policy templates"),
  });
}

/** `path` is the connectors' profiles.json of the transform. */
export async function samConnectors(path: string): Promise<void> {
  const { text, sha256 } = await readSource(path);
  const { Permissions: permissions, CfnResourceProperties: resources } = JSON.parse(
    text,
  ) as Profiles;
  const connectors = Object.entries(permissions).flatMap(([source, destinations]) =>
    Object.entries(destinations).map(([destination, { Type: type, Properties: properties }]) => ({
      source,
      destination,
      gives: type,
      to: properties.SourcePolicy ? "source" : "destination",
      ...(properties.ValidAccessCategories
        ? { combinations: properties.ValidAccessCategories }
        : {}),
      access: properties.AccessCategories,
    })),
  );
  const types = Object.entries(resources).map(([type, { Inputs: inputs, Outputs: outputs }]) => ({
    type,
    ...(inputs?.Role === undefined ? {} : { role: inputs.Role }),
    ...outputs,
  }));
  await writeTable({
    name: "sam-connectors",
    command: "npm run tables -- --sam-connectors FILE",
    source: {
      name: `${repository}, connector_profiles/profiles.json (types, access and statements)`,
      version: commit,
      licence: "Apache-2.0",
      sha256,
    },
    rows: [
      ...types.toSorted(byKey((row) => row.type)),
      ...connectors.toSorted(byKey((row) => `${row.source} ${row.destination}`)),
    ],
    notice: notice("sam-connectors", "the types that connectors join and the statements they give"),
  });
}
