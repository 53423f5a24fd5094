// What a reader calls a thing inside a module or nested stack, where its own name says nothing.

/**
 * The name, or the way to it: every module has a `this`, and a `Role` of type Role is no news.
 * `way` leads there through the modules or stacks: `network`, `Web.Group`.
 */
export function tellingName(name: string, type: string, way: string): string {
  const folded = letters(name);
  const says = !empty.has(folded) && !letters(type).endsWith(folded);
  return says ? name : way.replace(/\[0\]$/, "");
}

/** What module authors call the one thing that a module is for. */
const empty: ReadonlySet<string> = new Set([
  "this",
  "thisnameprefix",
  "main",
  "default",
  "self",
  "it",
  "primary",
  "resource",
  "sg",
  "nsg",
]);

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
