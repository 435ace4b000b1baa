import { describe, expect, test } from "vitest";
import { connectorOf, operationOf } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

describe("what an answer may do to a terminal", () => {
  const nasty = "\u001b]0;owned\u0007\u001b[31mred\u009b2J\u202Eback";
  const run = async (argv: readonly string[], terminal: boolean) => {
    const recorder = await startRecorder(replyJson([{ name: nasty }]));
    const operation = operationOf("boxes.list", {
      response: { kind: "json", items: "", fields: [], known: [] },
    });
    return runConnector(connectorOf([operation]), ["boxes", "list", ...argv], {
      env: { ACME_BASE_URL: recorder.url },
      terminal,
    });
  };

  test.each([[[]], [["--output", "table"]], [["--output", "json"]], [["--output", "raw"]]])(
    "nothing, with %j",
    async (argv) => {
      const { out } = await run(argv, true);
      expect(out).toContain("red");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    },
  );

  test("a pipe gets the string as it is", async () => {
    expect(JSON.parse((await run([], false)).out)[0].name).toBe(nasty);
  });

  test("nor an error message", async () => {
    const recorder = await startRecorder(replyJson({ message: nasty }, 400));
    const ran = await runConnector(connectorOf([operationOf("boxes.get")]), ["boxes", "get"], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect(ran.error?.message).toBe("redback");
  });
});
