import type { Variable } from "./connector.ts";
import { own } from "./json.ts";

/** RFC 1123 section 2.1: one label of a host name. */
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Whether a value may stand for the variable: one of its `enum`, or of its kind and inside its `hosts`. */
export function isVariableValue(variable: Variable, value: string): boolean {
  if (variable.enum !== undefined) return variable.enum.includes(value);
  if (variable.kind === "label") return label.test(value);
  if (variable.kind === "path") return /^[\w.~-]+$/.test(value) && !/^\.{1,2}$/.test(value);
  if (!/^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/i.test(value) || !URL.canParse(value)) return false;
  return (variable.hosts ?? []).some((pattern) => isHostOf(pattern, new URL(value)));
}

function isHostOf(pattern: string, url: URL): boolean {
  const [name = "", port = ""] = pattern.split(":");
  if (url.port !== (port === "443" ? "" : port)) return false;
  return name.startsWith("*.")
    ? url.hostname.endsWith(name.slice(1)) && url.hostname.length > name.length - 1
    : url.hostname === name;
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
  return whole ? url.replace(/\/+$/, "") : undefined;
}
