import { isArray, isObject, type Json } from "@specwire/contract";
import { isPlain } from "../phases/1-parse/plain-text.ts";

/** How values are written around: with indentation, between YAML's brackets, or in JSON. */
export type Style = "block" | "flow" | "json";

/** A text as YAML or JSON, with quotes where it needs them. */
export function scalarText(value: string, style: Style): string {
  if (style === "json") return JSON.stringify(value);
  return (style === "block" && isRequest(value)) || isPlain(value) ? value : JSON.stringify(value);
}

/** A value between brackets. */
export function flowText(value: Json, style: "flow" | "json"): string {
  if (typeof value === "string") return scalarText(value, style);
  if (isArray(value)) return `[${value.map((one) => flowText(one, style)).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, one]) => memberText(name, one, style));
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

export function memberText(name: string, value: Json, style: "flow" | "json"): string {
  return `${scalarText(name, style)}: ${flowText(value, style)}`;
}

// Braces mean nothing to YAML in a line of their own.
function isRequest(value: string): boolean {
  return /^[A-Z]+ \/[\w./{}~$@+-]*$/.test(value);
}
