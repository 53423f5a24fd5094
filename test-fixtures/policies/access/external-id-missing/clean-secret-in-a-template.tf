variable "external_id" {
  default   = "a8Kd93jfLs02"
  sensitive = true
}

resource "aws_cloudformation_stack" "partner" {
  name = "partner"
  template_body = <<-TEMPLATE
    Resources:
      Partner:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Statement:
              - Effect: Allow
                Action: sts:AssumeRole
                Principal:
                  AWS: "222222222222"
                Condition:
                  StringEquals:
                    sts:ExternalId: ${var.external_id}
  TEMPLATE
}
