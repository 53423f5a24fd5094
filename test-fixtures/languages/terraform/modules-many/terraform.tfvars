providers_by_name = {
  b = "222222222222"
  a = "333333333333"
}
