import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { Bounded } from "./support/bounded.ts";
import { commandWords } from "./support/call.ts";
import { casesOf, payloadOf } from "./support/cases.ts";
import { build, environmentOf, expectInert, expectKept, touchedOperations } from "./support/inert.ts";
import { expectRefused } from "./support/outcome.ts";
import { benignAt } from "./support/place.ts";
import { useStage } from "./support/stage.ts";

const stage = useStage();

// Milliseconds of processor time, which a busy machine does not add to: far above what it takes, far below what an
// attack is after.
const soon = 5_000;

const runsOf = (area: string) => casesOf(area).flatMap((one) => one.runs.map((run) => ({ one, run })));

async function timed<T>(work: () => T): Promise<Awaited<T>> {
  const start = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(soon);
  return result;
}

describe("yaml", () => {
  test.each(runsOf("yaml"))("$one.id at $run.position: $run.outcome", async ({ one, run }) => {
    const payload = payloadOf(one, run, stage().forbiddenPort);
    expect(run.outcome).toBe("refused");
    await timed(() => expectRefused(run, payload));
  });
});

describe("redos", () => {
  const crafted = `${"a".repeat(50_000)}!`;

  test.each(runsOf("redos"))("$one.id at $run.position: $run.outcome", async ({ one, run }) => {
    const payload = payloadOf(one, run, stage().forbiddenPort);
    const built = await timed(() => expectInert(one, run, payload, stage()));
    if (run.outcome === "kept-as-data") expectKept(built, run, payload);
    expect(run.attack).toBe(true);
    const { connector, files } = built;
    const [operation] = touchedOperations(
      connector,
      build("spec.name", benignAt("spec.name")).connector,
    ).filter(({ body }) => body !== undefined);
    if (operation === undefined) throw new Error("no command has a body");
    const name = operation.id === "notes.create" ? "text" : "label";
    const file = stage().write("redos/cli.mjs", files["cli.mjs"] ?? "");
    for (const body of [{ [name]: crafted }, { [name]: "a", [crafted]: "a" }]) {
      const argv = [...commandWords(connector.slug, operation), "--input", JSON.stringify(body)];
      const played = await stage().play({ file, argv, env: environmentOf(connector, stage()) });
      expect(played.cpu).toBeLessThan(soon);
      expect(played.exit).toBe(0);
      expect(JSON.parse(stage().received().at(-1)?.body ?? "")).toEqual(body);
    }
  });

  test("a spec that gives such a value as an example or a default", async () => {
    for (const position of ["spec.example.arg", "spec.body.default"])
      await timed(() => build(position, crafted));
  });
});

describe("dos", () => {
  test.concurrent.each(runsOf("dos"))(
    "$one.id at $run.position",
    { timeout: 300_000 },
    async ({ one, run }) => {
      expect(run.outcome).toBe("bounded");
      const script = fileURLToPath(new URL("support/bounded.ts", import.meta.url));
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          "--max-old-space-size=512",
          "--conditions=@specwire/source",
          script,
          "dos",
          one.id,
          run.position,
          join(stage().folder, `${one.id}-${run.position}`),
        ],
        // Only what never ends is stopped by the clock.
        { timeout: 290_000 },
      );
      const { errors, emitted, megabytes, seconds } = JSON.parse(stdout) as Bounded;
      expect(megabytes).toBeLessThan(1000);
      expect(seconds).toBeLessThan(50);
      if (run.code !== undefined) {
        expect(errors).toContain(run.code);
        expect(emitted).toBeUndefined();
      } else {
        expect(errors).toEqual([]);
        expect(emitted).toBeLessThan(16_000_000);
      }
    },
  );
});
