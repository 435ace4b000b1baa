import { inspect } from "node:util";

const redacted = "[redacted]";

type Values = Readonly<Record<string, string | number>>;

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

/** The same for an object that has to travel as JSON; `names`: of its secrets, where not all are. */
export function hideWhenInspected<Given extends Values>(
  values: Given,
  names: readonly (keyof Given & string)[] = Object.keys(values),
): Given {
  hide(values, inspect.custom, () => hidden(values, names));
  return values;
}

/** As names that nobody sees: neither a copy nor a loop has them. */
function hide(values: Values, name: string | symbol, print: () => unknown): void {
  // A secret may have that very name.
  if (Object.hasOwn(values, name)) return;
  Object.defineProperty(values, name, { value: print, enumerable: false });
}

function hidden(values: Values, names: readonly string[] = Object.keys(values)): Values {
  return { ...values, ...Object.fromEntries(names.map((name) => [name, redacted])) };
}
