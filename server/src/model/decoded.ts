// Gives data that is compiled into the program its form. Knows none of it.

/** `maps` says where lists of entries stand that are to be maps, those inside others first. */
export function decoded(json: string, maps: readonly (readonly (string | number)[])[]): unknown {
  const root: Holder = { data: JSON.parse(json) };
  for (const path of maps) {
    const steps = ["data", ...path];
    const last = steps.pop() ?? "data";
    let holder = root;
    for (const step of steps) holder = holder[step] as Holder;
    holder[last] = new Map(holder[last] as readonly [unknown, unknown][]);
  }
  return root["data"];
}

interface Holder {
  [step: string | number]: unknown;
}
