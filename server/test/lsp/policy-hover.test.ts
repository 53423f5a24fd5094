// The hover on a policy and on its actions, as an editor asks for it.

import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { neovimCapabilities, TestClient, vscodeCapabilities } from "./client.ts";

const text = `resource "aws_iam_policy" "support" {
  name = "support"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:Get*", "sqs:[x](https://evil.example)*"], Resource = "*" },
      { Effect = "Allow", Action = "*", Resource = "*" },
    ]
  })
}
resource "aws_iam_user_policy_attachment" "alice" {
  user       = "alice"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
`;

function positionOf(mark: string) {
  const before = text.slice(0, text.indexOf(mark) + 2).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

for (const { editor, capabilities, trusted } of [
  { editor: "VS Code", capabilities: vscodeCapabilities, trusted: true },
  { editor: "VS Code in Restricted Mode", capabilities: vscodeCapabilities, trusted: false },
  { editor: "Neovim", capabilities: neovimCapabilities, trusted: true },
])
  describe(`the hover on a policy in ${editor}`, () => {
    const markdown = editor !== "Neovim";
    let client: TestClient;
    let uri = "";
    before(async () => {
      client = new TestClient();
      const configuration = { trusted, workspaceScan: "openFiles" as const };
      await client.start(capabilities, { configuration });
      uri = client.write("main.tf", text);
      await client.open(uri, "terraform", text);
    });
    after(() => client.stop());

    const hover = async (mark: string): Promise<string> => {
      const found = await client.hover(uri, positionOf(mark));
      assert.ok(found && typeof found.contents === "object" && "value" in found.contents);
      assert.ok(found.contents.value.split("\n").length <= 12, found.contents.value);
      return found.contents.value;
    };

    it("says what a wildcard means", async () => {
      const said = await hover('"s3:Get*"');
      const first = markdown
        ? /^\*\*s3:Get\\\*: \d+ of the \d+ actions of s3\*\*\n\n- Read \d+: GetObject, /
        : /^s3:Get\*: \d+ of the \d+ actions of s3\n\n- Read \d+: GetObject, /;
      assert.match(said, first);
      assert.match(said, /- Acts on: .*\n- Among them what gives: read data/);
    });

    it("says that there is no such action, and makes no link of its name", async () => {
      const said = await hover('"sqs:[x]');
      assert.match(said, /no such action/);
      if (markdown)
        assert.match(
          said,
          /^\*\*sqs:\\\[x\\\]\\\(https:\\\/\/evil\.example\\\)\\\*: no such action\*\*/,
        );
      else assert.match(said, /^sqs:\[x\]\(https:\/\/evil\.example\)\*: no such action/);
    });

    it("says what a policy allows", async () => {
      const said = await hover("jsonencode");
      assert.match(said, /Allows every action there is: [\d,]+ of \d+ services/);
      assert.match(said, /- Power: administrator\n- Permissions management \d+, Write /);
    });

    it("says what a policy of AWS allows, below what is found there", async () => {
      const said = await hover("arn:aws:iam::aws");
      assert.match(said, /AdministratorAccess, a policy of AWS/);
      assert.match(said, /Allows every action there is/);
    });

    it("says nothing where no policy stands", async () => {
      assert.equal(await client.hover(uri, positionOf('"alice"\n')), null);
    });
  });
