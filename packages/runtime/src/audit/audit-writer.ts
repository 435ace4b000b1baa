import type { Context } from "../context.ts";
import { isPassing } from "../store/store-errors.ts";
import { type AuditRow, insertAudit, keyOf, repeated } from "./audit-rows.ts";

type Sources = Pick<Context, "db">;

interface Waiting {
  readonly row: AuditRow;
  /** Told once it is stored, or with why it is not. */
  readonly done: (error?: unknown) => void;
}

/** Rows of one statement. */
const mostRows = 500;

/**
 * Writes rows of the audit, those of the same moment in one transaction: while one is written, all that come wait and
 * are the next. So a row costs a share of a commit under load, and no wait where there is none.
 */
export class AuditWriter {
  readonly #sources: Sources;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Resolves when the row is stored. Throws `REQUEST_REPEATED`, or why it could not be written. */
  now(row: AuditRow): Promise<void> {
    const stored = this.#add(row);
    void this.#start();
    return stored;
  }

  /** Ends when nothing is left to be written. */
  async landed(): Promise<void> {
    while (this.#waiting.length > 0 || this.#writing !== undefined) await this.#start();
  }

  #add(row: AuditRow): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ row, done: (error) => (error === undefined ? resolve() : reject(error)) });
    });
  }

  #start(): Promise<void> {
    this.#writing ??= this.#writeAll();
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    // What is asked for in the same turn belongs together.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0, mostRows));
    // In the turn in which nothing was left: whoever comes a turn later begins anew.
    this.#writing = undefined;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      const written = await insertAudit(
        this.#sources,
        batch.map(({ row }) => row),
      );
      const left = new Set(written);
      // `delete`: of two rows with one key the first is the one that was written.
      for (const { row, done } of batch) done(left.delete(keyOf(row)) ? undefined : repeated(row));
    } catch (error) {
      // One row that the database refuses keeps no other from being written.
      if (batch.length > 1 && !isPassing(error)) for (const one of batch) await this.#write([one]);
      else for (const { done } of batch) done(error);
    }
  }
}
