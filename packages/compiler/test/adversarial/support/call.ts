import { type ArgumentTypes, commandName, type Flag, flagsOf, type Operation } from "@specwire/contract";
import { expect } from "vitest";
import type { Received } from "./stage.ts";

/** A call of a command that sets every plain flag, and what has to arrive. */
export interface Call {
  readonly argv: readonly string[];
  readonly sent: readonly Sent[];
}

interface Sent {
  readonly in: Flag["in"];
  readonly name: string;
  readonly value: string | number | true;
}

export function callOf(slug: string, operation: Operation, types: ArgumentTypes, text = "v7v"): Call {
  const sent: Sent[] = [];
  const words: string[] = [];
  for (const flag of flagsOf(operation, types)) {
    const [name = "", ...deeper] = flag.path;
    const value = valueFor(flag, text);
    if (deeper.length > 0 || value === undefined) continue;
    words.push(value === true ? `--${flag.name}` : `--${flag.name}=${value}`);
    sent.push({ in: flag.in, name, value });
  }
  return { argv: [...commandWords(slug, operation), ...words], sent };
}

export function commandWords(slug: string, operation: Operation): string[] {
  return commandName(slug, operation.id).split(" ").slice(1);
}

function valueFor({ type }: Flag, text: string): Sent["value"] | undefined {
  switch (type.kind) {
    case "string":
      return type.enum?.[0] ?? text;
    case "integer":
    case "number":
      return type.enum?.[0] ?? type.minimum ?? Math.min(1, type.maximum ?? 1);
    case "boolean":
      return true;
    default:
      return undefined;
  }
}

/** Whether each value reached the place and the name that the document or spec gave it. */
export function expectArrived(received: Received | undefined, sent: readonly Sent[]): void {
  expect(received, "no request has arrived").toBeDefined();
  if (received === undefined) return;
  for (const { in: place, name, value } of sent) {
    if (place === "query") expect(received.url.searchParams.getAll(name)).toContain(String(value));
    else if (place === "path") expect(decodeURIComponent(received.url.pathname)).toContain(String(value));
    else if (place === "header") expect(received.headers[name.toLowerCase()]).toBe(String(value));
    else if (place === "body") {
      const body = JSON.parse(received.body) as object;
      expect(Object.getOwnPropertyDescriptor(body, name)?.value, name).toBe(value);
    }
  }
}
