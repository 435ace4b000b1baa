import { join } from "node:path";
import { harmless, quote } from "../shared/refusal.ts";
import { count, tone } from "../shared/tone.ts";
import type { World } from "../shared/world.ts";
import type { Known } from "./remember.ts";

export type Status = "written" | "unchanged" | "different";

/** `out/acme  unchanged: 2 operations, 1 read, 1 write` */
export function headline(status: Status, folder: string, size: string, { out }: World): string {
  const words = { written: "", unchanged: "unchanged: ", different: "is not up to date: " }[status];
  const name = folder.includes(" ") ? quote(folder) : harmless(folder);
  return `${tone(out, status === "different" ? "careful" : "bold", name)}  ${words}${size}`;
}

export function printNotes(notes: readonly string[], { out }: World): void {
  for (const note of notes) out.write(`  note: ${harmless(note)}\n`);
}

/** Connectors of which nothing has changed since they were compiled, warnings included. */
export function printUnchanged(
  known: readonly (Known & { readonly path: string })[],
  dir: string,
  world: World,
): void {
  for (const { slug, size, notes } of known) {
    world.out.write(`${headline("unchanged", join(dir, slug), size, world)}\n`);
    printNotes(notes, world);
  }
  if (known.length > 1) world.out.write(`${count(known.length, "connector")}: ${known.length} unchanged\n`);
  for (const { path, verdict } of known) {
    if (verdict === undefined) continue;
    world.err.write(`${verdict} as before; specwire check ${quote(path)} shows them\n`);
  }
}
