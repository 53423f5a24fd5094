terraform {
  required_version = ">= 1.5"
  backend "s3" {}
}

moved {
  from = aws_iam_role.old
  to   = aws_iam_role.msp
}

import {
  to = aws_iam_role.msp
  id = "msp"
}

removed {
  from = aws_iam_role.gone
  lifecycle {
    destroy = false
  }
}

check "health" {
  data "http" "up" {
    url = "https://msp.example"
  }
  assert {
    condition     = data.http.up.status_code == 200
    error_message = "down"
  }
}

ephemeral "aws_secretsmanager_secret_version" "key" {
  secret_id = "msp"
}

action "aws_lambda_invoke" "notify" {
  config {
    function_name = "msp"
  }
}

resource "aws_iam_role" "msp" {
  name        = "msp"
  description = ephemeral.aws_secretsmanager_secret_version.key.secret_string
}
