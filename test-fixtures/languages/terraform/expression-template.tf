variable "open" {
  type = string
}

resource "aws_iam_role" "templates" {
  choice  = "a%{ if 1 < 2 } yes %{ else } no %{ endif }b"
  trimmed = "a %{~ if true ~} yes %{~ endif ~} b"
  loop    = "%{ for i, x in ["p", "q"] ~}${i}${x};%{ endfor }"
  partly  = "arn:${var.open}:%{ if var.open == "x" }a%{ else }b%{ endif }"
  escaped = "$${x} %%{y}"
  heredoc = <<-EOT
      first
        %{ for x in [1, 2] ~}
        - ${x}
        %{ endfor ~}
      last
    EOT
  flush   = <<EOT
    kept
EOT
}
