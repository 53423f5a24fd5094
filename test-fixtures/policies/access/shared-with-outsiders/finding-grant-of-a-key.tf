resource "aws_kms_grant" "backups" {
  key_id            = "0f1e2d3c-4b5a-4697-8877-665544332211"
  grantee_principal = "arn:aws:iam::222222222222:role/backups"
  #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/shared-with-outsiders "AWS account 222222222222, which is not listed in .msplint.yaml, can use key 0f1e2d3c-4b5a-4697-8877-665544332211."
  operations        = ["Decrypt", "GenerateDataKey"]
}
