import { expect } from "vitest";
import { type CompileResult, compile } from "../../../src/compile.ts";
import { memoryHost } from "../../../src/memory-host.ts";
import type { Run } from "./cases.ts";
import { type Placed, placeAt } from "./place.ts";

/** Control characters but the line feed, and what turns or hides text: nothing of the kind is ever shown. */
export const unshowable: RegExp = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;

/** The same, and everything else that nobody sees. */
export const unseen: RegExp = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;

/** The first thing of the kind in a text, with what stands around it; short, for messages. */
export function findIn(text: string | undefined, pattern: RegExp): string | undefined {
  if (text === undefined) return "there is no text";
  const found = pattern.exec(text);
  return found ? JSON.stringify(text.slice(Math.max(0, found.index - 40), found.index + 40)) : undefined;
}

export function compilePlaced(placed: Placed): CompileResult {
  return compile(placed.path, memoryHost(placed.files));
}

export function errorsOf({ diagnostics }: CompileResult): string[] {
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, location }) => `${code} ${location.pointer}`);
}

/** Refused: an error of this code at the right place, and nothing to write. */
export function expectRefused(run: Run, payload: string): void {
  const placed = placeAt(run.position, payload);
  const result = compilePlaced(placed);
  expect(result.output).toBeUndefined();
  const at = run.at ?? placed.at ?? "";
  expect(errorsOf(result)).toContain(`${run.code} ${at}`);
  for (const { message, help = "" } of result.diagnostics)
    expect(findIn(message + help, unshowable)).toBeUndefined();
}

/** Every string in a value: texts and names of members. */
export function stringsIn(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (typeof value === "string") found.add(value);
  else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      if (!Array.isArray(value)) found.add(key);
      stringsIn(member, found);
    }
  }
  return found;
}
