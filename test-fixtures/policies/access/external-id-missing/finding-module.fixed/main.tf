variable "partners" {
  type = map(object({ account = string }))
}

module "partner" {
  source   = "./partner-role"
  for_each = var.partners

  name        = each.key
  account     = each.value.account
  external_id = var.external_id
}

variable "external_id" {
  type        = string
  description = "External ID issued by AWS account 222222222222"
}
