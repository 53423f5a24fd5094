import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { azureRight, capabilitiesOf } from "../../../src/analyses/access/azure-power.ts";
import { access } from "../../../src/analyses/access/index.ts";
import { azureRoles } from "../../../src/analyses/access/tables.ts";
import { textForm } from "../../../src/check/words.ts";
import type { Resource } from "../../../src/model/resource.ts";
import { tables } from "./tables.ts";
import type { Made, Plain } from "./written.ts";
import {
  computed,
  context,
  make,
  model,
  parameter,
  parts,
  provider,
  register,
  Unknown,
  value,
} from "./written.ts";

const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const tenant = "12345678-0000-0000-0000-000000000001";
const of = context({
  tables,
  register: register({
    providers: [
      provider("Contoso", {
        azureTenants: [tenant],
        principals: ["aaaaaaaa-0000-0000-0000-000000000001"],
      }),
    ],
  }),
});

function attributes(grant: Resource | undefined, ...names: string[]): readonly string[] {
  return names.map((name) => {
    const found = grant?.attributes.get(name);
    return found?.state === "unknown" ? "unknown" : found ? textForm(found) : "no attribute";
  });
}

describe("the power of built-in roles", () => {
  const roles = azureRoles(tables);
  assert.ok(roles);
  const rows: readonly [string, readonly string[], readonly string[]][] = [
    ["Owner", ["administrator", "grant-access", "run-commands"], []],
    [
      "Contributor",
      ["run-commands", "read-secrets", "stop-logging", "destroy-backups"],
      ["administrator", "grant-access"],
    ],
    ["User Access Administrator", ["grant-access"], ["administrator", "run-commands"]],
    ["Role Based Access Control Administrator", ["grant-access"], ["administrator"]],
    ["Virtual Machine Contributor", ["run-commands", "read-secrets"], ["grant-access"]],
    ["Network Contributor", ["change-network"], ["run-commands", "read-secrets", "escalate"]],
    ["Managed Identity Contributor", ["escalate"], ["run-commands"]],
    ["Managed Identity Operator", ["escalate"], []],
    ["Resource Policy Contributor", ["escalate"], []],
    ["Reader and Data Access", ["read-secrets"], ["run-commands"]],
    ["Storage Account Contributor", ["read-secrets"], []],
    ["Key Vault Contributor", ["read-secrets"], []],
    ["Key Vault Secrets User", ["read-secrets"], []],
    ["Azure Kubernetes Service Cluster Admin Role", ["create-credentials", "run-commands"], []],
    ["Monitoring Contributor", ["stop-logging"], ["run-commands"]],
    ["Backup Contributor", ["destroy-backups"], ["run-commands"]],
    ["Storage Blob Data Reader", ["read-data"], ["read-secrets"]],
    ["Automation Contributor", ["run-commands"], []],
    ["Website Contributor", ["run-commands"], []],
  ];
  for (const [name, has, lacks] of rows) {
    it(name, () => {
      const row = roles.get(name.toLowerCase());
      assert.ok(row);
      const found = capabilitiesOf(row);
      assert.deepEqual(
        [has.filter((each) => !found.includes(each)), lacks.filter((each) => found.includes(each))],
        [[], []],
      );
    });
  }

  for (const name of [
    "Reader",
    "Security Reader",
    "Monitoring Reader",
    "Support Request Contributor",
    "Managed Services Registration assignment Delete Role",
    "Microsoft Sentinel Responder",
    "Billing Reader",
  ]) {
    it(`${name} has none`, () => {
      const row = roles.get(name.toLowerCase());
      assert.ok(row);
      assert.deepEqual(capabilitiesOf(row), []);
    });
  }

  it("28 roles write role assignments", () => {
    const all = new Set(roles.values());
    const writers = [...all].filter((row) => capabilitiesOf({ ...row }).includes("grant-access"));
    assert.equal(all.size, 928);
    assert.ok(writers.length >= 28);
  });
});

