/** Unwrapped data keys in memory. */
export interface DataKeyCacheOptions {
  /** 10,000 by default. */
  readonly entries?: number;
  /** How long the key provider's word is good; an hour by default. */
  readonly milliseconds?: number;
}

/** Keeps the values that were used last, each for a while, and loads one only once at a time. */
export class KeyCache<Value> {
  readonly #entries = new Map<string, { readonly value: Value; readonly until: number }>();
  readonly #loading = new Map<string, Promise<Value>>();
  readonly #limits: { readonly entries: number; readonly milliseconds: number };
  readonly #now: () => number;

  constructor(limits: { readonly entries: number; readonly milliseconds: number }, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(name: string): Value | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    this.#entries.delete(name);
    if (entry.until <= this.#now()) return undefined;
    // Last in the order of insertion: used last.
    this.#entries.set(name, entry);
    return entry.value;
  }

  set(name: string, value: Value): void {
    this.#entries.delete(name);
    this.#entries.set(name, { value, until: this.#now() + this.#limits.milliseconds });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limits.entries) break;
      this.#entries.delete(oldest);
    }
  }

  delete(name: string): void {
    this.#entries.delete(name);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** A failure is not kept: the next caller tries again. */
  load(name: string, load: () => Promise<Value>): Promise<Value> {
    const known = this.get(name);
    if (known !== undefined) return Promise.resolve(known);
    let loading = this.#loading.get(name);
    if (loading === undefined) {
      loading = load()
        .then((value) => {
          this.set(name, value);
          return value;
        })
        .finally(() => this.#loading.delete(name));
      this.#loading.set(name, loading);
    }
    return loading;
  }
}
