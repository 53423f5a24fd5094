// Kleene's three-valued logic: the only place where yes, no and unknown are combined.

export type Truth = "yes" | "no" | "unknown";

export function truth(value: boolean): Truth {
  return value ? "yes" : "no";
}

export function not(value: Truth): Truth {
  return value === "yes" ? "no" : value === "no" ? "yes" : "unknown";
}

/** "no" as soon as one is no; an empty list is "yes". */
export function all(values: Iterable<Truth>): Truth {
  let result: Truth = "yes";
  for (const value of values) {
    if (value === "no") return "no";
    if (value === "unknown") result = "unknown";
  }
  return result;
}

/** `all` of what the test gives for each; what comes after the first "no" is not tested. */
export function allOf<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let open = false;
  const possible = items.every((item) => {
    const value = test(item);
    if (value === "unknown") open = true;
    return value !== "no";
  });
  return !possible ? "no" : open ? "unknown" : "yes";
}

/** `any` of what the test gives for each; what comes after the first "yes" is not tested. */
export function anyOf<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let open = false;
  const certain = items.some((item) => {
    const value = test(item);
    if (value === "unknown") open = true;
    return value === "yes";
  });
  return certain ? "yes" : open ? "unknown" : "no";
}

/** "yes" as soon as one is yes; an empty list is "no". */
export function any(values: Iterable<Truth>): Truth {
  let result: Truth = "no";
  for (const value of values) {
    if (value === "yes") return "yes";
    if (value === "unknown") result = "unknown";
  }
  return result;
}
