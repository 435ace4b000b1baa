import { describe, expect, test } from "vitest";
import { connectorOf, operationOf, parameterOf } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const list = operationOf("boxes.list", {
  path: "/boxes",
  parameters: [
    parameterOf("state", { type: { kind: "string", enum: ["open", "shut", "all"] }, apiDefault: "open" }),
    parameterOf("sort", { type: { kind: "string", enum: ["name", "age"] }, apiDefault: "name" }),
  ],
  response: { kind: "json", items: "", fields: ["id"], known: [] },
});
const told = "Only --state open, which the API takes by itself; all: --state all";

async function notes(words: readonly string[], items: readonly unknown[] = [{ id: 1 }]): Promise<string> {
  const recorder = await startRecorder(replyJson(items));
  const ran = await runConnector(connectorOf([list]), ["boxes", "list", ...words], {
    env: { ACME_BASE_URL: recorder.url },
  });
  expect(ran.exit).toBe(0);
  return ran.err;
}

describe("what an API leaves out by itself", () => {
  test.each([[[]], [["--count"]], [["--count-by", "id"]]])("is said of a whole list: %j", async (words) => {
    expect(await notes(words)).toContain(told);
  });

  test("is said of an empty list", async () => {
    expect(await notes([], [])).toContain(told);
  });

  test("is not said where a choice was made, nor of what leaves nothing out", async () => {
    expect(await notes(["--state", "shut", "--count"])).not.toContain("by itself");
    expect(await notes(["--state", "all"])).not.toContain("--sort");
  });
});
