// Paths of files beside a template, as its references name them; reads nothing.

/** The path below the workspace's root, or why there is none: a URL, or a way out of the workspace. */
export function localPath(
  from: string,
  written: string,
): { readonly path: string } | { readonly not: "local" | "inside" } {
  if (written === "" || schemePattern.test(written) || written.startsWith("//"))
    return { not: "local" };
  if (written.startsWith("/") || written.includes("\\") || written.includes("\0"))
    return { not: "inside" };
  const steps = from.split("/").slice(0, -1);
  for (const step of written.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return { not: "inside" };
  }
  return steps.length === 0 ? { not: "local" } : { path: steps.join("/") };
}

const schemePattern = /^[A-Za-z][A-Za-z0-9+.-]*:/;
