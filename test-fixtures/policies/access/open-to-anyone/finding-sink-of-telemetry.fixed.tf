resource "aws_oam_sink_policy" "telemetry" {
  sink_identifier = "arn:aws:oam:eu-west-1:111111111111:sink/0f1e2d3c"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["oam:CreateLink", "oam:UpdateLink"]
      Principal = {
        AWS = var.trusted_principal_arns
      }
      Resource  = "*"
    }]
  })
}

variable "trusted_principal_arns" {
  type        = list(string)
  description = "ARNs of the principals that may use it"
}
