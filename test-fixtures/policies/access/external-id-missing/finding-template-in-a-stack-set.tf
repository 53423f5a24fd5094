variable "prefix" { default = "partner" }

variable "partition" {}

resource "aws_cloudformation_stack_set" "partner" {
  name = "partner"
  template_body = <<-TEMPLATE
    Resources:
      Partner:
        Type: AWS::IAM::Role
        Properties:
          RoleName: !Join ["-", ["${var.prefix}", !Ref AWS::Region]]
          AssumeRolePolicyDocument:
            Statement:
              - Effect: Allow
                Action: sts:AssumeRole
                Principal:
                  AWS: arn:${var.partition}:iam::222222222222:root
                  #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/external-id-missing "AWS account 222222222222 as a whole can assume role Partner, with neither an external ID nor MFA. Require an external ID if a machine comes in, MFA if people do; and trust one role."
  TEMPLATE
}
