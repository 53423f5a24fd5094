// The findings in the sample workspace that the editor tests look for, one in each language.

export interface Sample {
  readonly language: string;
  /** Relative to the workspace. */
  readonly file: string;
  readonly policy: string;
  /** What the title of its fix says. */
  readonly fix: RegExp;
}

export const samples: readonly Sample[] = [
  {
    language: "Terraform",
    file: "aws/msp-access.tf",
    policy: "access/external-id-missing",
    fix: /Require the external ID/,
  },
  {
    language: "CloudFormation",
    file: "aws/provider-role.template.yaml",
    policy: "access/external-id-missing",
    fix: /Require the external ID/,
  },
  {
    language: "ARM",
    file: "azure/delegation.json",
    policy: "access/mfa-missing",
    fix: /Require MFA/,
  },
  {
    language: "Bicep",
    file: "azure/main.bicep",
    policy: "network/admin-port-open-to-internet",
    fix: /Let in only/,
  },
];
