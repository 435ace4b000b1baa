import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandWords } from "./support/call.ts";
import { casesOf, payloadOf } from "./support/cases.ts";
import { environmentOf, expectInert, expectKept } from "./support/inert.ts";
import { inlineCodes } from "./support/markdown.ts";
import { expectRefused } from "./support/outcome.ts";
import { isRunnable, runLine } from "./support/shell.ts";
import { type Stage, useStage } from "./support/stage.ts";

const stage = useStage();

describe.each(["prompt-injection", "md-shell"])("%s", (area) => {
  const runs = casesOf(area).flatMap((one) => one.runs.map((run) => ({ one, run })));
  test.each(runs)("$one.id at $run.position: $run.outcome", async ({ one, run }) => {
    const payload = payloadOf(one, run, stage().forbiddenPort);
    if (run.outcome === "refused") return expectRefused(run, payload);
    const built = await expectInert(one, run, payload, stage());
    if (run.outcome === "kept-as-data") expectKept(built, run, payload);
    for (const { summary, description = "" } of Object.values(built.connector.operations)) {
      expect(summary.length).toBeLessThanOrEqual(100);
      expect(description.length).toBeLessThanOrEqual(600);
    }
    if (run.shell) await expectExamples(built, payload, run.arrives === true, stage());
  });
});

/** Every example that is printed makes exactly the call that it says, and that call sends the payload as it is. */
async function expectExamples(
  { connector, files }: Awaited<ReturnType<typeof expectInert>>,
  payload: string,
  arrives: boolean,
  stage: Stage,
): Promise<void> {
  const file = stage.write("examples/cli.mjs", files["cli.mjs"] ?? "");
  const env = environmentOf(connector, stage);
  const lines = inlineCodes(files["instructions.md"] ?? "").filter((code) => code.startsWith("custom-acme "));
  for (const operation of Object.values(connector.operations)) {
    const { out } = await stage.play({
      file,
      env,
      argv: [...commandWords(connector.slug, operation), "--help"],
    });
    // None where it would say no more than what is required.
    const [, example] = out.split("Example: ", 2);
    if (example !== undefined) lines.push(example.trimEnd());
  }
  const bodies: string[] = [];
  for (const line of lines) {
    // A pattern to fill in; should someone run it all the same, its placeholders must be nothing to a shell.
    for (const [placeholder] of line.matchAll(/<[^<>]*>/g))
      if (!isRunnable(line)) expect(placeholder).toMatch(/^<[\w.|-]+>$/);
    if (!isRunnable(line)) continue;
    const argv = runLine(line, join(stage.folder, "shell"));
    const called = await stage.play({ file, env, argv });
    if (!argv.includes("--help")) expect(called.exit, line).toBe(0);
    bodies.push(...stage.received().map(({ body }) => body));
  }
  const sent = bodies
    .filter((body) => body !== "")
    .flatMap((body) => Object.values(JSON.parse(body) as object));
  if (arrives) expect(sent).toContain(payload);
}
