// What may stand in the log of an error: its kind and where in msplint it arose, never a value or a path of the user's.

/** The first frame names msplint's own module, without the folder that it is installed in. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  const frame = /\n\s*at ([^\n]*)/.exec(error.stack ?? "")?.[1] ?? "";
  const place = frame.replace(/\(?[^\s()]*[\\/]([^\\/\s()]+)\)?$/, "($1)");
  return place === "" ? error.name : `${error.name} at ${place}`;
}

/** A message can quote what stands in a file; the quotation is left out. */
export function withoutQuotations(message: string): string {
  return message.replace(/"[^"]*"|'[^']*'|`[^`]*`/g, "…");
}
