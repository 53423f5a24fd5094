// What Node is told when it runs the server. Knows no editor, so that benchmarks measure what users run.

export const serverArguments: readonly string[] = [
  "--max-old-space-size=384",
  // `server/bench/lsp-latency.ts`: with 16 an edit takes about a tenth less, and the server 10 to 15 MB more.
  "--max-semi-space-size=4",
  "--disallow-code-generation-from-strings",
];
