// Remembers what a result was worked out from, so that it can be kept while none of that changes. Knows no expressions.

import type { Problem } from "../../text/problem.ts";

/** A block, a version of a file, the names that a module declares, the absence of a file: compared by identity. */
export type Source = object;

/** What working something out says besides its result. */
export type Said = { readonly problem: Problem } | { readonly want: string };

/** A result with what it rests on. */
export interface Traced<T> {
  readonly value: T;
  readonly trace: Trace;
}

/** What one result rests on: sources, and other results. */
export interface Trace {
  readonly sources: Set<Source>;
  readonly inner: Set<Trace>;
  readonly said: Said[];
  /** This result, or one that it rests on, said something. */
  says: boolean;
  /** False where more than sources decided: what stood in progress, or a limit. */
  lasting: boolean;
  /** The turn in which it was worked out. */
  readonly made: number;
  /** The turn in which it was last looked at, and whether it held then. */
  turn: number;
  holds: boolean;
  /** The turn in which what it says was last said. */
  told: number;
}

/** Results rest on each other in chains; what rests on a longer one is worked out again. */
const longestChain = 1_000;

let turns = 0;

/** One reading: what is being worked out right now, and which earlier results still hold. */
export class Tracer {
  private readonly turn = ++turns;
  private readonly open: Trace[] = [];
  private readonly isCurrent: (source: Source) => boolean;
  private readonly tell: (said: Said) => void;
  /** False where no later reading asks: then only what stands in this one is remembered. */
  private readonly records: boolean;
  /** Stands for every trace where none is recorded. */
  private readonly unrecorded = newTrace(this.turn);

  constructor(
    isCurrent: (source: Source) => boolean,
    tell: (said: Said) => void,
    records: boolean,
  ) {
    this.isCurrent = isCurrent;
    this.tell = tell;
    this.records = records;
  }

  trace<T>(compute: () => T): Traced<T> {
    if (!this.records) return { value: compute(), trace: this.unrecorded };
    const trace = newTrace(this.turn);
    this.open.push(trace);
    const value = compute();
    this.open.pop();
    trace.holds = trace.lasting;
    trace.says = trace.said.length > 0 || [...trace.inner].some((each) => each.says);
    return { value, trace };
  }

  /** What is being worked out rests on the source. */
  touch(source: Source): void {
    this.open.at(-1)?.sources.add(source);
  }

  /** What is being worked out rests on the result. */
  use<T>({ value, trace }: Traced<T>): T {
    this.open.at(-1)?.inner.add(trace);
    if (!trace.lasting) this.spoil();
    return value;
  }

  say(said: Said): void {
    this.tell(said);
    this.open.at(-1)?.said.push(said);
  }

  /** Nothing that is being worked out can be kept. */
  spoil(): void {
    for (const each of this.open) each.lasting = false;
  }

  /** A result of this turn, or an earlier one that still holds; what that said is said again. */
  kept<T>(earlier: Traced<T> | undefined): Traced<T> | undefined {
    if (!earlier || earlier.trace.made === this.turn) return earlier;
    if (!this.stillHolds(earlier.trace, 0)) return undefined;
    this.repeat(earlier.trace);
    return earlier;
  }

  private stillHolds(trace: Trace, depth: number): boolean {
    if (trace.turn === this.turn) return trace.holds;
    if (depth > longestChain) return false;
    trace.turn = this.turn;
    // Until it is decided: results never rest on themselves, so nothing asks before.
    trace.holds = false;
    trace.holds = trace.lasting && this.allHold(trace, depth);
    return trace.holds;
  }

  private allHold({ sources, inner }: Trace, depth: number): boolean {
    for (const source of sources) if (!this.isCurrent(source)) return false;
    for (const each of inner) if (!this.stillHolds(each, depth + 1)) return false;
    return true;
  }

  private repeat(trace: Trace): void {
    const waiting = [trace];
    for (const each of waiting) {
      if (!each.says || each.told === this.turn) continue;
      each.told = this.turn;
      for (const said of each.said) this.tell(said);
      waiting.push(...each.inner);
    }
  }
}

function newTrace(turn: number): Trace {
  return {
    sources: new Set(),
    inner: new Set(),
    said: [],
    says: false,
    lasting: true,
    made: turn,
    turn,
    holds: true,
    told: turn,
  };
}
