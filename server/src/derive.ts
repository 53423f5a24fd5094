// Runs the analyses on a model; one whose part of the model is as it was keeps its facts.

import { analyses } from "./analyses/index.ts";
import type { Analysis, AnalysisContext } from "./model/analysis.ts";
import type { Model, Resource, Watch } from "./model/resource.ts";
import { looksTheSame, watched } from "./model/watch.ts";

/** What one analysis gave, and what that rests on. */
export interface Derived {
  readonly analysis: string;
  readonly facts: readonly Resource[];
  readonly watch: Watch;
  readonly context: AnalysisContext;
  /** It threw: a bug that costs its own facts and no others. */
  readonly failure?: string;
}

export function derive(
  model: Model,
  context: AnalysisContext,
  former: readonly Derived[] = [],
): readonly Derived[] {
  return analyses.map((analysis) => {
    const before = former.find((each) => each.analysis === analysis.name);
    const same =
      before && sameContext(before.context, context) && looksTheSame(before.watch, model);
    return same
      ? { ...before, watch: { ...before.watch, of: model } }
      : run(analysis, model, context);
  });
}

function run(analysis: Analysis, whole: Model, context: AnalysisContext): Derived {
  const { model, watch } = watched(whole);
  // A table may come later, and then more is known.
  const tables: AnalysisContext["tables"] = {
    get: (name) => {
      watch.everything = true;
      return context.tables.get(name);
    },
  };
  const result = { analysis: analysis.name, watch, context };
  try {
    return { ...result, facts: analysis.run(model, { ...context, tables }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : "unknown failure";
    return { ...result, facts: [], failure: `analysis ${analysis.name}: ${message}` };
  }
}

/** Tables are not compared: what asks for one is never kept. */
function sameContext(a: AnalysisContext, b: AnalysisContext): boolean {
  return (
    a.register === b.register &&
    a.today === b.today &&
    a.limits === b.limits &&
    a.untrusted === b.untrusted &&
    a.customer === b.customer &&
    a.elsewhere === b.elsewhere
  );
}
