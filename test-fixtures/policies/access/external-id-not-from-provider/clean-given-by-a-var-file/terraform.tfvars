external_id = "9f1c0b7a-1f52-4c5e-8f3e-2c4d7b1a6e90"
