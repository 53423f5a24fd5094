// What comes out of code that the reader cannot change stands at the call of its module, not in the copy.

import type { Place, Value } from "../../expressions/value.ts";
import type { Declaration } from "../../model/declaration.ts";
import * as foreign from "../../model/foreign.ts";
import type { Written } from "./module.ts";
import { isCopy } from "./recognise.ts";

/** The header of the call: no node of its own, so that no fix writes there. */
export function homeOf(call: Written): Place {
  return { file: call.file, range: call.block.head };
}

export function declarationAt(declaration: Declaration, home: Place): Declaration {
  return foreign.declarationAt(declaration, home, isCopy);
}

/** The caller's own arguments keep their places. */
export function valueAt(value: Value, home: Place): Value {
  return foreign.valueAt(value, home, isCopy);
}
