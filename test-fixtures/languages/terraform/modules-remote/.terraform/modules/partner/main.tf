output "name" {
  value = "partner"
}
