resource "aws_iam_role" "provider" {
  name               = "provider"
  assume_role_policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"AWS\":\"222222222222\"}}]}"
  #                                                                                                                                           ^^^^^^^^^^^^^^^^ access/external-id-missing "AWS account 222222222222 as a whole can assume role provider, with neither an external ID nor MFA. Require an external ID if a machine comes in, MFA if people do; and trust one role."
}
