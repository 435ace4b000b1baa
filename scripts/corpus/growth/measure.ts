// How much work compiling is, for documents of one size and of twice that. Prints JSON.
//
// In a process of its own, since V8 counts exactly only what it interprets (`--no-opt …`) and what it has
// compiled after counting began; so the compiler is imported afterwards.
import { Session } from "node:inspector/promises";
import type { JsonObject } from "../original.ts";
import { dense, diamonds, nested, plain, towers } from "./documents.ts";

export interface Measured {
  readonly shape: string;
  readonly size: number;
  /** Of the document. */
  readonly bytes: number;
  /** How often functions, loops and branches of the compiler ran. */
  readonly work: number;
  /** Of connector.json. */
  readonly written: number;
}

const shapes: readonly (readonly [shape: string, make: (size: number) => JsonObject, size: number])[] = [
  ["plain", plain, 80],
  ["dense", dense, 60],
  ["nested", nested, 30],
  ["diamonds", diamonds, 20],
  ["towers", towers, 25],
];

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
const { draftAndCompile } = await import("../connector.ts");
const measured: Measured[] = [];
await measure("plain", plain(5), 5); // What is loaded and compiled once is no growth.
measured.length = 0;
for (const [shape, make, size] of shapes) {
  await measure(shape, make(size), size);
  await measure(shape, make(2 * size), 2 * size);
}
console.log(JSON.stringify(measured));

async function measure(shape: string, document: JsonObject, size: number): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(document));
  await session.post("Profiler.takePreciseCoverage"); // Counts from here on.
  const { output, diagnostics } = draftAndCompile(bytes);
  const { result } = await session.post("Profiler.takePreciseCoverage");
  if (output === undefined) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  const work = result
    .filter(({ url }) => /\/packages\/(compiler|contract)\//.test(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
    .reduce((sum, count) => sum + count, 0);
  const written = output.files.find(({ path }) => path === "connector.json")?.text.length ?? 0;
  measured.push({ shape, size, bytes: bytes.length, work, written });
}
