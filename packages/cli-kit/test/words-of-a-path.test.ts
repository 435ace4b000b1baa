import { expect, test } from "vitest";
import { connectorOf, operationOf, parameterOf } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const removal = operationOf("boxes.delete", {
  method: "DELETE",
  path: "/owners/{owner}/boxes/{box}",
  parameters: [
    parameterOf("owner", { in: "path", required: true }),
    parameterOf("box", { in: "path", required: true }),
    parameterOf("force", { type: { kind: "boolean" } }),
  ],
});

async function sent(argv: readonly string[]) {
  const recorder = await startRecorder(replyJson({}));
  const { error } = await runConnector(connectorOf([removal]), argv, {
    env: { ACME_BASE_URL: recorder.url },
  });
  return { error, count: recorder.requests.length };
}

test("a word with a slash is no part of a path of something that is removed, unless it comes last", async () => {
  const refused = await sent(["boxes", "delete", "ada/tools", "x"]);
  expect(refused).toMatchObject({
    count: 0,
    error: { code: "USAGE", help: "name each by its flag: --owner <owner> --box <box>" },
  });
  expect((await sent(["boxes", "delete", "ada/tools"])).count).toBe(1);
  expect((await sent(["boxes", "delete", "ada", "tools/x"])).count).toBe(1);
});

test.each([
  ["no", "false"],
  ["True", "true"],
])("%s behind a switch is no word of the path", async (word, meant) => {
  const { count, error } = await sent(["boxes", "delete", "ada", "--force", word]);
  expect(error).toMatchObject({
    code: "USAGE",
    help: `try: custom-acme boxes delete ada --force ${meant}`,
  });
  expect(count).toBe(0);
});
