// Where a finding about a value points: at the value, or at the place where it is used.

import type { Place, Value } from "../../expressions/value.ts";

/** A principal that is a pure reference stands where it is used, so that the finding shows the trust. */
export function usePlace(value: Value, owner: Place): Place {
  if (inside(value.at, owner)) return value.at;
  const use = value.via.find((step) => inside(step.at, owner));
  return use?.at ?? value.at;
}

/** The same, but never outside of what uses the value: its own place, where no step of the way is in it. */
export function placeWithin(value: Value, owner: Place): Place {
  const at = usePlace(value, owner);
  return inside(at, owner) ? at : owner;
}

export function inside(inner: Place, outer: Place): boolean {
  return (
    inner.file === outer.file &&
    outer.range.start <= inner.range.start &&
    inner.range.end <= outer.range.end
  );
}

/** A value is changed where it is written; what the cloud decides is written nowhere but in its use. */
export function writtenPlace(value: Value, owner: Place): Place {
  return value.state === "known" ? value.at : usePlace(value, owner);
}
