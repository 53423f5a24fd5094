resource "aws_ecs_service" "shop" {
  name     = "shop"
  iam_role = "admin"
  #          ^^^^^^^ privilege/workload-administrator "service shop runs with role admin, an administrator by its name."
}

data "aws_iam_role" "shared" {
  name = "SharedAdministratorRole"
}

resource "aws_sfn_state_machine" "nightly" {
  name     = "nightly"
  role_arn = data.aws_iam_role.shared.arn
  #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/workload-administrator "state machine nightly runs with role SharedAdministratorRole, an administrator by its name."
}

resource "aws_launch_template" "workers" {
  name = "workers"
  iam_instance_profile {
    arn = "arn:aws:iam::111111111111:instance-profile/worker-admin"
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privilege/workload-administrator "launch template workers runs with instance profile worker-admin, an administrator by its name."
  }
}
