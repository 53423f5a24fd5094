variable "names" {
  default = ["a", "b"]
}

resource "example_thing" "uses" {
  escaped   = "$${x} %%{y} \"q\" \u00e9"
  directive = "%{ if length(var.names) > 1 }many%{ else }one%{ endif }"
  indented  = <<-EOT
      %{ for name in var.names ~}
      - ${name}
      %{ endfor ~}
    end
  EOT
}
