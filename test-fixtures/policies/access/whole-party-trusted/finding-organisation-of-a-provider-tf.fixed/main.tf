resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = "*"
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" }, StringEquals = { "aws:PrincipalOrgID" = "o-contoso001" }, ArnEquals = {
        "aws:PrincipalArn" = var.trusted_principal_arn
      } }
    }]
  })
}

variable "trusted_principal_arn" {
  type        = string
  description = "ARN of the role of Contoso that may assume the role"
}
