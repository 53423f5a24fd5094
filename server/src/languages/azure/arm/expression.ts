// Reads the template expressions of ARM, `"[concat('a', …)]"`, into the common expression tree. Evaluates nothing.

import type {
  CallExpression,
  Expression,
  TemplateExpression,
} from "../../../expressions/expression.ts";
import type { Piece, StringNode, SyntaxProblem } from "../../../syntax/node.ts";
import { defaultLimits } from "../../../text/limits.ts";
import { type MappedText, mapString } from "./source-map.ts";

export interface ReadExpression {
  readonly expression: Expression;
  readonly problems: readonly SyntaxProblem[];
}

const results = new WeakMap<StringNode, ReadExpression>();

/**
 * What a string of a template says: an expression if it stands between `[` and `]`, else text.
 * `[[` at the start of such a string stands for one bracket. A string that only starts like a call
 * is half-typed.
 */
export function readExpression(node: StringNode): ReadExpression {
  const present = results.get(node);
  if (present) return present;
  const result = read(node);
  results.set(node, result);
  return result;
}

/** The string as text, whatever it looks like. */
function literalText(node: StringNode): TemplateExpression {
  return { kind: "template", parts: node.pieces, form: "plain", range: node.range };
}

const startsCall = /^\[\s*[A-Za-z_][\w.]*\s*\(/;

function read(node: StringNode): ReadExpression {
  const { value } = node;
  if (!value.startsWith("[")) return { expression: literalText(node), problems: [] };
  const closed = value.endsWith("]");
  if (value.startsWith("[[")) {
    const mapped = mapString(node);
    const parts = closed ? mapped.pieces(1, value.length) : node.pieces;
    return { expression: { ...literalText(node), parts }, problems: [] };
  }
  if (!closed && !startsCall.test(value)) return { expression: literalText(node), problems: [] };
  const end = closed ? value.length - 1 : value.length;
  const result = new ExpressionReader(mapString(node), end, closed).read();
  return result ?? { expression: literalText(node), problems: [] };
}

const nameStart = /[A-Za-z_]/;
const namePattern = /[A-Za-z_$][\w$]*/y;
const numberPattern = /[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const blankPattern = /\s*/y;

/** One pass over an expression; `position` only moves forward, up to `end`. */
class ExpressionReader {
  private readonly source: MappedText;
  private readonly text: string;
  private readonly end: number;
  private readonly closed: boolean;
  private readonly problems: SyntaxProblem[] = [];
  private position = 1;
  private depth = 0;

  constructor(source: MappedText, end: number, closed: boolean) {
    this.source = source;
    this.text = source.text;
    this.end = end;
    this.closed = closed;
  }

  /** Azure takes text that does not end in a bracket as it is; a call at its end is half typed. */
  read(): ReadExpression | undefined {
    const expression = this.expression();
    this.skipBlanks();
    const isAtEnd = this.position >= this.end;
    if (!this.closed && !isAtEnd) return undefined;
    if (!isAtEnd) this.problem(this.position, this.end, "This does not belong to the expression.");
    if (!this.closed) this.problem(0, 1, "The expression has no closing bracket.");
    return { expression, problems: this.problems };
  }

  private expression(): Expression {
    this.skipBlanks();
    const start = this.position;
    if (this.depth >= defaultLimits.depth) {
      this.problem(start, this.end, `More than ${defaultLimits.depth} calls are nested here.`);
      this.position = this.end;
      return { kind: "missing", range: this.source.range(start, this.end) };
    }
    this.depth++;
    const result = this.postfix(this.primary(), start);
    this.depth--;
    return result;
  }

  private primary(): Expression {
    const start = this.position;
    const character = this.character();
    if (character === "'") return this.string();
    const number = this.match(numberPattern);
    if (number !== "") {
      return { kind: "literal", value: { number }, range: this.source.range(start, this.position) };
    }
    if (nameStart.test(character)) return this.named();
    this.problem(start, Math.min(start + 1, this.end), "An expression is missing here.");
    return { kind: "missing", range: this.source.range(start, start) };
  }

  /** `name(…)` or `namespace.name(…)`; a bare name is no value of ARM. */
  private named(): Expression {
    const start = this.position;
    let name = this.match(namePattern);
    let end = this.position;
    this.skipBlanks();
    if (this.character() === ".") {
      const before = this.position;
      this.position++;
      this.skipBlanks();
      const second = this.match(namePattern);
      const secondEnd = this.position;
      this.skipBlanks();
      if (second !== "" && this.character() === "(") {
        name = `${name}.${second}`;
        end = secondEnd;
      } else this.position = before;
    }
    if (this.character() === "(") return this.call(start, name, end);
    this.position = Math.max(end, start + 1);
    this.problem(start, end, `"${name}" is no function call.`);
    return { kind: "missing", partial: name, range: this.source.range(start, end) };
  }

  private call(start: number, name: string, nameEnd: number): CallExpression {
    this.position++;
    const list: Expression[] = [];
    this.skipBlanks();
    let closed = this.take(")");
    while (!closed && this.position < this.end) {
      const before = this.position;
      list.push(this.expression());
      this.skipBlanks();
      if (this.take(")")) closed = true;
      else if (!this.take(",")) {
        this.problem(
          this.position,
          Math.min(this.position + 1, this.end),
          "A comma or a parenthesis is missing.",
        );
        if (this.position === before) this.position++;
        this.skipToSeparator();
        if (this.take(")")) closed = true;
        else this.take(",");
      }
    }
    if (!closed) {
      this.problem(nameEnd, nameEnd + 1, "This parenthesis is not closed.");
      // What is still to be typed is not known: `concat('a', ` is no 'a'.
      const here = this.source.range(this.position, this.position);
      if (list.at(-1)?.kind !== "missing") list.push({ kind: "missing", range: here });
    }
    return {
      kind: "call",
      name,
      nameRange: this.source.range(start, nameEnd),
      arguments: list,
      expand: false,
      range: this.source.range(start, this.position),
    };
  }

  /** `.name`, `.?name`, `[index]` and `[?index]` behind a value. */
  private postfix(first: Expression, start: number): Expression {
    let result = first;
    for (let count = 0; ; count++) {
      this.skipBlanks();
      const character = this.character();
      if (count >= defaultLimits.depth || (character !== "." && character !== "[")) return result;
      this.position++;
      this.skipBlanks();
      const safe = this.take("?");
      this.skipBlanks();
      result =
        character === "." ? this.member(result, start, safe) : this.element(result, start, safe);
    }
  }

  private member(of: Expression, start: number, safe: boolean): Expression {
    const nameAt = this.position;
    const name = this.match(namePattern);
    if (name === "") {
      this.problem(nameAt, Math.min(nameAt + 1, this.end), "A name is missing behind the dot.");
      return { kind: "missing", range: this.source.range(start, this.position) };
    }
    return {
      kind: "member",
      of,
      name,
      nameRange: this.source.range(nameAt, this.position),
      access: safe ? "safe" : "plain",
      range: this.source.range(start, this.position),
    };
  }

  private element(of: Expression, start: number, safe: boolean): Expression {
    const index = this.expression();
    this.skipBlanks();
    if (!this.take("]")) {
      this.problem(this.position, Math.min(this.position + 1, this.end), "A bracket is missing.");
    }
    return { kind: "index", of, index, safe, range: this.source.range(start, this.position) };
  }

  /** A string in single quotes; two quotes stand for one. */
  private string(): TemplateExpression {
    const start = this.position;
    const parts: Piece[] = [];
    let plain = start + 1;
    let offset = plain;
    let closed = false;
    while (offset < this.end) {
      if (this.text.charAt(offset) !== "'") {
        offset++;
        continue;
      }
      if (offset + 1 >= this.end || this.text.charAt(offset + 1) !== "'") {
        closed = true;
        break;
      }
      parts.push(...this.source.pieces(plain, offset));
      parts.push({ text: "'", range: this.source.range(offset, offset + 2) });
      offset += 2;
      plain = offset;
    }
    parts.push(...this.source.pieces(plain, offset));
    if (!closed) this.problem(start, this.end, "The string has no closing quote.");
    this.position = closed ? offset + 1 : offset;
    return {
      kind: "template",
      parts,
      form: "quoted",
      range: this.source.range(start, this.position),
    };
  }

  private skipToSeparator(): void {
    while (this.position < this.end) {
      const character = this.character();
      if (character === "," || character === ")" || character === "'") return;
      this.position++;
    }
  }

  private character(): string {
    return this.position < this.end ? this.text.charAt(this.position) : "";
  }

  private take(character: string): boolean {
    if (this.character() !== character) return false;
    this.position++;
    return true;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0] ?? "";
    const taken = found.slice(0, Math.max(this.end - this.position, 0));
    this.position += taken.length;
    return taken;
  }

  private skipBlanks(): void {
    this.match(blankPattern);
  }

  private problem(start: number, end: number, message: string): void {
    this.problems.push({ range: this.source.range(start, Math.max(start, end)), message });
  }
}
