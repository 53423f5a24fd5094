// Small templates that several tests of the server open.

export const trust = (account: string, condition = "") => `resource "aws_iam_role" "msp" {
  name = "msp"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${account}:root" }${condition}
    }]
  })
}
`;

/** A provider of the register below can assume the role without an external ID. */
export const open = trust("222222222222");

/** Nothing is to be found here. */
export const guarded = trust(
  "222222222222",
  `
      Condition = { StringEquals = { "sts:ExternalId" = var.external_id } }`,
);

export const register = `own: { aws-accounts: ["111111111111"] }
providers:
  - name: Contoso
    kind: msp
    aws-accounts: ["222222222222"]
    interactive: false
`;

export const missing = "access/external-id-missing";

/** Owner in a delegation, which the platform rejects: the one fix that is safe. */
export const delegation = (name: string) => `resource "azurerm_lighthouse_definition" "${name}" {
  name               = "${name}"
  managing_tenant_id = "22222222-0000-0000-0000-000000000002"
  scope              = "/subscriptions/00000000-0000-0000-0000-000000000009"
  authorization {
    principal_id       = "33333333-0000-0000-0000-000000000003"
    role_definition_id = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
  }
}
`;
