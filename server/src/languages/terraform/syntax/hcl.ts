// Reads a Terraform file into its tree; a text with mistakes gives the parts that are right.

import type { Expression, TemplateExpression } from "../../../expressions/expression.ts";
import { defaultLimits } from "../../../text/limits.ts";
import { draft, item } from "./bodies.ts";
import { expression } from "./expressions.ts";
import type { Former } from "./former.ts";
import { endingOf, takeBeginning, takeEnd } from "./former.ts";
import { Lexer } from "./lexer.ts";
import type { Parser } from "./parser.ts";
import { Layout } from "./parser.ts";
import { plain } from "./templates.ts";
import type { Tree } from "./tree.ts";

/** How much text may be read twice before mistakes are expected from the start. */
const rereading = 4;

/**
 * The tree of a text; never throws. With a former one its nodes are taken over where the texts are the
 * same, and those behind the last difference move: the former tree is of no use any more.
 */
export function readHcl(text: string, former?: Former, depth: number = defaultLimits.depth): Tree {
  const parser = parserOf(new Lexer(text, text.length, depth), text);
  const { lexer } = parser;
  const body = draft();
  if (former) takeBeginning(former, lexer, body);
  const ending = former && endingOf(former, text);
  let budget = text.length * rereading;
  lexer.next();
  while (!lexer.is("end")) {
    if (lexer.is("newline")) {
      lexer.next();
      continue;
    }
    const rest = ending?.get(lexer.start);
    if (former && rest !== undefined) {
      takeEnd(former, rest, lexer, body);
      break;
    }
    if (budget > 0) {
      const { start } = lexer;
      const [attributes, blocks] = [body.attributes.length, body.blocks.length];
      const reached = without(lexer, () => item(parser, body));
      if (reached === undefined) continue;
      // The item has a mistake: it is read again, with guesses, and nothing else is.
      budget -= reached - start;
      for (const each of body.attributes.splice(attributes)) body.names.delete(each.name);
      body.blocks.length = blocks;
    }
    const problems = lexer.problems.length;
    item(parser, body);
    // What guessing did not notice is a mistake all the same.
    const { failure } = lexer;
    if (failure && lexer.problems.length === problems)
      lexer.problem(failure.start, failure.end, failure.message);
    lexer.failure = undefined;
  }
  return {
    body: {
      attributes: body.attributes,
      blocks: body.blocks,
      partials: body.partials,
      range: { start: 0, end: text.length },
    },
    problems: lexer.problems,
    comments: lexer.comments,
    form: "hcl",
  };
}

/** One expression that is the whole text: for the keys and references in Terraform JSON. */
export function readExpression(text: string, source: (offset: number) => number): Expression {
  const parser = parserOf(new Lexer(text, text.length, defaultLimits.depth, source), text);
  parser.lexer.newlines = false;
  parser.lexer.next();
  return parser.expression();
}

/** A text as a template; `source` says where each of its characters is written. */
export function readTemplate(
  text: string,
  source: (offset: number) => number,
): { template: TemplateExpression; problems: Tree["problems"] } {
  const parser = parserOf(new Lexer(text, text.length, defaultLimits.depth, source), text);
  return { template: plain(parser), problems: parser.lexer.problems };
}

/** Tries without guesses; gives how far it came where that fails, with the cursor back at the start. */
function without(lexer: Lexer, attempt: () => void): number | undefined {
  const { kind, start, end, previousEnd, depth } = lexer;
  lexer.recovering = false;
  attempt();
  lexer.recovering = true;
  if (!lexer.failed) return undefined;
  const reached = lexer.failedAt;
  lexer.failed = false;
  Object.assign(lexer, { kind, start, end, previousEnd, depth, newlines: true });
  return reached;
}

function parserOf(lexer: Lexer, text: string): Parser {
  const parser: Parser = {
    lexer,
    layout: new Layout(text, lexer.limit),
    expression: () => expression(parser),
  };
  return parser;
}
