// Prints Bicep trees in one line, with every bracket that the reader understood.

import type { Expression } from "../../../../src/expressions/expression.ts";
import type { Statement, TypeNode } from "../../../../src/languages/azure/bicep/syntax.ts";

export function outlineOf(node: Expression): string {
  switch (node.kind) {
    case "literal":
      return typeof node.value === "object" && node.value !== null
        ? node.value.number
        : String(node.value);
    case "template": {
      const parts = node.parts
        .map((part) => ("kind" in part ? `\${${outlineOf(part)}}` : part.text))
        .join("");
      return node.form === "plain" ? parts : JSON.stringify(parts);
    }
    case "list":
      return `[${node.items.map(outlineOf).join(", ")}]`;
    case "dict":
      return `{${node.entries.map((each) => (each.kind === "spread" ? outlineOf(each) : `${outlineOf(each.key)}: ${outlineOf(each.value)}`)).join(", ")}}`;
    case "spread":
      return `...${outlineOf(node.of)}`;
    case "name":
      return node.name;
    case "member":
      return `(${outlineOf(node.of)} ${{ plain: ".", safe: ".?", nested: "::" }[node.access]} ${node.name})`;
    case "index":
      return `(${outlineOf(node.of)} [${node.safe ? "?" : ""}${outlineOf(node.index)}])`;
    case "call":
      return `${node.name}(${node.arguments.map(outlineOf).join(", ")})`;
    case "unary":
      return node.operator === "postfix!"
        ? `(${outlineOf(node.operand)} !)`
        : `(${node.operator} ${outlineOf(node.operand)})`;
    case "binary":
      return `(${outlineOf(node.left)} ${node.operator} ${outlineOf(node.right)})`;
    case "conditional":
      return `(${outlineOf(node.condition)} ? ${outlineOf(node.then)} : ${outlineOf(node.otherwise)})`;
    case "for":
      return `for ${node.valueName}${node.keyName === undefined ? "" : ` at ${node.keyName}`} in ${outlineOf(node.collection)}: ${node.condition ? `if ${outlineOf(node.condition)} ` : ""}${outlineOf(node.value)}`;
    case "lambda":
      return `(${node.parameters.join(", ")}) => ${outlineOf(node.body)}`;
    case "missing":
      return "<missing>";
    default:
      return `<${node.kind}>`;
  }
}

export function outlineOfType(type: TypeNode): string {
  const name = type.name?.text ?? "";
  const parts = [
    ...(type.decorators ?? []).map((each) => `@${each.name}`),
    ...type.parts.map(outlineOfType),
  ];
  const literal = type.literal ? outlineOf(type.literal) : "";
  const inside = [name, literal, ...parts].filter((each) => each !== "").join(" ");
  return type.kind === "name" || type.kind === "literal"
    ? inside
    : `(${type.kind}${inside === "" ? "" : ` ${inside}`})`;
}

export function outlineOfStatement(statement: Statement): string {
  const decorators = statement.decorators.map((each) => `@${each.name} `).join("");
  return decorators + withoutDecorators(statement);
}

function withoutDecorators(statement: Statement): string {
  switch (statement.kind) {
    case "param":
    case "var":
    case "output": {
      const type = statement.type ? ` ${outlineOfType(statement.type)}` : "";
      return `${statement.kind} ${statement.name.text}${type}${statement.value ? ` = ${outlineOf(statement.value)}` : ""}`;
    }
    case "resource":
    case "module":
    case "test": {
      const { condition, loop, object, nested } = statement.body;
      const head = `${statement.kind} ${statement.symbol.text} ${outlineOf(statement.kind === "resource" ? statement.type : statement.path)}`;
      const existing = statement.kind === "resource" && statement.existing ? " existing" : "";
      const around = `${loop ? `for ${loop.valueName} in ${outlineOf(loop.collection)}: ` : ""}${condition ? `if ${outlineOf(condition.of)} ` : ""}`;
      const inside = nested.map((each) => `; ${outlineOfStatement(each)}`).join("");
      return `${head}${existing} = ${around}${outlineOf(object.kind === "none" ? object.value : object)}${inside}`;
    }
    case "type":
      return `type ${statement.name.text} = ${outlineOfType(statement.type)}`;
    case "func": {
      const list = statement.parameters
        .map((each) => `${each.name.text} ${outlineOfType(each.type)}`)
        .join(", ");
      return `func ${statement.name.text}(${list}) ${outlineOfType(statement.result)} => ${outlineOf(statement.body)}`;
    }
    case "import": {
      const names = statement.names.map((each) =>
        each.original === each.local.text
          ? each.original
          : `${each.original} as ${each.local.text}`,
      );
      return `import ${statement.all ? `* as ${statement.all.text}` : names.join(", ")} from ${outlineOf(statement.from)}`;
    }
    case "extension": {
      const config = statement.config ? ` with ${outlineOf(statement.config)}` : "";
      return `extension ${outlineOf(statement.of)}${config}${statement.alias ? ` as ${statement.alias.text}` : ""}`;
    }
    case "partial":
      return "partial";
    default:
      return `${statement.kind}${statement.name ? ` ${statement.name.text}` : ""} ${outlineOf(statement.value)}`;
  }
}
