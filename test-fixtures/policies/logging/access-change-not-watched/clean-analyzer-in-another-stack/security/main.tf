resource "aws_accessanalyzer_analyzer" "external" {
  analyzer_name = "external"
}
