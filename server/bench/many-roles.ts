// A Terraform file with many roles, each with three policies: what the benchmarks of access read.

/** Half of the roles carry a policy of their own wording, so that nothing is decided once for all. */
export function manyRoles(roles: number): string {
  const blocks: string[] = [];
  for (let index = 0; index < roles; index++) {
    blocks.push(`resource "aws_iam_role" "r${index}" {
  name = "role-${index}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect = "Allow", Action = "sts:AssumeRole"
    Principal = { AWS = "arn:aws:iam::${index % 3 === 0 ? "222222222222" : "111111111111"}:root" }
    Condition = { StringEquals = { "sts:ExternalId" = "id-of-role-${index}" } }
  }] })
}
resource "aws_iam_role_policy" "p${index}" {
  role   = aws_iam_role.r${index}.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["s3:Get*", "s3:List*", "ec2:*", "logs:*"], Resource = ["arn:aws:s3:::bucket-${index}/*", "*"] },
    { Effect = "Allow", Action = ["iam:PassRole", "lambda:*"], Resource = aws_iam_role.r${(index + 1) % roles}.arn },
    { Effect = "Deny", NotAction = ["s3:*", "sts:*"], Resource = "arn:aws:s3:::locked-${index}" },
  ] })
}
resource "aws_iam_role_policy_attachment" "a${index}" {
  role       = aws_iam_role.r${index}.name
  policy_arn = "arn:aws:iam::aws:policy/${["ReadOnlyAccess", "PowerUserAccess", "SecurityAudit"][index % 3]}"
}
resource "aws_iam_policy" "c${index}" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["sts:AssumeRole"], Resource = aws_iam_role.r${(index + 2) % roles}.arn },
    { Effect = "Allow", NotAction = ["iam:*", "organizations:*"], Resource = "arn:aws:s3:::*-${index}" },
  ] })
}
resource "aws_iam_role_policy_attachment" "b${index}" {
  role       = aws_iam_role.r${index}.name
  policy_arn = aws_iam_policy.c${index}.arn
}
`);
  }
  return blocks.join("");
}
