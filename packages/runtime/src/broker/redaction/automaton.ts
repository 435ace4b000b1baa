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
  /** Of those with `before`. */
  readonly form: number | undefined;
  readonly before: Uint8Array | undefined;
  readonly isWhole: boolean;
}

/** What has been seen as far as it matters for what comes. */
export interface State {
  readonly threads: readonly Thread[];
  readonly matches: readonly Match[];
}

const nothing: State = { threads: [], matches: [] };

/** In the table: the state is not worked out yet. */
const unknown = -1;
/** In the table, a state that has matches; and back. */
const matching = (place: number): number => -2 - place;
/** Takes some milliseconds. Usual texts teach a few hundred, all in all. */
const mostLessons = 1000;
/** More are forgotten and begun anew: a table takes 1 kB a state. */
const mostStates = 1024;

/**
 * Searches for all forms at once, each byte once, whatever the text: a deterministic automaton whose states are
 * worked out when they are first reached. It is kept with the secrets, so that what one answer has taught it serves
 * the next.
 */
export class Automaton {
  readonly #forms: readonly Form[];
  /** The threads that each byte begins. */
  readonly #starts: readonly (readonly Thread[])[];
  /** By two bytes that follow each other, the first one times 256: 1 where a form may begin with them. */
  readonly #begins = new Uint8Array(65_536);
  /** By state and byte, the next state. A state is the place in here where its row begins; `nothing` is 0. */
  #table = new Int32Array(0);
  #states: State[] = [];
  #named = new Map<string, number>();
  #places = new Map<State, number>();

  constructor(forms: readonly Form[]) {
    this.#forms = forms;
    const starts: Thread[][] = Array.from({ length: 256 }, () => []);
    forms.forEach((form, number) => {
      const [first] = form.pieces;
      if (first === undefined) return;
      for (const byte of first.writing.next.keys())
        starts[byte]?.push({ form: number, piece: 0, at: first.writing, depth: 0 });
    });
    this.#starts = starts;
    starts.forEach((threads, byte) => {
      if (threads.length === 0) return;
      for (const { at } of this.#step(nothing, byte).threads)
        for (const next of at.next.keys()) this.#begins[(byte << 8) | next] = 1;
    });
    this.#clear();
  }

  get start(): State {
    return nothing;
  }

  /**
   * Reads bytes from a state on; `found` is told each match, as the number of bytes read when it ended. Ends early where
   * the text teaches it more than `mostLessons` states: `count` says after how many bytes.
   */
  read(
    from: State,
    bytes: Uint8Array,
    found: (end: number, state: State) => void,
  ): { readonly state: State; readonly count: number } {
    const begins = this.#begins;
    const { length } = bytes;
    let lessons = 0;
    let table = this.#table;
    let state = this.#placeOf(from);
    for (let i = 0; i < length; i++) {
      if (state === 0) {
        // Two at once say no where one would say yes: what follows a beginning is mostly something else.
        let pair = bytes[i] as number;
        while (i + 1 < length) {
          pair = ((pair & 255) << 8) | (bytes[i + 1] as number);
          if (begins[pair] === 1) break;
          i++;
        }
      }
      let next = table[state + (bytes[i] as number)] as number;
      if (next < 0) {
        if (next === unknown) {
          if (++lessons > mostLessons) return { state: this.#states[state >> 8] as State, count: i };
          next = this.#learn(state, bytes[i] as number);
          table = this.#table;
        }
        if (next < 0) {
          next = matching(next);
          found(i + 1, this.#states[next >> 8] as State);
        }
      }
      state = next;
    }
    return { state: this.#states[state >> 8] as State, count: length };
  }

  #learn(from: number, byte: number): number {
    const state = this.#step(this.#states[from >> 8] as State, byte);
    const isFull = this.#states.length >= mostStates;
    if (isFull) this.#clear();
    const place = this.#placeOf(state);
    const entry = state.matches.length > 0 ? matching(place) : place;
    if (!isFull) this.#table[from + byte] = entry;
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
    return { threads: [...next.values()], matches: [...matches.values()] };
  }

  #advance(thread: Thread, next: Map<string, Thread>, matches: Map<string, Match>): void {
    const { form, piece, at, depth } = thread;
    const { pieces, needed, half, before } = this.#forms[form] as Form;
    const keep = (one: Thread) => next.set(`${one.form}.${one.piece}.${one.at.id}.${one.depth}`, one);
    if (at.next.size > 0) keep(thread);
    if (at.leads) keep({ ...thread, at: pieces[piece]?.writing as Writing });
    if (!at.ends) return;
    const isWhole = piece + 1 >= needed;
    if (isWhole || piece + 1 === half) {
      const match = { length: depth, form: before && form, before, isWhole };
      matches.set(keyOfMatch(match), match);
    }
    const following = pieces[piece + 1];
    if (following !== undefined) keep({ form, piece: piece + 1, at: following.further, depth });
  }

  #placeOf(state: State): number {
    const known = this.#places.get(state);
    if (known !== undefined) return known;
    const key = keyOf(state);
    const same = this.#named.get(key);
    if (same !== undefined) return same;
    const place = (this.#states.push(state) - 1) << 8;
    this.#named.set(key, place);
    this.#places.set(state, place);
    if (place >= this.#table.length) this.#grow();
    this.#table.fill(unknown, place, place + 256);
    return place;
  }

  #grow(): void {
    const larger = new Int32Array(this.#table.length * 2);
    larger.set(this.#table);
    this.#table = larger;
  }

  #clear(): void {
    this.#states = [];
    this.#table = new Int32Array(32 * 256);
    this.#named.clear();
    this.#places.clear();
    this.#placeOf(nothing);
  }
}

function keyOf({ threads, matches }: State): string {
  const parts = threads.map((one) => `${one.form}.${one.piece}.${one.at.id}.${one.depth}`).sort();
  return `${parts.join()}|${matches.map(keyOfMatch).join()}`;
}

function keyOfMatch({ length, form, isWhole }: Match): string {
  return `${length}.${form}.${isWhole}`;
}
