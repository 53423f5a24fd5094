partners = {
  contoso = { account = "222222222222" }
  #                     ~~~~~~~~~~~~~~ access/external-id-missing
}
