// The escalation paths that go through what a unit has: each closed by a weak role, another thing, a Deny, a boundary.

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { EscalationPath } from "../../../src/analyses/access/capabilities.ts";
import { actionNeeds, escalationPaths } from "../../../src/analyses/access/capabilities.ts";
import { isCarrierType } from "../../../src/analyses/access/carriers.ts";
import { access } from "../../../src/analyses/access/index.ts";
import { textForm } from "../../../src/check/words.ts";
import { items, wholeText } from "../../../src/expressions/value.ts";
import { tables } from "./tables.ts";
import type { Made, Plain } from "./written.ts";
import { computed, context, make, model, parts } from "./written.ts";

type Members = { readonly [name: string]: Plain };

/** How the things of each type are made, and what the cloud puts before and behind their names. */
const made: ReadonlyMap<string, readonly [kind: string, before: string, behind?: string]> = new Map(
  [
    [
      "arn:*:lambda:*:*:function:*",
      ["aws.workload.function", "lambda:eu-west-1:111111111111:function:"],
    ],
    ["arn:*:ec2:*:*:instance/*", ["aws.workload.machine", "ec2:eu-west-1:111111111111:instance/"]],
    [
      "arn:*:ec2:*:*:launch-template/*",
      ["aws.workload.machine-template", "ec2:eu-west-1:111111111111:launch-template/"],
    ],
    [
      "arn:*:codebuild:*:*:project/*",
      ["aws.workload.build", "codebuild:eu-west-1:111111111111:project/"],
    ],
    [
      "arn:*:glue:*:*:devEndpoint/*",
      ["aws.workload.development-endpoint", "glue:eu-west-1:111111111111:devEndpoint/"],
    ],
    [
      "arn:*:sagemaker:*:*:notebook-instance/*",
      ["aws.workload.notebook", "sagemaker:eu-west-1:111111111111:notebook-instance/"],
    ],
    [
      "arn:*:apprunner:*:*:service/*/*",
      ["aws.workload.web-service", "apprunner:eu-west-1:111111111111:service/", "/*"],
    ],
    [
      "arn:*:cloudformation:*:*:stack/*/*",
      ["aws.cloudformation.stack", "cloudformation:eu-west-1:111111111111:stack/", "/*"],
    ],
    [
      "arn:*:bedrock-agentcore:*:*:code-interpreter-custom/*",
      [
        "aws.workload.code-interpreter",
        "bedrock-agentcore:eu-west-1:111111111111:code-interpreter-custom/",
        "-*",
      ],
    ],
  ],
);

function needsOf(action: string): readonly string[] {
  return (actionNeeds.get(action.toLowerCase()) ?? []).flat();
}

function typeOf(path: EscalationPath): string | undefined {
  return path.required.flatMap(needsOf).find(isCarrierType);
}

const through = escalationPaths.filter(
  (each) => typeOf(each) !== undefined && each.passedTo.length === 0,
);

const role = (name: string, more: Members = {}): Made =>
  make("aws.iam.role", `aws_iam_role.${name}`, {
    name,
    trust: {
      Statement: {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "ec2.amazonaws.com" },
      },
    },
    ...more,
  });

const administrator = { "managed-policies": ["arn:aws:iam::aws:policy/AdministratorAccess"] };

/** A strong and a weak thing of the type, and one whose role is not in view. */
function unit(type: string): readonly Made[] {
  const [kind = ""] = made.get(type) ?? [];
  const thing = (name: string, of: Plain): Made =>
    make(kind, `thing.${name}`, {
      name,
      ...(kind.includes("machine") ? { "instance-profile": of } : { role: of }),
    });
  const profile = (name: string): Made =>
    make("aws.iam.instance-profile", `aws_iam_instance_profile.${name}`, { name, role: name });
  return [
    role("strong", administrator),
    role("weak"),
    profile("strong"),
    profile("weak"),
    thing("first", "strong"),
    thing("second", "weak"),
    thing("third", "elsewhere"),
  ];
}

/** Is the path open to a user with these statements in such a unit; and how is it said? */
function seen(
  path: EscalationPath,
  type: string,
  statements: readonly Members[],
  boundary?: readonly Members[],
): { readonly open: boolean; readonly more: boolean; readonly words: string } {
  const document = (of: readonly Members[]) => ({ Version: "2012-10-17", Statement: of });
  const user = make("aws.iam.user", "aws_iam_user.u", {
    name: "u",
    "inline-policies": [{ name: "p", document: document(statements) }],
    ...(boundary ? { "permission-boundary": computed("aws_iam_policy.b") } : {}),
  });
  const limit = boundary
    ? [make("aws.iam.policy", "aws_iam_policy.b", { name: "b", document: document(boundary) })]
    : [];
  const fact = access
    .run(model(user, ...unit(type), ...limit), context({ tables }))
    .find((each) => each.kind === "access.power" && each.name === "user u");
  const escalations = fact?.attributes.get("escalations");
  const said = fact?.attributes.get("escalation-through");
  return {
    open: items(escalations).some((each) => wholeText(each) === path.id),
    more: JSON.stringify(escalations).includes('"more"'),
    words: said ? textForm(said) : "",
  };
}

