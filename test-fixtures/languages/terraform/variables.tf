variable "msp_account" {
  type    = string
  default = 222222222222
}

variable "unset" {
  type = string
}

variable "token" {
  default   = "example-secret"
  sensitive = true
}

variable "settings" {
  type = object({
    retention = optional(number, 30)
    region    = optional(string)
    names     = set(string)
  })
  default = {
    names = ["b", "a", "b"]
  }
}

resource "example_thing" "uses" {
  account   = var.msp_account
  arn       = "arn:aws:iam::${var.msp_account}:root"
  unset     = var.unset
  half      = "${var.unset}-suffix"
  secret    = "Bearer ${var.token}"
  retention = var.settings.retention
  region    = var.settings.region
  names     = var.settings.names
  nothing   = var.undeclared
}
