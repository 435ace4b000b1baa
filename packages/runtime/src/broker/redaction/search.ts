import type { Automaton, State } from "./automaton.ts";

const mark: Uint8Array = Buffer.from("[redacted]");

interface Span {
  readonly start: number;
  readonly end: number;
}

/** One text on its way, however it is cut: what can't be part of a match any more is let through. */
export class Search {
  readonly #automaton: Automaton;
  #state: State;
  /** What has been read and not been let through; the first of it is the byte `#from` of the text. */
  #held: Uint8Array = new Uint8Array(0);
  #from = 0;
  /** Matches in `#held`, those that overlap joined, in their order. */
  #spans: Span[] = [];

  constructor(automaton: Automaton) {
    this.#automaton = automaton;
    this.#state = automaton.start;
  }

  /** What can be let through once so many bytes of it have been read: all, unless that takes long. */
  read(given: Uint8Array): { readonly out: readonly Uint8Array[]; readonly count: number } {
    const base = this.#from + this.#held.length;
    const byteAt = (position: number) =>
      position >= base ? given[position - base] : this.#held[position - this.#from];
    const { state, count } = this.#automaton.read(this.#state, given, (ended, { matches }) => {
      for (const { length, before } of matches) {
        const start = base + ended - length;
        this.#mark(before?.[byteAt(start - 1) ?? 0] ? start - 1 : start, base + ended);
      }
    });
    this.#state = state;
    const chunk = given.subarray(0, count);
    const end = base + chunk.length;
    const { depth } = this.#state;
    const last = chunk.at(-1) ?? this.#held.at(-1);
    // A byte before a form may belong to it.
    const open = depth > 0 ? depth + 1 : last !== undefined && this.#automaton.before[last] ? 1 : 0;
    return { out: this.#release(chunk, base, Math.max(this.#from, end - open)), count };
  }

  /** The rest of it. */
  end(): readonly Uint8Array[] {
    const end = this.#from + this.#held.length;
    return this.#release(new Uint8Array(0), end, end);
  }

  #mark(from: number, end: number): void {
    let start = from;
    for (let last = this.#spans.at(-1); last !== undefined && last.end > start; last = this.#spans.at(-1)) {
      start = Math.min(start, last.start);
      this.#spans.pop();
    }
    this.#spans.push({ start, end });
  }

  /** Lets through what lies before `until`, but no part of a match that may still grow. */
  #release(chunk: Uint8Array, base: number, until: number): readonly Uint8Array[] {
    const growing = this.#spans.findIndex((span) => span.end > until);
    const done = growing === -1 ? this.#spans : this.#spans.slice(0, growing);
    const next = this.#spans[done.length];
    const to = next === undefined ? until : Math.min(until, next.start);
    const out: Uint8Array[] = [];
    const take = (start: number, end: number) => {
      if (start < base && end > start) out.push(this.#held.subarray(start - this.#from, end - this.#from));
      if (end > base) out.push(chunk.subarray(Math.max(start, base) - base, end - base));
    };
    let at = this.#from;
    for (const { start, end } of done) {
      take(at, start);
      out.push(mark);
      at = end;
    }
    take(at, to);
    this.#held =
      to >= base ? chunk.subarray(to - base) : Buffer.concat([this.#held.subarray(to - this.#from), chunk]);
    this.#from = to;
    this.#spans = this.#spans.slice(done.length);
    return out.filter(({ length }) => length > 0);
  }
}
