module "msp" {
  source   = "./role"
  name     = "msp"
  boundary = var.permission_boundary_arn
}

module "other" {
  source   = "./role"
  name     = "other"
  boundary = var.permission_boundary_arn
}

variable "permission_boundary_arn" {
  type        = string
  description = "ARN of the policy that bounds what role msp and role other can give to others"
}
