// Evaluates strings with interpolations and directives; every part that is not known becomes a hole.

import { asTruth } from "./compare.ts";
import { evaluate, type Scope, withLocals } from "./evaluate.ts";
import type { DirectiveExpression, TemplateExpression } from "./expression.ts";
import { iterate } from "./loops.ts";
import { marked } from "./marks.ts";
import { normalized } from "./normal-form.ts";
import type { Place, Reason, TextPart, Value } from "./value.ts";
import { chosenBy, isText, known, unknown } from "./value.ts";
import { waysOf } from "./ways.ts";

export function template(expression: TemplateExpression, at: Place, scope: Scope): Value {
  const sole = expression.parts.length === 1 ? expression.parts[0] : undefined;
  if (scope.rules.soleInterpolationIsValue && sole && "kind" in sole && sole.kind !== "directive") {
    return evaluate(sole, scope);
  }
  if (sole && !("kind" in sole) && sole.text.length <= scope.limits.text) {
    const only = [{ text: sole.text, file: scope.file, range: sole.range }];
    return known({ type: "text", parts: scope.rules.normalForm ? normalized(only) : only }, at);
  }
  const parts: TextPart[] = [];
  const from: Value[] = [];
  let length = 0;
  for (const part of expression.parts) {
    if (!("kind" in part)) {
      parts.push({ text: part.text, file: scope.file, range: part.range });
      length += part.text.length;
    } else {
      const value = evaluate(part, scope);
      from.push(value);
      for (const piece of textParts(value, scope)) {
        parts.push(piece);
        // A hole counts too: strings that are made of each other may double them without any text.
        length += "text" in piece ? piece.text.length : 1;
      }
    }
    if (length > scope.limits.text)
      return unknown({ kind: "limit", what: "length of a string" }, at, waysOf(from));
  }
  const text = known(
    { type: "text", parts: scope.rules.normalForm ? normalized(parts) : parts },
    at,
    waysOf(from),
  );
  return marked(text, from);
}

/** A value as a part of a string: its text where it is known, holes where it is not. */
export function textParts(value: Value, scope: Pick<Scope, "rules">): readonly TextPart[] {
  const hole = (reason: Reason): TextPart[] => [
    { hole: reason, file: value.at.file, range: value.at.range },
  ];
  if (value.state === "unknown") return hole(value.reason);
  if (value.state === "absent")
    return value.default ? textParts(value.default, scope) : hole({ kind: "missing" });
  if (isText(value.value)) return value.value.parts;
  const piece = (text: string): TextPart[] => [
    { text, file: value.at.file, range: value.at.range },
  ];
  if (value.value === null) {
    return scope.rules.nullInText === "empty"
      ? []
      : hole({ kind: "error", message: "null in a string" });
  }
  if (typeof value.value === "boolean") return piece(scope.rules.booleanText(value.value));
  if (value.value.type === "number") return piece(value.value.text);
  const written = scope.rules.collectionText;
  return written
    ? written(value, scope)
    : hole({ kind: "error", message: `a ${value.value.type} in a string` });
}

export function directive(expression: DirectiveExpression, at: Place, scope: Scope): Value {
  const what = expression.directive;
  if (what.is === "if") {
    const condition = evaluate(what.condition, scope);
    const decided = asTruth(condition, scope.rules);
    const left = decided === "no" ? what.then : what.otherwise;
    const mistake = decided === "unknown" ? undefined : undeclaredIn(left, at, scope);
    if (mistake) return mistake;
    if (decided === "yes") return hiddenBy(condition, template(what.then, at, scope));
    if (decided === "no")
      return hiddenBy(
        condition,
        what.otherwise
          ? template(what.otherwise, at, scope)
          : known({ type: "text", parts: [] }, at),
      );
    if (scope.rules.typedOperands && condition.state === "known" && !hasHole(condition))
      return unknown({ kind: "error", message: "a condition is true or false" }, at);
    return unknown(
      condition.state === "unknown" ? chosenBy(condition.reason) : { kind: "condition" },
      at,
      condition.via,
    );
  }
  const collection = evaluate(what.collection, scope);
  const members = iterate(collection, scope.limits.expansion, scope.rules);
  if ("kind" in members) return unknown(members, at, collection.via);
  const parts: TextPart[] = [];
  const marking = [collection];
  for (const [key, value] of members.members) {
    const names: [string, Value][] = [[what.valueName, value]];
    if (what.keyName !== undefined) names.push([what.keyName, key]);
    const body = template(what.body, at, withLocals(scope, names));
    if (body.sensitive || body.ephemeral) marking.push(body);
    for (const part of textParts(body, scope)) parts.push(part);
    if (parts.length > scope.limits.text)
      return unknown({ kind: "limit", what: "length of a string" }, at);
  }
  if (members.more) parts.push({ hole: members.more, file: at.file, range: at.range });
  const text = known({ type: "text", parts }, at, collection.via);
  return marked(text, marking);
}

/** What is not declared is a mistake of the whole module, wherever it stands. */
function undeclaredIn(
  left: TemplateExpression | undefined,
  at: Place,
  scope: Scope,
): Value | undefined {
  if (!left || !scope.rules.typedOperands) return undefined;
  for (const part of textParts(template(left, at, scope), scope))
    if ("hole" in part && part.hole.kind === "undeclared") return unknown(part.hole, at);
  return undefined;
}

function hasHole(value: Value): boolean {
  return (
    value.state === "known" &&
    isText(value.value) &&
    value.value.parts.some((part) => "hole" in part)
  );
}

function hiddenBy(condition: Value, value: Value): Value {
  return marked(value, [condition]);
}