describe("the role that a value names", () => {
  const custom = make("azure.authorization.role-definition", "azurerm_role_definition.c", {
    "role-name": "Ops",
    permissions: [
      { actions: ["*"], "not-actions": [], "data-actions": [], "not-data-actions": [] },
    ],
  });
  const looked = make(
    "azure.authorization.role-definition",
    "data.azurerm_role_definition.d",
    {
      "role-name": "Contributor",
      permissions: new Unknown({ kind: "data", name: "d" }),
      "role-definition-id": new Unknown({ kind: "data", name: "d" }),
    },
    { existing: true },
  );
  const unit = model(custom, looked);
  const rows: readonly [string, Plain | undefined, Plain | undefined, string][] = [
    ["a bare id", contributor, undefined, "Contributor"],
    ["an id in capitals", contributor.toUpperCase(), undefined, "Contributor"],
    [
      "a resource id",
      `/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/${contributor}`,
      undefined,
      "Contributor",
    ],
    [
      "a half-known resource id",
      parts(parameter, "/providers/Microsoft.Authorization/roleDefinitions/", contributor),
      undefined,
      "Contributor",
    ],
    ["a name", undefined, "Owner", "Owner"],
    ["a name in other letters", undefined, "owner", "Owner"],
    [
      "a role of the unit",
      computed("azurerm_role_definition.c", "role_definition_resource_id"),
      undefined,
      "Ops",
    ],
    [
      "a role that is looked up",
      computed("data.azurerm_role_definition.d", "role_definition_id"),
      undefined,
      "Contributor",
    ],
    ["a custom role elsewhere", "11111111-2222-3333-4444-555555555555", undefined, "unknown"],
    ["an id with a digit too many", `${contributor}6`, undefined, "unknown"],
    ["a parameter", parameter, undefined, "unknown"],
    ["nothing", undefined, undefined, "unknown"],
  ];
  for (const [name, id, byName, expected] of rows) {
    it(name, () => {
      const right = azureRight(
        id === undefined ? undefined : value(id),
        byName === undefined ? undefined : value(byName),
        unit,
        of,
      );
      assert.equal("unknown" in right ? "unknown" : right.name, expected);
    });
  }

  it("is not known before the table is there", () => {
    const right = azureRight(value(contributor), undefined, model(), context());
    assert.equal("unknown" in right && right.unknown.kind, "data");
  });
});

