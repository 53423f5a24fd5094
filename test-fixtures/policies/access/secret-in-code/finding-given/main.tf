variable "auth_token" {
  type      = string
  sensitive = true
}

resource "aws_elasticache_replication_group" "sessions" {
  description = "sessions"
  auth_token  = var.auth_token
}
