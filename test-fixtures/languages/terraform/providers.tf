variable "customer_account" {
  default = "111111111111"
}

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = [var.customer_account]

  assume_role {
    role_arn = "arn:aws:iam::${var.customer_account}:role/deploy"
  }
}

provider "aws" {
  alias  = "east"
  region = "us-east-1"
}

provider "azurerm" {
  tenant_id = "00000000-0000-0000-0000-000000000001"
  features {}
}

resource "aws_iam_role" "msp" {
  provider = aws.east
  name     = "msp"
}
