resource "example_thing" "terraform" {
}
