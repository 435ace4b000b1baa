import { inspect } from "node:util";

const redacted = "[redacted]";

/**
 * A secret value that prints as `[redacted]`: in text, JSON, `console.log`, `util.inspect` with any options, and a
 * structured clone. It keeps a secret out of logs, not out of memory: JavaScript's strings can't be wiped.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself; the only way to it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [Symbol.toPrimitive](): string {
    return redacted;
  }

  [inspect.custom](): string {
    return redacted;
  }
}

/**
 * The same object, printing as its names with `[redacted]`, though its values are read and copied as ever. For sets
 * of secrets on their way through the runtime; a copy of it prints again.
 */
export function hideWhenPrinted<Values extends Readonly<Record<string, string>>>(values: Values): Values {
  const printed = (): Record<string, string> =>
    Object.fromEntries(Object.keys(values).map((name) => [name, redacted]));
  for (const name of ["toJSON", inspect.custom])
    Object.defineProperty(values, name, { value: printed, enumerable: false });
  return values;
}
