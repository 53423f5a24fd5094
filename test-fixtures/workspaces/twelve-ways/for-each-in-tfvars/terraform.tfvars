providers_of_service = {
  msp = { account = "222222222222" }
}