describe("Lighthouse", () => {
  function offer(
    attributes: { readonly [name: string]: Plain },
    dialect: "terraform" | "arm" = "terraform",
  ): Made {
    return make(
      "azure.managed-services.registration-definition",
      "azurerm_lighthouse_definition.ops",
      { name: "ops", "managing-tenant": tenant, ...attributes },
      { dialect },
    );
  }
  const authorization = { "principal-id": "p", "role-definition-id": contributor };

  it("an authorization stands, an eligible one does not", () => {
    const found = access.run(
      model(offer({ authorizations: [authorization], "eligible-authorizations": [authorization] })),
      of,
    );
    assert.deepEqual(
      found.map((each) =>
        attributes(each, "party-kind", "party", "right", "standing", "mfa", "through"),
      ),
      [
        ["provider", "Contoso", "Contributor", "true", "not-applicable", "lighthouse"],
        ["provider", "Contoso", "Contributor", "false", "absent", "lighthouse"],
      ],
    );
  });

  const rows: readonly [string, { readonly [name: string]: Plain }, string][] = [
    ["no policy at all", {}, "absent"],
    ["None", { "mfa-provider": "None" }, "absent"],
    ["Azure", { "mfa-provider": "Azure" }, "enforced"],
    ["a parameter", { "mfa-provider": parameter }, "unknown"],
  ];
  for (const [name, more, expected] of rows) {
    it(`MFA of an eligible authorization: ${name}`, () => {
      const [grant] = access.run(
        model(offer({ "eligible-authorizations": [{ ...authorization, ...more }] })),
        of,
      );
      assert.deepEqual(attributes(grant, "mfa"), [expected]);
    });
  }

  for (const [dialect, path] of [
    ["terraform", "just_in_time_access_policy/multi_factor_auth_provider"],
    ["arm", "justInTimeAccessPolicy/multiFactorAuthProvider"],
  ] as const) {
    it(`MFA is written under the names of ${dialect}`, () => {
      const [grant] = access.run(
        model(offer({ "eligible-authorizations": [authorization] }, dialect)),
        of,
      );
      const operation = grant?.targets?.get("mfa")?.[0]?.changes[0]?.operation;
      assert.equal(operation?.is === "set" && operation.path.join("/"), path);
    });
  }

  it("the managing tenant is somebody outside, also where it is not known", () => {
    const [grant] = access.run(
      model(offer({ "managing-tenant": parameter, authorizations: [authorization] })),
      of,
    );
    assert.deepEqual(attributes(grant, "party-kind", "party", "outsider"), [
      "unknown",
      "The managing tenant",
      "true",
    ]);
  });

  it("the own tenant is nobody outside", () => {
    const own = new Unknown({ kind: "own", what: "azure-tenant" });
    const [grant] = access.run(
      model(offer({ "managing-tenant": own, authorizations: [authorization] })),
      of,
    );
    assert.deepEqual(attributes(grant, "party-kind", "outsider"), ["own", "false"]);
  });

  const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  const accessAdministrator = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";
  const delegations: readonly [string, string, Plain, readonly [string, string]][] = [
    ["none", accessAdministrator, [], ["none", "none"]],
    ["harmless ones", accessAdministrator, [reader], ["delegated-roles", "none"]],
    [
      "a powerful one among them",
      accessAdministrator,
      [reader, contributor],
      ["delegated-roles", "Contributor"],
    ],
    [
      "one that is not known",
      accessAdministrator,
      [reader, parameter],
      ["delegated-roles", "unknown"],
    ],
    ["a list that is not known", accessAdministrator, parameter, ["…", "unknown"]],
    ["by a role that grants none", contributor, [reader], ["none", "none"]],
  ];
  for (const [name, role, delegated, expected] of delegations) {
    it(`roles that may be granted: ${name}`, () => {
      const limit = { "role-definition-id": role, "delegated-roles": delegated };
      const made = offer({ authorizations: [{ ...authorization, ...limit }] });
      const [grant] = access.run(model(made), of);
      assert.deepEqual(attributes(grant, "narrowed-by", "hands-out"), expected);
    });
  }

  it("a role is replaced by Reader, but not one that delegates roles", () => {
    const delegating = { ...authorization, "delegated-roles": [contributor] };
    const [plain, delegates] = access.run(
      model(offer({ authorizations: [authorization, delegating] })),
      of,
    );
    const operation = plain?.targets?.get("right")?.[0]?.changes[0]?.operation;
    assert.deepEqual(operation?.is === "replace" && operation.value, {
      is: "literal",
      value: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
    });
    assert.equal(delegates?.targets?.get("right"), undefined);
  });
});

describe("role assignments", () => {
  const rows: readonly [string, { readonly [name: string]: Plain }, readonly string[]][] = [
    [
      "a declared principal",
      { "principal-id": "AAAAAAAA-0000-0000-0000-000000000001", "role-definition-id": owner },
      ["provider", "true", "Owner"],
    ],
    [
      "anybody",
      { "principal-id": "bbbbbbbb-0000-0000-0000-000000000001", "role-definition-name": "Owner" },
      ["unknown", "unknown", "Owner"],
    ],
    [
      "a group of another tenant",
      {
        "principal-id": "bbbbbbbb-0000-0000-0000-000000000001",
        "principal-type": "ForeignGroup",
        "role-definition-id": owner,
      },
      ["undeclared", "true", "Owner"],
    ],
    [
      "a parameter of another tenant",
      { "principal-id": parameter, "principal-type": "foreigngroup", "role-definition-id": owner },
      ["undeclared", "true", "Owner"],
    ],
    [
      "an identity of the unit",
      {
        "principal-id": computed("azurerm_role_assignment.a", "principal_id"),
        "role-definition-id": owner,
      },
      ["own", "false", "Owner"],
    ],
  ];
  for (const [name, written, expected] of rows) {
    it(name, () => {
      const [grant] = access.run(
        model(make("azure.authorization.role-assignment", "azurerm_role_assignment.a", written)),
        of,
      );
      assert.deepEqual(attributes(grant, "party-kind", "outsider", "right"), expected);
    });
  }
});
