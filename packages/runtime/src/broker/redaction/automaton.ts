import type { Form } from "./forms.ts";
import type { Writing } from "./writing.ts";

/** A form that the last bytes may be the beginning of. */
interface Thread {
  readonly form: number;
  /** Of the piece that is being read. */
  readonly piece: number;
  readonly at: Writing;
  /** Bytes since the form began. */
  readonly depth: number;
}

/** A form that ends with the last byte. */
interface Match {
  readonly length: number;
  readonly before: Uint8Array | undefined;
}

/** What has been seen as far as it matters for what comes. */
export interface State {
  readonly threads: readonly Thread[];
  readonly matches: readonly Match[];
  /** Bytes since the longest unfinished form began. */
  readonly depth: number;
}

const nothing: State = { threads: [], matches: [], depth: 0 };

/** In the table: the state is not worked out yet. */
const unknown = 0xffff;
/** In the table, beside the number of a state that has matches. */
const matching = 0x8000;
/** More are forgotten and begun anew: a table takes 512 bytes a state. */
const mostStates = 4096;

/**
 * Searches for all forms at once, each byte once, whatever the text: a deterministic automaton whose states are
 * worked out when they are first reached. It is kept with the secrets, so that what one answer has taught it serves
 * the next.
 */
export class Automaton {
  readonly #forms: readonly Form[];
  /** The threads that each byte begins. */
  readonly #starts: readonly (readonly Thread[])[];
  /** By byte: whether it may belong to a match that begins behind it. */
  readonly before: Uint8Array = new Uint8Array(256);
  #table = new Uint16Array(32 * 256);
  #states: State[] = [];
  #numbers = new Map<string, number>();
  #ids = new Map<State, number>();

  constructor(forms: readonly Form[]) {
    this.#forms = forms;
    const starts: Thread[][] = Array.from({ length: 256 }, () => []);
    forms.forEach((form, number) => {
      const [first] = form.pieces;
      if (first === undefined) return;
      for (const byte of first.writing.next.keys())
        starts[byte]?.push({ form: number, piece: 0, at: first.writing, depth: 0 });
      form.before?.forEach((belongs, byte) => {
        if (belongs) this.before[byte] = 1;
      });
    });
    this.#starts = starts;
    this.#clear();
  }

  get start(): State {
    return nothing;
  }

  /** Reads bytes from a state on; `found` is told each match, as the number of bytes read when it ended. */
  read(from: State, bytes: Uint8Array, found: (end: number, state: State) => void): State {
    let table = this.#table;
    let state = this.#numberOf(from);
    for (let i = 0; i < bytes.length; i++) {
      let next = table[(state << 8) | (bytes[i] as number)] as number;
      if (next >= matching) {
        if (next === unknown) {
          next = this.#learn(state, bytes[i] as number);
          table = this.#table;
        }
        if (next >= matching) {
          next -= matching;
          found(i + 1, this.#states[next] as State);
        }
      }
      state = next;
    }
    return this.#states[state] as State;
  }

  #learn(from: number, byte: number): number {
    const state = this.#step(this.#states[from] as State, byte);
    const isFull = this.#states.length >= mostStates;
    if (isFull) this.#clear();
    const number = this.#numberOf(state);
    const entry = this.#states[number]?.matches.length ? number | matching : number;
    if (!isFull) this.#table[(from << 8) | byte] = entry;
    return entry;
  }

  #step({ threads }: State, byte: number): State {
    const next = new Map<string, Thread>();
    const matches = new Map<string, Match>();
    for (const thread of [...threads, ...(this.#starts[byte] ?? [])]) {
      const at = thread.at.next.get(byte);
      if (at !== undefined) this.#advance({ ...thread, at, depth: thread.depth + 1 }, next, matches);
    }
    if (next.size === 0 && matches.size === 0) return nothing;
    const depth = Math.max(0, ...[...next.values()].map((thread) => thread.depth));
    return { threads: [...next.values()], matches: [...matches.values()], depth };
  }

  #advance(thread: Thread, next: Map<string, Thread>, matches: Map<string, Match>): void {
    const { form, piece, at, depth } = thread;
    const { pieces, needed, before } = this.#forms[form] as Form;
    const keep = (one: Thread) => next.set(`${one.form}.${one.piece}.${one.at.id}.${one.depth}`, one);
    if (at.next.size > 0) keep(thread);
    if (at.leads) keep({ ...thread, at: pieces[piece]?.writing as Writing });
    if (!at.ends) return;
    if (piece + 1 >= needed) matches.set(`${depth}.${before && form}`, { length: depth, before });
    const following = pieces[piece + 1];
    if (following !== undefined) keep({ form, piece: piece + 1, at: following.further, depth });
  }

  #numberOf(state: State): number {
    const known = this.#ids.get(state);
    if (known !== undefined) return known;
    const key = keyOf(state);
    const same = this.#numbers.get(key);
    if (same !== undefined) return same;
    const number = this.#states.push(state) - 1;
    this.#numbers.set(key, number);
    this.#ids.set(state, number);
    if (number << 8 >= this.#table.length) this.#grow();
    this.#table.fill(unknown, number << 8, (number + 1) << 8);
    // What begins nothing leads from nothing to nothing; most bytes of most texts do.
    if (state === nothing)
      for (let byte = 0; byte < 256; byte++) if (this.#starts[byte]?.length === 0) this.#table[byte] = number;
    return number;
  }

  #grow(): void {
    const larger = new Uint16Array(this.#table.length * 2);
    larger.set(this.#table);
    this.#table = larger;
  }

  #clear(): void {
    this.#states = [];
    this.#numbers.clear();
    this.#ids.clear();
    this.#numberOf(nothing);
  }
}

function keyOf({ threads, matches }: State): string {
  const parts = threads.map((one) => `${one.form}.${one.piece}.${one.at.id}.${one.depth}`).sort();
  return `${parts.join()}|${matches.map(({ length, before }) => `${length}${before ? "b" : ""}`).join()}`;
}
