import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Operation } from "@specwire/contract";
import { expect, test } from "vitest";
import { connectorOf, operationOf } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

// shown/<case>/answer.json is what the API says, operation.json what differs from a plain read, and each line of
// lines.txt what is typed behind the command, with `terminal` in front where it is typed at one.
// _expected/output.txt holds what is printed; UPDATE=1 writes it.

const folder = join(import.meta.dirname, "shown");
const update = process.env.UPDATE === "1";

test.each(readdirSync(folder))("%s", async (name) => {
  const file = (path: string) => join(folder, name, path);
  const answer = JSON.parse(readFileSync(file("answer.json"), "utf8"));
  const more: Partial<Operation> = existsSync(file("operation.json"))
    ? JSON.parse(readFileSync(file("operation.json"), "utf8"))
    : {};
  const recorder = await startRecorder(replyJson(answer));
  const connector = connectorOf([operationOf("boxes.get", more)]);
  const output: string[] = [];
  for (const line of readFileSync(file("lines.txt"), "utf8").split("\n").slice(0, -1)) {
    const words = line.split(" ").filter(Boolean);
    const terminal = words[0] === "terminal";
    const ran = await runConnector(connector, ["boxes", "get", ...words.slice(terminal ? 1 : 0)], {
      env: { ACME_BASE_URL: recorder.url },
      terminal,
    });
    output.push(`$ boxes get ${line}`.trimEnd(), ran.out, `[${ran.exit}] ${ran.err}`);
  }
  const text = `${output.join("\n")}`.replaceAll(recorder.url, "http://recorder");
  const expected = file("_expected/output.txt");
  if (update) writeFileSync(expected, text);
  expect(text).toBe(readFileSync(expected, "utf8"));
});
