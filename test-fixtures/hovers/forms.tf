variable "reading" {
  default = ["s3:Get*"]
  #          ^^^^^^^^^ hover/action "s3:Get*: 63 of the 180 actions of s3 / Read 63: GetObject, GetAccelerateConfiguration, GetAccessGrant, GetAccessGrantsInstance and 59 more / Acts on: bucket, accessgrant, accessgrantsinstance, accessgrantslocation and 8 more; 2 take no resource but * / Among them what gives: read data / A Deny of the same policy takes all of them back."
}

variable "service" {}

locals {
  send = "sqs:SendMessage"
  #      ^^^^^^^^^^^^^^^^^ hover/action "sqs:SendMessage: Write, of sqs / Acts on: queue"
}

data "aws_iam_policy_document" "block" {
# ^ hover/document "Allows 1 of the 190 actions of iam / No sensitive power / Write 1 / A Deny takes 63 actions back"
  statement {
    actions   = concat(var.reading, ["ec2:${var.service}", "iam:PassRole"])
    #                                ^^^^^^^^^^^^^^^^^^^^ hover/action "ec2:${?}: at most all 826 actions of ec2 / Which of them is not known: "service" has no value here. / Permissions management 23: AttachApplianceToNatGateway, AttachResourcesToPlacementGroup, CancelImageLaunchPermission, CreateCoipPoolPermission and 19 more / Write 517: AuthorizeSecurityGroupIngress, CreateLaunchTemplateVersion, CreateRoute, CreateTransitGatewayVpcAttachment and 513 more / Tagging 2: CreateTags, DeleteTags / Read 60: ExportClientVpnClientCertificateRevocationList, ExportClientVpnClientConfiguration, ExportVerifiedAccessInstanceClientConfiguration, GetActiveVpnTunnelStatus and 56 more / List 224: DescribeInstances, DescribeAccountAttributes, DescribeAccountVpcEncryptionControl, DescribeAddressTransfers and 220 more / Acts on: verified-access-instance, capacity-reservation, client-vpn-endpoint, fleet and 110 more; 263 take no resource but * / Among them what gives: stop logging, destroy backups, change network, spend / A Deny of the same policy takes all of them back."
    #                                                      ^^^^^^^^^^^^^^ hover/action "iam:PassRole: Write, of iam / Acts on: role / Part of 26 escalation paths, such as with apprunner:CreateService"
    resources = ["*"]
  }
  statement {
    effect      = "Deny"
    not_actions = ["iam:*"]
    #              ^^^^^^^ hover/action "iam:*: all 190 actions of iam / Permissions management 23: AttachGroupPolicy, AttachRolePolicy, AttachUserPolicy, CreatePolicyVersion and 19 more / Write 74: AddClientIDToOpenIDConnectProvider, AddUserToGroup, CreateAccessKey, CreateLoginProfile and 70 more / Tagging 16: TagInstanceProfile, TagMFADevice, TagOpenIDConnectProvider, TagPolicy and 12 more / Read 37: GenerateCredentialReport, GenerateOrganizationsAccessReport, GenerateServiceLastAccessedDetails, GetAccessKeyLastUsed and 33 more / List 40: GetAccountSummary, GetLoginProfile, ListAccessKeys, ListAccountAliases and 36 more / Acts on: user, group, role, policy and 9 more; 47 take no resource but * / Among them what gives: grant access, create credentials, edit identity provider / In NotAction of a Deny: everything but what is named there is denied."
    resources   = ["*"]
  }
}

resource "aws_iam_policy" "block" {
  policy = data.aws_iam_policy_document.block.json
  # ^ hover/document "Allows 1 of the 190 actions of iam / No sensitive power / Write 1 / A Deny takes 63 actions back"
  #        ^ hover/document "Allows 1 of the 190 actions of iam / No sensitive power / Write 1 / A Deny takes 63 actions back"
}

resource "aws_iam_role" "heredoc" {
  assume_role_policy = <<JSON
  # ^ hover/document "Allows 1 of the 16 actions of sts to those whom it names / Write 1"
{ "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "AWS": "444444444444" } }] }
#                                              ^^^^^^^^^^^^^^^^ hover/action "sts:AssumeRole: Write, of sts / Acts on: role"
JSON
  managed_policy_arns = [
    aws_iam_policy.block.arn,
    # ^ hover/document "Allows 1 of the 190 actions of iam / No sensitive power / Write 1 / A Deny takes 63 actions back"
    "arn:aws:iam::aws:policy/SecurityAudit",
    # ^ hover/managed "SecurityAudit, a policy of AWS / Allows 2,889 actions of 191 services / No sensitive power / Permissions management 3, Write 1, Read 1,411, List 1,474 / 211 of 826 of ec2, 174 of 449 of sagemaker, 126 of 340 of quicksight, 107 of 293 of iot, 82 of 173 of cloudfront, 76 of 190 of iam and 185 more"
    "arn:aws:iam::aws:policy/NoSuchPolicy",
    # ^ hover/managed "NoSuchPolicy: what it allows is not known / msplint knows no policy of AWS of this name."
  ]
}

resource "aws_iam_role_policy" "encoded" {
  for_each = toset(["Get", "Put"])
  role     = aws_iam_role.heredoc.name
  policy = jsonencode({
  #   ^ hover/document "Allows 1 of the 180 actions of s3 / Power: read data / Read 1 / This place makes 2 different policies; this is the first."
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = [local.send, "s3:${each.key}Object", "s3:Gte*", "nothing:*"]
      #           ^^^^^^^^^^ hover/action "sqs:SendMessage: Write, of sqs / Acts on: queue"
      #                       ^^^^^^^^^^^^^^^^^^^^^^ hover/action "s3:GetObject: Read, of s3 / Acts on: accesspointobject, object / By itself it gives: read data / Here also s3:PutObject: Write, of s3"
      #                                               ^^^^^^^^^ hover/action "s3:Gte*: no such action / None of the 180 actions of s3 in the list matches; unless it is newer than the list, this does nothing."
      #                                                          ^^^^^^^^^^^ hover/action "nothing:*: no such action / The list of IAM's actions has no service nothing; unless it is newer than the list, this matches nothing."
      Resource = "arn:aws:s3:::logs/*"
      #          ^ hover/document "Allows 1 of the 180 actions of s3 / Power: read data / Read 1 / This place makes 2 different policies; this is the first."
    }]
  })
}

resource "aws_lambda_permission" "invoke" {
  action        = "lambda:InvokeFunction"
  #               ^^^^^^^^^^^^^^^^^^^^^^^ hover/action "lambda:InvokeFunction: Write, of lambda / Acts on: function"
  function_name = "report"
  #               ^ nothing/here
  principal     = "444444444444"
}