/** Statements for each action, those on the type with this resource. */
function on(
  path: EscalationPath,
  type: string,
  resource: Plain,
  more: Members = {},
): readonly Members[] {
  return path.required.map((action) => ({
    Effect: "Allow",
    Action: action,
    Resource: needsOf(action).includes(type) ? withOthers(action, resource) : "*",
    ...more,
  }));
}

/** Commands need a document besides. */
function withOthers(action: string, resource: Plain): Plain {
  const document = "arn:aws:ssm:*::document/AWS-RunShellScript";
  if (action !== "ssm:SendCommand") return resource;
  return Array.isArray(resource) ? [...(resource as Plain[]), document] : [resource, document];
}

function arnOf(type: string, name: string): string {
  const [, before = "", behind = ""] = made.get(type) ?? [];
  return `arn:aws:${before}${name}${behind}`;
}

describe("escalation through what a unit has", () => {
  it("is of seventeen paths, on nine types of things", () => {
    assert.equal(through.length, 17);
    assert.deepEqual(new Set(through.map(typeOf)), new Set(made.keys()));
  });

  for (const path of through) {
    const type = typeOf(path) ?? "";
    const named = !type.includes("instance/") || type.includes("notebook");
    const first = (): Plain =>
      named
        ? arnOf(type, "first")
        : parts("arn:aws:ec2:*:*:instance/", computed("thing.first", "id"));
    it(`${path.id} is open on a thing with a powerful role, and on no other`, () => {
      const open: readonly (readonly [string, readonly Members[], (readonly Members[])?])[] = [
        ["by its ARN", on(path, type, first())],
        ["by a reference", on(path, type, computed("thing.first"))],
        ["among others", on(path, type, [computed("thing.second"), computed("thing.first")])],
        ["everywhere", on(path, type, "*")],
        [
          "within a boundary",
          on(path, type, computed("thing.first")),
          [{ Effect: "Allow", Action: "*", Resource: "*" }],
        ],
      ];
      for (const [name, ...of] of open) {
        const found = seen(path, type, ...of);
        assert.ok(found.open, name);
        assert.match(found.words, /first, which runs as role strong, an administrator/, name);
      }
      const reference = on(path, type, computed("thing.first"));
      const closed: readonly (readonly [string, readonly Members[], (readonly Members[])?])[] = [
        ["a weak one by a reference", on(path, type, computed("thing.second"))],
        ["a weak one by its ARN", named ? on(path, type, arnOf(type, "second")) : []],
        ["one whose role is not in view", on(path, type, computed("thing.third"))],
        ["one that is not in view", on(path, type, arnOf(type, "fourth"))],
        [
          "on a condition",
          on(path, type, computed("thing.first"), {
            Condition: { Bool: { "aws:ViaAWSService": "true" } },
          }),
        ],
        ...path.required.flatMap(
          (action): readonly (readonly [string, readonly Members[], (readonly Members[])?])[] => [
            [`without ${action}`, reference.filter((each) => each["Action"] !== action)],
            [
              `${action} taken back`,
              [...reference, { Effect: "Deny", Action: action, Resource: "*" }],
            ],
            [
              `${action} taken back on it`,
              needsOf(action).includes(type)
                ? [
                    ...reference,
                    { Effect: "Deny", Action: action, Resource: computed("thing.first") },
                  ]
                : [],
            ],
            [
              `a boundary without ${action}`,
              reference,
              [{ Effect: "Allow", NotAction: action, Resource: "*" }],
            ],
          ],
        ),
      ];
      for (const [name, ...of] of closed) assert.equal(seen(path, type, ...of).open, false, name);
    });

    it(`${path.id} is not known where the role, or the thing, is not`, () => {
      assert.ok(seen(path, type, on(path, type, computed("thing.third"))).more, "role");
      assert.ok(seen(path, type, on(path, type, arnOf(type, "fourth"))).more, "thing");
      assert.ok(!seen(path, type, on(path, type, computed("thing.second"))).more, "weak");
      if (named && !arnOf(type, "").includes("*"))
        assert.ok(
          !seen(path, type, on(path, type, arnOf(type, "second"))).more,
          "weak, by its ARN",
        );
    });
  }
});
