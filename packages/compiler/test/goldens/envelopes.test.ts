import { globSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AnswerEnvelope, OperationEnvelope } from "@specwire/contract";
import { expect, test } from "vitest";
import { startAnswer, startFakeBroker } from "../../../cli-kit/test/support/fake-broker.ts";
import { compileSpec } from "../support/compiled.ts";
import { loadGeneratedCli } from "../support/generated-cli.ts";

// Each recorded call through the broker, made again by the tool of its connector: what it sends, and what it makes
// of the answer.

interface Golden {
  /** The command line behind the tool's name; `{folder}` is where the files lie. */
  readonly run: readonly string[];
  readonly request: OperationEnvelope;
  readonly frames: Readonly<Record<string, string>>;
  readonly answer: AnswerEnvelope;
  readonly body: string;
  readonly printed: { readonly exit: number; readonly out: string; readonly err: string };
}

const folder = join(import.meta.dirname, "../../../contract/test/envelopes");
const run = await loadGeneratedCli();

test.each(globSync("*.json", { cwd: folder }).toSorted())("%s", async (name) => {
  const golden = JSON.parse(readFileSync(join(folder, name), "utf8")) as Golden;
  const { request, answer } = golden;
  const files = mkdtempSync(join(tmpdir(), "specwire-envelope-"));
  for (const file of request.files)
    writeFileSync(join(files, file.name), Buffer.from(golden.frames[file.id] ?? "", "base64"));
  const broker = await startFakeBroker((asked, response) => {
    const { requestId: _, ...head } = answer;
    startAnswer(asked, response, head);
    response.end(Buffer.from(golden.body, "base64"));
  });
  const argv = golden.run.map((word) => word.replace("{folder}", files));
  const output = compileSpec(request.connector.slug);
  const ran = await run(output, argv, { SPECWIRE_BROKER_URL: broker.url, SPECWIRE_GRANT: "grant" });
  const shown = (text: string) => text.replaceAll(files, "{folder}");
  expect({ exit: ran.exit, out: shown(ran.out), err: shown(ran.err) }).toEqual(golden.printed);
  const [sent] = broker.operations();
  const { digest } = sent?.connector ?? {};
  expect(sent).toEqual({
    ...request,
    requestId: expect.any(String),
    connector: { ...request.connector, digest },
  });
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(Object.keys(broker.asked[0]?.files ?? {})).toEqual(request.files.map(({ id }) => id));
});
