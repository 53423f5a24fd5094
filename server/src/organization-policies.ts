// What units of a workspace declare an organisation to forbid, for the units that do not declare it themselves. Judges nothing.

import type { Beyond, Row } from "./analyses/workspace/row.ts";
import type { KindDefinition } from "./model/kind.ts";
import type { OrganizationPolicy } from "./model/organization.ts";
import type { SourceFile } from "./text/source-file.ts";

interface Read {
  /** Says of the policies all that counts. */
  readonly key: string;
  readonly policies: readonly OrganizationPolicy[];
  /** The units that declare them. */
  readonly units: ReadonlySet<string>;
}

const none: Read = { key: "", policies: [], units: new Set() };

/** Gives the same object as long as the policies are the same, so that a unit stays fresh. */
export class OrganizationPolicies {
  private present: Read = none;
  private readonly spoken = new WeakMap<SourceFile, boolean>();
  /** What a policy is called in each language. */
  private readonly types: readonly string[];

  constructor(kinds: readonly KindDefinition[]) {
    const kind = kinds.find((each) => each.kind === "aws.organizations.policy");
    this.types = Object.values(kind?.types ?? {}).flat();
  }

  /** May one of the files declare policies of an organisation? Asked often, and of each text once. */
  speaks(
    paths: readonly string[],
    files: { readonly get: (path: string) => SourceFile | undefined },
  ): boolean {
    return paths.some((path) => {
      const file = files.get(path);
      if (!file) return false;
      let speaks = this.spoken.get(file);
      if (speaks === undefined) {
        speaks = this.types.some((type) => file.text.includes(type));
        this.spoken.set(file, speaks);
      }
      return speaks;
    });
  }

  /** A unit that is at hand is newer than what another process found of it. */
  read(
    here: ReadonlyMap<string, { readonly trusted: { readonly evidence: readonly Row[] } }>,
    beyond: Beyond,
  ): void {
    const others = typeof beyond === "object" ? beyond.units : [];
    const all = [
      ...[...here].map(([unit, { trusted }]) => ({ unit, rows: trusted.evidence })),
      ...others.filter(({ unit }) => !here.has(unit)),
    ].flatMap(({ unit, rows }) => rows.filter(isPolicy).map((policy) => ({ unit, policy })));
    if (all.length === 0) {
      this.present = none;
      return;
    }
    const sorted = all.toSorted((a, b) => (placeOf(a.policy) < placeOf(b.policy) ? -1 : 1));
    const key = JSON.stringify(sorted);
    if (key === this.present.key) return;
    const units = new Set(sorted.map(({ unit }) => unit));
    this.present = { key, policies: sorted.map(({ policy }) => policy), units };
  }

  isAny(): boolean {
    return this.present.units.size > 0;
  }

  /** When it was last read. */
  declares(unit: string): boolean {
    return this.present.units.has(unit);
  }

  /** Undefined where there are none, and for a unit that declares some itself: its own model says more. */
  for(unit: string): readonly OrganizationPolicy[] | undefined {
    const { policies, units } = this.present;
    return policies.length === 0 || units.has(unit) ? undefined : policies;
  }
}

function isPolicy(row: Row): row is Extract<Row, { is: "organization-policy" }> {
  return row.is === "organization-policy" && (row.type === undefined || binding.test(row.type));
}

/** Policies of the other types bind no identity: they are for tags, backups or artificial intelligence. */
const binding = /^(?:SERVICE|RESOURCE)_CONTROL_POLICY$/;

function placeOf({ at }: OrganizationPolicy): string {
  return `${at.file}:${String(at.range.start).padStart(9, "0")}`;
}
