// The one expression tree that Terraform, CloudFormation, ARM and Bicep are read into.

import type { Piece } from "../syntax/node.ts";
import type { Range } from "../text/range.ts";

interface ExpressionBase {
  /** The whole expression as written, quotes and brackets included. */
  readonly range: Range;
}

export interface LiteralExpression extends ExpressionBase {
  readonly kind: "literal";
  /** Numbers keep their decimal text. */
  readonly value: null | boolean | { readonly number: string };
}

/** A string: literal text and embedded expressions in order. */
export interface TemplateExpression extends ExpressionBase {
  readonly kind: "template";
  readonly parts: readonly (Piece | Expression)[];
  /** The form it is written in, for `write`. */
  readonly form: "quoted" | "heredoc" | "multiline" | "plain";
}

export interface ListExpression extends ExpressionBase {
  readonly kind: "list";
  readonly items: readonly (Expression | SpreadExpression)[];
}

export interface DictExpression extends ExpressionBase {
  readonly kind: "dict";
  readonly entries: readonly (DictEntryExpression | SpreadExpression)[];
}

export interface DictEntryExpression {
  readonly kind: "entry";
  /** A bare name is a template with one piece. */
  readonly key: Expression;
  readonly value: Expression;
  readonly range: Range;
}

export interface SpreadExpression extends ExpressionBase {
  readonly kind: "spread";
  readonly of: Expression;
}

/** The root of a reference: `var`, `aws_iam_role`, a Bicep symbol. */
export interface NameExpression extends ExpressionBase {
  readonly kind: "name";
  readonly name: string;
}

/** `of.name`, `of.?name`, `of::name` (Bicep's nested resource). */
export interface MemberExpression extends ExpressionBase {
  readonly kind: "member";
  readonly of: Expression;
  readonly name: string;
  readonly nameRange: Range;
  readonly access: "plain" | "safe" | "nested";
}

export interface IndexExpression extends ExpressionBase {
  readonly kind: "index";
  readonly of: Expression;
  readonly index: Expression;
  readonly safe: boolean;
}

/** `of[*].rest` (full) and `of.*.rest` (attributes only); `rest` is applied to each item by `each`. */
export interface SplatExpression extends ExpressionBase {
  readonly kind: "splat";
  readonly of: Expression;
  /** What follows the splat, with a `name` expression called `$each` at its root. */
  readonly each: Expression;
  readonly full: boolean;
}

export interface CallExpression extends ExpressionBase {
  readonly kind: "call";
  /** With its namespace: `provider::aws::arn_parse`, `az.resourceId`, `contoso.unique`. */
  readonly name: string;
  readonly nameRange: Range;
  readonly arguments: readonly Expression[];
  /** Terraform's `f(list...)`. */
  readonly expand: boolean;
}

export interface UnaryExpression extends ExpressionBase {
  readonly kind: "unary";
  /** `postfix!` is Bicep's assertion that something is not null. */
  readonly operator: "-" | "!" | "postfix!";
  readonly operand: Expression;
}

export type BinaryOperator =
  | "||"
  | "&&"
  | "=="
  | "!="
  | "=~"
  | "!~"
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "??";

export interface BinaryExpression extends ExpressionBase {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface ConditionalExpression extends ExpressionBase {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** `[for …]` and `{for …}` of Terraform, `[for …]` of Bicep. */
export interface ForExpression extends ExpressionBase {
  readonly kind: "for";
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  /** Set for an object: the key of each member. */
  readonly key?: Expression;
  readonly value: Expression;
  readonly condition?: Expression;
  /** Terraform's `...` after the value of an object. */
  readonly group: boolean;
}

/** Bicep's `(a, b) => body`; ARM's `lambda('a', body)` is a call. */
export interface LambdaExpression extends ExpressionBase {
  readonly kind: "lambda";
  readonly parameters: readonly string[];
  readonly body: Expression;
}

/** `%{ if }` and `%{ for }` inside a Terraform template. */
export interface DirectiveExpression extends ExpressionBase {
  readonly kind: "directive";
  readonly directive:
    | {
        readonly is: "if";
        readonly condition: Expression;
        readonly then: TemplateExpression;
        readonly otherwise?: TemplateExpression;
      }
    | {
        readonly is: "for";
        readonly keyName?: string;
        readonly valueName: string;
        readonly collection: Expression;
        readonly body: TemplateExpression;
      };
}

/** Nothing stands here yet (half-typed text); `partial` is what was typed. */
export interface MissingExpression extends ExpressionBase {
  readonly kind: "missing";
  readonly partial?: string;
}

export type Expression =
  | LiteralExpression
  | TemplateExpression
  | ListExpression
  | DictExpression
  | SpreadExpression
  | NameExpression
  | MemberExpression
  | IndexExpression
  | SplatExpression
  | CallExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | ForExpression
  | LambdaExpression
  | DirectiveExpression
  | MissingExpression;
