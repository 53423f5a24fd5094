// The tree of a Bicep file: statements with ranges. Expressions are those that all languages share.

import type {
  DictExpression,
  Expression,
  ForExpression,
  TemplateExpression,
} from "../../../expressions/expression.ts";
import type { CommentNode, SyntaxProblem } from "../../../syntax/node.ts";
import type { Range } from "../../../text/range.ts";

export interface BicepTree {
  readonly statements: readonly Statement[];
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly CommentNode[];
  /** Parenthesised expressions, brackets included: the expression tree has no node for them. */
  readonly groups: readonly Range[];
  /** Names that loops and lambdas bring; the expression tree keeps only their text. */
  readonly locals: readonly Name[];
}

export interface Name {
  readonly text: string;
  readonly range: Range;
}

export interface Decorator {
  /** Without its namespace: `secure` for `@sys.secure()`. */
  readonly name: string;
  readonly expression: Expression;
  /** From the `@`. */
  readonly range: Range;
}

interface StatementBase {
  /** From the keyword to the end, without decorators. */
  readonly range: Range;
  readonly decorators: readonly Decorator[];
}

/** `param x string = 'a'`, and `param x = 'a'` of a parameter file. */
export interface ParamStatement extends StatementBase {
  readonly kind: "param";
  readonly name: Name;
  readonly type?: TypeNode;
  readonly value?: Expression;
}

export interface VarStatement extends StatementBase {
  readonly kind: "var";
  readonly name: Name;
  readonly type?: TypeNode;
  readonly value: Expression;
}

export interface OutputStatement extends StatementBase {
  readonly kind: "output";
  readonly name: Name;
  readonly type?: TypeNode;
  readonly value: Expression;
}

export interface ResourceStatement extends StatementBase {
  readonly kind: "resource";
  readonly symbol: Name;
  /** `'Microsoft.X/y@2020-01-01'`; missing while typing. */
  readonly type: Expression;
  readonly existing: boolean;
  readonly body: Body;
}

/** `module` and `test`: both deploy another file. */
export interface ModuleStatement extends StatementBase {
  readonly kind: "module" | "test";
  readonly symbol: Name;
  readonly path: Expression;
  readonly body: Body;
}

/** What stands after the `=` of a resource or module. */
export interface Body {
  /** `if (…)` and `[for …]` included. */
  readonly range: Range;
  readonly condition?: Condition;
  /** Its `value` is `object`, its `condition` that of the `if` inside of the loop. */
  readonly loop?: ForExpression;
  readonly object: DictExpression | MissingBody;
  /** Resources that are declared inside of the object. */
  readonly nested: readonly ResourceStatement[];
}

export interface Condition {
  readonly range: Range;
  readonly of: Expression;
}

/** The body is not an object (yet); `value` is what stands there instead. */
export interface MissingBody {
  readonly kind: "none";
  readonly range: Range;
  readonly value: Expression;
}

export interface TypeStatement extends StatementBase {
  readonly kind: "type";
  readonly name: Name;
  readonly type: TypeNode;
}

export interface FuncStatement extends StatementBase {
  readonly kind: "func";
  readonly name: Name;
  readonly parameters: readonly TypedName[];
  readonly result: TypeNode;
  readonly body: Expression;
  /** The parameter list with its brackets. */
  readonly list: Range;
  /** From the parameter list to the end of the body. */
  readonly lambda: Range;
}

export interface TypedName {
  readonly name: Name;
  readonly type: TypeNode;
  readonly range: Range;
}

export interface ImportStatement extends StatementBase {
  readonly kind: "import";
  /** `{ a, b as c }`; none for `* as x` and for an extension. */
  readonly names: readonly ImportedName[];
  readonly all?: Name;
  readonly from: Expression;
  readonly clauses: readonly Range[];
}

export interface ImportedName {
  readonly original: string;
  readonly local: Name;
  readonly range: Range;
}

/** `extension k8s with {…} as x`, `provider …` and `import 'k8s@1.0' …` of older versions. */
export interface ExtensionStatement extends StatementBase {
  readonly kind: "extension";
  readonly of: Expression;
  readonly config?: Expression;
  readonly alias?: Name;
  readonly clauses: readonly Range[];
}

/** `targetScope = …`, `using …`, `extends …`, `metadata x = …`, `assert x = …`. */
export interface SettingStatement extends StatementBase {
  readonly kind: "targetScope" | "using" | "extends" | "metadata" | "assert";
  readonly name?: Name;
  readonly value: Expression;
}

/** Text that is no statement (half-typed). */
export interface PartialStatement extends StatementBase {
  readonly kind: "partial";
}

export type Statement =
  | ParamStatement
  | VarStatement
  | OutputStatement
  | ResourceStatement
  | ModuleStatement
  | TypeStatement
  | FuncStatement
  | ImportStatement
  | ExtensionStatement
  | SettingStatement
  | PartialStatement;

/** A type as far as it is needed: its form, its parts and where they stand. */
export interface TypeNode {
  readonly kind: TypeKind;
  readonly range: Range;
  /** Of "name" and "member". */
  readonly name?: Name;
  readonly parts: readonly TypeNode[];
  /** Of "literal" and "resource". */
  readonly literal?: Expression;
  readonly decorators?: readonly Decorator[];
}

export type TypeKind =
  | "name"
  | "literal"
  /** `-1`, `!true`. */
  | "unary"
  | "object"
  /** `name: type`, `'name': type`; without a name: `*: type`. */
  | "property"
  | "rest"
  | "tuple"
  | "item"
  | "array"
  | "union"
  | "branch"
  | "nullable"
  | "non-null"
  | "member"
  /** `.*`, `[*]`, `[0]`. */
  | "any-property"
  | "any-item"
  | "index"
  | "group"
  /** `resourceInput<'…'>`. */
  | "generic"
  | "argument"
  /** `param x resource 'Microsoft.X/y@…'`. */
  | "resource"
  | "missing";

/** The whole string where nothing is interpolated. */
export function plainText(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== "template") return undefined;
  let result = "";
  for (const part of expression.parts) {
    if ("kind" in part) return undefined;
    result += part.text;
  }
  return result;
}

/** A name as a template of one piece, the form that keys of objects have. */
export function nameTemplate(name: Name): TemplateExpression {
  return {
    kind: "template",
    form: "plain",
    parts: [{ text: name.text, range: name.range }],
    range: name.range,
  };
}
