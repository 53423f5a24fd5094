// Whether the name of a role says that it is an administrator's; knows nothing of what the role may do.

/** Of a whole account: the administrator of a database or of an agent is something less. */
export function isAdministratorName(name: string): boolean {
  if (wellKnown.has(name)) return true;
  const words = wordsOf(name);
  return words.some((word) => all.has(word)) && words.every((word) => isNeutral(word));
}

/** Roles that AWS makes for administrators in each account of an organisation. */
const wellKnown: ReadonlySet<string> = new Set([
  "OrganizationAccountAccessRole",
  "AWSControlTowerExecution",
]);

const all: ReadonlySet<string> = new Set([
  "admin",
  "admins",
  "administrator",
  "administrators",
  "superadmin",
  "superuser",
]);

/** They say who has the role or where it is, and not that it is for a part of the account. */
const neutral: ReadonlySet<string> = new Set(
  (
    "a access account all arn aws company corp dev ec2 ecs eks execution full function global group " +
    "iam instance lambda main my node org organisation organization our preprod prod production " +
    "profile qa role roles root sandbox service shared stage staging super system task team temp " +
    "test the uat user users worker workload"
  ).split(" "),
);

function isNeutral(word: string): boolean {
  return word === "" || all.has(word) || neutral.has(word) || /^\d+$/.test(word);
}

/** `LambdaAdminRole`, `lambda-admin_role`: the words of a name in lower case. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}
