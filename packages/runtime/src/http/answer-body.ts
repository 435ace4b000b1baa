/** What a body asks of the exchange that it belongs to. */
export interface BodySource {
  /** No more for now: too much is waiting to be read. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** A reader took something. */
  readonly taken: () => void;
  /** Nobody reads on. */
  readonly cancel: () => void;
}

/** So many bytes wait for their reader before the sender has to. */
const enough = 256 * 1024;

/** The bytes of an answer as they arrive, for one reader. */
export class AnswerBody implements AsyncIterableIterator<Uint8Array> {
  readonly #source: BodySource;
  #chunks: Uint8Array[] = [];
  #size = 0;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;
  #reader: ((settled: Promise<IteratorResult<Uint8Array>> | IteratorResult<Uint8Array>) => void) | undefined;

  constructor(source: BodySource) {
    this.#source = source;
  }

  push(chunk: Uint8Array): void {
    if (this.#ended || this.#tell({ done: false, value: chunk })) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size >= enough) this.#source.pause();
  }

  end(): void {
    this.#ended = true;
    this.#tell(over);
  }

  /** What has arrived can still be read; after it the reader gets the error. */
  fail(error: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    if (!this.#tell(() => Promise.reject(error))) this.#failure = { error };
  }

  next(): Promise<IteratorResult<Uint8Array>> {
    const value = this.#chunks.shift();
    if (value !== undefined) {
      this.#size -= value.length;
      this.#source.taken();
      if (this.#chunks.length === 0) this.#source.resume();
      return Promise.resolve({ done: false, value });
    }
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) return Promise.reject(failure.error);
    if (this.#ended) return Promise.resolve(over);
    return new Promise((resolve) => {
      this.#reader = resolve;
    });
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    this.#chunks = [];
    this.#failure = undefined;
    if (!this.#ended) {
      this.end();
      this.#source.cancel();
    }
    return Promise.resolve(over);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #tell(result: IteratorResult<Uint8Array> | (() => Promise<IteratorResult<Uint8Array>>)): boolean {
    const reader = this.#reader;
    this.#reader = undefined;
    reader?.(typeof result === "function" ? result() : result);
    return reader !== undefined;
  }
}

const over: IteratorResult<Uint8Array> = { done: true, value: undefined };
