// Results for an object that stay the same objects while all that they were made of does.

/** `from` holds everything besides the object that decides; items are compared by identity. */
export function keeper<T>(): (of: object, from: readonly unknown[], make: () => T) => T {
  const results = new WeakMap<object, { readonly from: readonly unknown[]; readonly result: T }>();
  return (of, from, make) => {
    const before = results.get(of);
    if (before && sameItems(before.from, from)) return before.result;
    const result = make();
    results.set(of, { from, result });
    return result;
  };
}

export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
