import type { Variable } from "./connector.ts";
import { own } from "./json.ts";
import { trimEnd } from "./trim-end.ts";

/** Characters; no address and no parameter is longer. */
const longestValue = 1000;

/** RFC 1123 section 2.1: one label of a host name. */
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Whether a value may stand for the variable: one of its `enum`, or of its kind and inside its `hosts`. */
export function isVariableValue(variable: Variable, value: string): boolean {
  if (variable.enum !== undefined) return variable.enum.includes(value);
  if (value.length > longestValue) return false;
  if (variable.kind === "label") return label.test(value);
  if (variable.kind === "path") return /^[\w.~-]+$/.test(value) && !/^\.{1,2}$/.test(value);
  if (variable.kind === "text") return /^[^\p{C}]+$/u.test(value);
  if (variable.kind === "domain") return isDomain(value) && isWithin(variable, value.toLowerCase());
  if (!/^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/i.test(value) || !URL.canParse(value)) return false;
  const { hostname, port } = new URL(value);
  return isWithin(variable, hostname, port);
}

/** A name that DNS can hold; its last label is no number, so it is no address (WHATWG URL, "ends in a number"). */
function isDomain(value: string): boolean {
  const labels = value.split(".");
  return (
    value.length <= 253 &&
    labels.every((one) => label.test(one)) &&
    !/^(\d+|0x[\da-f]*)$/i.test(labels.at(-1) ?? "")
  );
}

function isWithin(variable: Variable, hostname: string, port = ""): boolean {
  if (variable.selfHosted) return hostname.includes(".") && isDomain(hostname);
  return (variable.hosts ?? []).some((pattern) => isHostOf(pattern, hostname, port));
}

function isHostOf(pattern: string, hostname: string, given: string): boolean {
  const [name = "", port = ""] = pattern.split(":");
  if (given !== (port === "443" ? "" : port)) return false;
  return name.startsWith("*.")
    ? hostname.endsWith(name.slice(1)) && hostname.length > name.length - 1
    : hostname === name;
}

/**
 * A server's URL with a value for each of its variables: the given one, else the variable's default. Undefined
 * where one has neither, or a value that it must not have.
 */
export function expandServerUrl(
  template: string,
  variables: Readonly<Record<string, Variable>>,
  values: Readonly<Record<string, string>> = {},
): string | undefined {
  let whole = true;
  const url = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const variable = own(variables, name);
    const value = own(values, name) ?? variable?.default;
    if (variable !== undefined && value !== undefined && isVariableValue(variable, value)) return value;
    whole = false;
    return "";
  });
  return whole ? trimEnd(url, "/") : undefined;
}
