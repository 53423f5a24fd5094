managing_tenant = "66666666-0000-0000-0000-000000000006"
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/undeclared-party "Azure tenant 66666666-0000-0000-0000-000000000006 manages this environment and is not listed in .msplint.yaml."
