import { inspect } from "node:util";
import { serialize } from "node:v8";

/** Everything that anyone could make of a value: what a log, a crash report or a careless answer would show. */
export function everyWriting(value: unknown): string {
  const writings = [
    inspect(value, {
      depth: Number.POSITIVE_INFINITY,
      showHidden: true,
      getters: true,
      maxArrayLength: null,
      maxStringLength: null,
    }),
    attempt(() => JSON.stringify(value)),
    attempt(() => String(value)),
    attempt(() => serialize(value).toString("latin1")),
    ...chain(value).flatMap((one) =>
      Reflect.ownKeys(one).map((key) => attempt(() => String(one[key as never]))),
    ),
  ];
  return writings.join("\n");
}

/** The value, its prototypes, and the causes and parts of an error. */
function chain(value: unknown, seen = new Set<object>()): object[] {
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  seen.add(value);
  const { cause, errors } = value as { cause?: unknown; errors?: unknown };
  const parts = Array.isArray(errors) ? errors : [];
  return [
    value,
    ...chain(Object.getPrototypeOf(value), seen),
    ...[cause, ...parts].flatMap((one) => chain(one, seen)),
  ];
}

function attempt(write: () => string | undefined): string {
  try {
    return write() ?? "";
  } catch (error) {
    return String(error);
  }
}
