// Whether a file is there to show or to test something, so that nobody deploys an account by it.

/** Nothing is due because an example has it; what an example has may still be deployed. */
export function isExample(path: string): boolean {
  return path
    .split("/")
    .slice(0, -1)
    .some((name) => examples.test(name));
}

const examples =
  /^(?:examples?|samples?|demos?|tests?|testing|fixtures?|test[-_]fixtures?|docs?|tutorials?|quickstarts?)$/i;
