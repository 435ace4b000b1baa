import { inspect } from "node:util";

const redacted = "[redacted]";

type Values = Readonly<Record<string, string>>;

/**
 * The same object, whose values print as `[redacted]`: in `console.log`, `util.inspect`, text and JSON. They are
 * read and copied as ever, and a copy prints again. It keeps secrets out of logs, not out of memory: JavaScript's
 * strings can't be wiped.
 */
export function hideWhenPrinted<Given extends Values>(values: Given): Given {
  hide(values, "toString", () => redacted);
  hide(values, "toJSON", () => hidden(values));
  return hideWhenInspected(values);
}

/** The same for an object that has to travel as JSON. */
export function hideWhenInspected<Given extends Values>(values: Given): Given {
  hide(values, inspect.custom, () => hidden(values));
  return values;
}

/** As names that nobody sees: neither a copy nor a loop has them. */
function hide(values: Values, name: string | symbol, print: () => unknown): void {
  // A secret may have that very name.
  if (Object.hasOwn(values, name)) return;
  Object.defineProperty(values, name, { value: print, enumerable: false });
}

function hidden(values: Values): Record<string, string> {
  return Object.fromEntries(Object.keys(values).map((name) => [name, redacted]));
}
