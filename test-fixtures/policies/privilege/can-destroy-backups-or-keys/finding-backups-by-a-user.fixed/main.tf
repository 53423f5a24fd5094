resource "aws_iam_user" "support" {
  name = "contoso-support"
}

resource "aws_iam_user_policy" "support" {
  user = aws_iam_user.support.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["backup:DeleteRecoveryPoint", "backup:ListBackupVaults"]
      Resource = "*"
    }, {
      Sid    = "KeepBackupsAndKeys"
      Effect = "Deny"
      Action = [
        "backup:DeleteRecoveryPoint",
        "backup:DeleteBackupVault",
        "backup:DeleteBackupVaultAccessPolicy",
        "backup:DeleteBackupVaultLockConfiguration",
        "backup:PutBackupVaultAccessPolicy",
        "ec2:DeleteSnapshot",
        "rds:DeleteDBSnapshot",
        "s3:PutBucketVersioning",
        "kms:ScheduleKeyDeletion",
        "kms:DeleteImportedKeyMaterial",
        "kms:PutKeyPolicy",
        "kms:DisableKey",
      ]
      Resource = "*"
    }]
  })
}
