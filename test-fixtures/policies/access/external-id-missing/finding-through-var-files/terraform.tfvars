vendor_account = "333333333333"
