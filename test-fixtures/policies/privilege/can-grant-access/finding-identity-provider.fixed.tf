resource "aws_iam_role" "msp" {
  name               = "msp"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::222222222222:root" }
    }]
  })
}

resource "aws_iam_role_policy" "msp" {
  name = "work"
  role = aws_iam_role.msp.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "iam:UpdateSAMLProvider"
        Resource = "*"
      },
      {
        Sid    = "KeepIdentities"
        Effect = "Deny"
        Action = [
          "iam:UpdateAssumeRolePolicy",
          "iam:AttachRolePolicy",
          "iam:AttachUserPolicy",
          "iam:AttachGroupPolicy",
          "iam:PutRolePolicy",
          "iam:PutUserPolicy",
          "iam:PutGroupPolicy",
          "iam:AddUserToGroup",
          "sso:CreateAccountAssignment",
          "sso:AttachManagedPolicyToPermissionSet",
          "sso:PutInlinePolicyToPermissionSet",
          "identitystore:CreateGroupMembership",
          "sso-directory:AddMemberToGroup",
          "iam:CreateAccessKey",
          "iam:CreateLoginProfile",
          "iam:UpdateLoginProfile",
          "iam:CreateServiceSpecificCredential",
          "iam:CreateSAMLProvider",
          "iam:UpdateSAMLProvider",
          "iam:CreateOpenIDConnectProvider",
          "iam:AddClientIDToOpenIDConnectProvider",
          "iam:UpdateOpenIDConnectProviderThumbprint",
          "rolesanywhere:CreateTrustAnchor",
          "rolesanywhere:UpdateTrustAnchor",
        ]
        Resource = "*"
      },
    ]
  })
}
