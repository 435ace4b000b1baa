import type { Automaton, State } from "./automaton.ts";
import { firstOf, joinedSpans, type Span } from "./span.ts";

const mark: Uint8Array = Buffer.from("[redacted]");

/**
 * One text on its way, however it is cut. What is let through, and when, is a matter of lengths alone (and of ends of
 * lines, where it comes in lines): a text that has a secret's beginning is held no longer than any other.
 */
export class Search {
  readonly #automaton: Automaton;
  readonly #holdBack: number;
  #state: State;
  /** What has been read and not been let through; the first of it is the byte `#from` of the text. */
  #held: Uint8Array[] = [];
  #from = 0;
  #end = 0;
  #lineEnd = 0;
  #spans: Span[] = [];

  /** `holdBack`: bytes that stay until there are as many again behind them, or the text has ended. */
  constructor(automaton: Automaton, holdBack: number) {
    this.#automaton = automaton;
    this.#holdBack = holdBack;
    this.#state = automaton.start;
  }

  /** Whether anything that was read and not let through has to go. */
  get hasFound(): boolean {
    return this.#spans.length > 0;
  }

  /** How many bytes of it have been read: all, unless that takes long. */
  read(given: Uint8Array): number {
    const { state, count } = this.#automaton.read(this.#state, given, (ended, { matches }) => {
      const end = this.#end + ended;
      for (const { length, before, isWhole } of matches)
        this.#spans.push({ start: end - length, end, before, isWhole, isMarked: false });
    });
    const bytes = given.subarray(0, count);
    this.#state = state;
    const lineEnd = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13));
    if (lineEnd !== -1) this.#lineEnd = this.#end + lineEnd + 1;
    this.#keep(bytes);
    this.#end += count;
    return count;
  }

  /** Each byte is copied a few times, however small the chunks are. */
  #keep(bytes: Uint8Array): void {
    let last = bytes;
    for (let before = this.#held.pop(); before !== undefined; before = this.#held.pop()) {
      if (before.length > last.length) {
        this.#held.push(before);
        break;
      }
      if (before.length > 0) last = Buffer.concat([before, last]);
    }
    this.#held.push(last);
  }

  /** What may go on; `inLines`: all lines that have ended may. */
  release(inLines: boolean): Uint8Array {
    const isMuch = this.#end - this.#from >= 2 * this.#holdBack;
    const last = isMuch ? this.#end - this.#holdBack : this.#from;
    return this.#releaseUntil(inLines ? Math.max(last, this.#lineEnd) : last);
  }

  /** The rest of it. */
  rest(): Uint8Array {
    return this.#releaseUntil(this.#end);
  }

  #releaseUntil(until: number): Uint8Array {
    const from = this.#from;
    if (until <= from) return new Uint8Array(0);
    const [first] = this.#held;
    const bytes = this.#held.length === 1 && first !== undefined ? first : Buffer.concat(this.#held);
    this.#held = [bytes.subarray(until - from)];
    this.#from = until;
    if (this.#spans.length === 0) return bytes.subarray(0, until - from);
    const isNow = (span: Span) => firstOf(span, bytes, from) < until;
    const now = joinedSpans(this.#spans.filter(isNow), bytes, from);
    this.#spans = this.#spans.filter((span) => !isNow(span));
    const out: Uint8Array[] = [];
    let at = from;
    for (const { start, end, isMarked } of now) {
      out.push(bytes.subarray(at - from, start - from));
      if (!isMarked) out.push(mark);
      at = Math.min(end, until);
      if (end > until) this.#spans.push({ start: until, end, isWhole: true, isMarked: true });
    }
    out.push(bytes.subarray(at - from, until - from));
    return Buffer.concat(out);
  }
}
