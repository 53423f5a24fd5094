external_id = "k7Q2v9Xw41Lm"
#             ^^^^^^^^^^^^^^ access/external-id-not-from-provider "The external ID that role support asks the own account for is shared with customer Northwind."
