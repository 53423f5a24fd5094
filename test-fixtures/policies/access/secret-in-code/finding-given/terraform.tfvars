auth_token = "northwind-sessions-2019"
#            ^^^^^^^^^^^^^^^^^^^^^^^^^ access/secret-in-code "sessions is given a password, key or token that stands in the code."
