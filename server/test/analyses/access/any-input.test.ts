import * as fc from "fast-check";
import { describe, it } from "mocha";
import { access } from "../../../src/analyses/access/index.ts";
import { tables } from "./tables.ts";
import type { Plain } from "./written.ts";
import { context, make, model, parameter, parts } from "./written.ts";

/** Words that lead into the analysis, so that chance reaches its corners. */
const word = fc.constantFrom<Plain>(
  "Allow",
  "Deny",
  "sts:AssumeRole",
  "*",
  "arn:aws:iam::222222222222:root",
  "arn:aws:iam::aws:policy/PowerUserAccess",
  "222222222222",
  "",
  "__proto__",
  "arn:",
  parameter,
  parts("arn:aws:iam::", parameter, ":root"),
  null,
  true,
  17,
);

const key = fc.constantFrom(
  "Statement",
  "Effect",
  "Action",
  "NotAction",
  "Principal",
  "NotPrincipal",
  "AWS",
  "Federated",
  "Condition",
  "StringEquals",
  "ForAllValues:StringLike",
  "Bool",
  "Null",
  "DateLessThan",
  "sts:ExternalId",
  "aws:MultiFactorAuthPresent",
  "aws:CurrentTime",
  "aws:PrincipalArn",
  "Resource",
  "constructor",
);

const { anything } = fc.letrec<{ anything: Plain }>((tie) => ({
  anything: fc.oneof(
    { maxDepth: 7, depthSize: "large", withCrossShrink: true },
    word,
    fc.array(tie("anything"), { maxLength: 3 }),
    fc.dictionary(key, tie("anything"), { maxKeys: 4 }),
  ),
}));

describe("access, whatever is written", () => {
  it("never throws on a role", () => {
    fc.assert(
      fc.property(anything, anything, anything, (trust, policies, inline) => {
        const role = make("aws.iam.role", "aws_iam_role.r", {
          trust: { Statement: trust },
          "managed-policies": policies,
          "inline-policies": inline,
          tags: policies,
        });
        access.run(model(role), context({ tables }));
      }),
      { numRuns: 500 },
    );
  });

  it("never throws on a delegation or an assignment", () => {
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        access.run(
          model(
            make("azure.managed-services.registration-definition", "d.d", {
              "managing-tenant": other,
              authorizations: one,
              "eligible-authorizations": [{ "role-definition-id": other, "delegated-roles": one }],
            }),
            make("azure.authorization.role-assignment", "a.a", {
              "principal-id": one,
              "role-definition-id": other,
              "principal-type": "ForeignGroup",
            }),
          ),
          context({ tables }),
        );
      }),
      { numRuns: 500 },
    );
  });
});
