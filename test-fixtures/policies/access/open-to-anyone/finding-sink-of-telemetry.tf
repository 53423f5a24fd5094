resource "aws_oam_sink_policy" "telemetry" {
  sink_identifier = "arn:aws:oam:eu-west-1:111111111111:sink/0f1e2d3c"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["oam:CreateLink", "oam:UpdateLink"]
      Principal = "*"
      #           ^^^ access/open-to-anyone "Anyone can use resource 0f1e2d3c (oam:CreateLink, oam:UpdateLink)."
      Resource  = "*"
    }]
  })
}
