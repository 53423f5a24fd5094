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
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/can-destroy-backups-or-keys "Contoso can destroy backups or keys through user contoso-support."
      Resource = "*"
    }]
  })
}
