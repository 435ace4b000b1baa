// A process with little memory that compiles one hostile input and says what came of it.
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compile } from "../../../src/compile.ts";
import { memoryHost } from "../../../src/memory-host.ts";
import { nodeHost } from "../../../src/node-host.ts";
import { casesOf, payloadOf } from "./cases.ts";
import { placeAt } from "./place.ts";

export interface Bounded {
  readonly errors: readonly string[];
  /** Characters of everything that was emitted; absent where nothing was. */
  readonly emitted?: number;
  /** The most memory that the process had, in megabytes. */
  readonly megabytes: number;
  /** Processor time of the process, start and end included. */
  readonly seconds: number;
}

const [area = "", id = "", position = "", folder = ""] = process.argv.slice(2);
const one = casesOf(area).find((other) => other.id === id);
const run = one?.runs.find((other) => other.position === position);
if (one === undefined || run === undefined) throw new Error(`there is no ${id} at ${position}`);

const { payload } = one;
const isHuge = typeof payload === "object" && payload.$gen === "repeat";
const placed = placeAt(position, isHuge ? "" : payloadOf(one, run, 0));
if (isHuge) {
  for (const [path, text] of Object.entries(placed.files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    // A hole: as large to whoever asks, and no disk is filled.
    if (text === "") truncateSync(file, payload.n);
  }
}
const result = isHuge
  ? compile(join(folder, placed.path), nodeHost)
  : compile(placed.path, memoryHost(placed.files));
const emitted = result.output?.files.reduce((sum, file) => sum + file.text.length, 0);
const { user, system } = process.cpuUsage();
const bounded: Bounded = {
  errors: result.diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code),
  ...(emitted !== undefined && { emitted }),
  megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  seconds: (user + system) / 1_000_000,
};
process.stdout.write(JSON.stringify(bounded));
