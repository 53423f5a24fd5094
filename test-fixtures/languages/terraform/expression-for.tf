locals {
  teams = { net = ["ann", "ben"], sec = ["cy"] }
}

resource "aws_iam_role" "loops" {
  names    = [for team, people in local.teams : "${team}-${length(people)}"]
  filtered = [for person in flatten(values(local.teams)) : person if person != "ben"]
  object   = { for team, people in local.teams : upper(team) => people[0] }
  grouped  = { for person in ["ann", "amy", "ben"] : substr(person, 0, 1) => person... }
  twice    = { for person in ["ann", "amy"] : substr(person, 0, 1) => person }
  over     = [for person in null : person]
}
