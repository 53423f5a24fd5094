// What all units together show in the editor: after each edit, in files that are not open, and silent where not all is seen.

import { describe, it } from "mocha";
import { TestClient, vscodeCapabilities } from "./client.ts";
import { guarded, register } from "./samples.ts";

const watched = "logging/access-change-not-watched";
const analyzer = 'resource "aws_accessanalyzer_analyzer" "external" {\n  analyzer_name = "x"\n}\n';
const nothing = 'resource "aws_sns_topic" "t" {\n  name = "t"\n}\n';

type Scan = "on" | "openFiles" | "off";

async function started(workspaceScan: Scan, trusted = true): Promise<TestClient> {
  const client = new TestClient();
  client.write(".msplint.yaml", register);
  client.write("security/main.tf", nothing);
  client.write("iam/main.tf", guarded);
  await client.start(vscodeCapabilities, { configuration: { trusted, workspaceScan } });
  return client;
}

const shows = (all: readonly { code?: unknown }[]) => all.some((each) => each.code === watched);

describe("what all units together show", () => {
  for (const trusted of [true, false])
    it(`follows an edit of one file in another that is not open${trusted ? "" : ", in Restricted Mode"}`, async () => {
      const client = await started("on", trusted);
      try {
        const trust = client.write("iam/main.tf", guarded);
        await client.diagnostics(trust, shows);
        const security = client.write("security/main.tf", nothing);
        await client.open(security, "terraform", nothing);
        await client.diagnostics(security);
        await client.change(security, 2, analyzer);
        await client.diagnostics(trust, (all) => !shows(all));
        await client.change(security, 3, nothing);
        await client.diagnostics(trust, shows);
      } finally {
        await client.stop();
      }
    });

  it("shows in an open file what the others lack", async () => {
    const client = await started("on");
    try {
      const trust = client.write("iam/main.tf", guarded);
      await client.open(trust, "terraform", guarded);
      await client.diagnostics(trust, shows);
      await client.change(trust, 2, guarded + analyzer);
      await client.diagnostics(trust, (all, version) => version === 2 && !shows(all));
    } finally {
      await client.stop();
    }
  });

  it("is silent where only open files are read", async () => {
    for (const scan of ["openFiles", "off"] as const) {
      const client = await started(scan);
      try {
        const trust = client.write("iam/main.tf", guarded);
        await client.open(trust, "terraform", guarded);
        await client.diagnostics(trust, (all, version) => version === 1 && !shows(all));
        await client.change(trust, 2, `${guarded}\n`);
        await client.diagnostics(trust, (all, version) => version === 2 && !shows(all));
      } finally {
        await client.stop();
      }
    }
  });
});
