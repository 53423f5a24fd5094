resource "aws_iam_role" "provider" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"]
      Principal = { Service = "rolesanywhere.amazonaws.com" }
      #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/federation-too-broad "Every certificate of the trust anchors can assume role provider: its trust names neither a subject nor an anchor."
    }]
  })
}
