import { type Connector, isVariableValue, own } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";

type Definitions = Connector["variables"];
type Values = Readonly<Record<string, string>>;

const place = /\{([^{}]*)\}/g;

/**
 * An endpoint's URL with a value for each of its variables. What comes out is parsed and compared with what was
 * meant: the host can't be another one, whatever a value holds. Throws `INVALID_VARIABLE`.
 */
export function expandUrl(template: string, definitions: Definitions, values: Values): string {
  const [, before = "", path = "", rest = ""] = parts.exec(template) ?? [];
  const fill = (text: string, encode: (value: string) => string) =>
    text.replace(place, (_, name: string) => {
      const value = valueFor(name, definitions, values);
      if (value === undefined) throw invalid(name);
      return encode(value);
    });
  const origin = fill(before, (value) => value);
  const filledPath = fill(path, (value) => value);
  const url = URL.parse(origin + filledPath + fill(rest, encodeURIComponent));
  // Where a value ends the host, or is read as something else, the parser sees another origin than was meant.
  const isMeant = isOrigin.test(origin) && url?.origin === URL.parse(origin)?.origin;
  if (url === null || !isMeant || !isPlainPath(filledPath)) throw invalid(nameIn(template));
  return url.href;
}

/** Scheme with host and port, path, and what follows; braces hold names. */
const parts = /^((?:https?:\/\/)?[^/?#]*)([^?#]*)(.*)$/is;
const isOrigin = /^https?:\/\/(\[[\da-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i;

/** A path that goes nowhere but down, without what would end it. */
function isPlainPath(path: string): boolean {
  return !/[?#\\\s]|%(?![0-9a-f]{2})|%(2e|2f|5c)/i.test(path) && !/(^|\/)\.{1,2}(\/|$)/.test(path);
}

/**
 * The value of a parameter or header: `{name}` with a declared variable's name stands for its value, other braces
 * for themselves. Throws `INVALID_VARIABLE` where a declared one has no value.
 */
export function expandText(template: string, definitions: Definitions, values: Values): string {
  return template.replace(place, (whole, name: string) => {
    if (own(definitions, name) === undefined) return whole;
    const value = valueFor(name, definitions, values);
    if (value === undefined) throw invalid(name);
    return value;
  });
}

/** Names of the declared variables that a template has. */
export function variablesIn(template: string | undefined, definitions: Definitions): string[] {
  const names = [...(template ?? "").matchAll(place)].map(([, name = ""]) => name);
  return names.filter((name) => own(definitions, name) !== undefined);
}

function valueFor(name: string, definitions: Definitions, values: Values): string | undefined {
  const definition = own(definitions, name);
  const value = own(values, name) ?? definition?.default;
  return definition !== undefined && value !== undefined && isVariableValue(definition, value)
    ? value
    : undefined;
}

function nameIn(template: string): string {
  return /\{([^{}]*)\}/.exec(template)?.[1] ?? "";
}

/** The value is not shown: it came from outside. */
function invalid(name: string): RuntimeError {
  return new RuntimeError("INVALID_VARIABLE", `the variable "${name}" has no value that fits its URL`);
}
