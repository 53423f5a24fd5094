// Compiles the JSON Schemas ahead of time, so that nothing generates code at run time.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { root } from "./command.ts";

// The package is CommonJS without an "exports" entry for this path.
const { default: standaloneCode } = (await import("ajv/dist/standalone/index.js"))
  .default as unknown as {
  default: (ajv: Ajv, exports: Readonly<Record<string, string>>) => string;
};

const schemas = {
  validatePolicy: "policy",
  validateRegister: "register",
  validateKind: "kind",
  validateModule: "module",
};

const head = `// @ts-nocheck
// Generated from policies/*.schema.json by server/build/validators.ts.
`;

export async function validators(folder: string): Promise<void> {
  // Lengths in UTF-16 units (`unicode: false`) need no helper of ajv's at run time.
  const ajv = new Ajv({
    allErrors: true,
    unicode: false,
    strict: true,
    allowUnionTypes: true,
    strictTypes: false,
    logger: false,
    inlineRefs: false,
    messages: false,
    code: { source: true, esm: true },
  });
  const names: Record<string, string> = {};
  for (const [name, file] of Object.entries(schemas)) {
    const schema: object = JSON.parse(
      await readFile(join(root, "policies", `${file}.schema.json`), "utf8"),
    );
    ajv.addSchema({ ...(withoutTexts(schema) as object), $id: file });
    names[name] = file;
  }
  const code = standaloneCode(ajv, names);
  if (/\brequire\(/.test(code))
    throw new Error(
      "The compiled validators need a module of ajv's at run time; use a simpler schema keyword.",
    );
  await writeFile(join(folder, "validators.ts"), head + code);
}

/** The schema without its descriptions: they are for editors, and would be compiled in. */
function withoutTexts(schema: unknown, names = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withoutTexts(item));
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([key, value]) =>
      names || !(["description", "title"].includes(key) && typeof value === "string"),
  );
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      withoutTexts(value, ["properties", "definitions"].includes(key) && !names),
    ]),
  );
}
