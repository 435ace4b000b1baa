import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Json, Operation } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { bearer, connectorOf, operationOf, parameterOf, string } from "./support/connector.ts";
import { startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const owner = parameterOf("owner", { in: "path", required: true });

const body = (...fields: readonly object[]): NonNullable<Operation["body"]> => ({
  contentType: "application/json",
  encoding: "json",
  required: true,
  type: { kind: "object", properties: fields as never },
});

describe("what a file or a pipe held stands in no line", () => {
  const secret = "hunter2-of-a-file";
  const held = JSON.stringify({ title: secret, state: "lost" });
  const path = join(mkdtempSync(join(tmpdir(), "specwire-body-")), "body.json");
  writeFileSync(path, held);

  async function create(input: string, status: number, answer: Json, headers: Record<string, string> = {}) {
    const recorder = await startRecorder((_, response) => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify(answer));
    });
    const argv = ["labels", "create", "--owner", "ann", "--input", input];
    const env = { ACME_BASE_URL: recorder.url, ACME_API_KEY: "key-123456", ACME_ACCOUNT: "work" };
    return runConnector(secrets, argv, { env, ...(input === "-" && { stdin: held }) });
  }

  const secrets = connectorOf(
    [
      operationOf("labels.create", {
        method: "PUT",
        path: "/{owner}/labels",
        parameters: [owner],
        body: body(
          { name: "title", type: string },
          { name: "state", type: { ...string, enum: ["kept", "lost"] } },
        ),
      }),
    ],
    { auth: [bearer] },
  );

  test.each<[string, number, Json, Record<string, string>, string]>([
    [
      "an error of a value",
      422,
      { message: "x", errors: [{ field: "state", message: "is wrong" }] },
      {},
      " --state <kept|lost>",
    ],
    ["to try later", 429, { message: "Slow down" }, { "retry-after": "400" }, ""],
  ])("%s", async (_, status, answer, headers, more) => {
    const ofFile = await create(`@${path}`, status, answer, headers);
    expect(ofFile.err).not.toContain(secret);
    expect(ofFile.error?.help).toContain(`custom-acme labels create --owner ann --input @${path}${more}`);
    const piped = await create("-", status, answer, headers);
    expect(piped.err).not.toContain(secret);
    expect(piped.error?.help).not.toContain("--input");
  });

  test("an error that is found before anything is sent", async () => {
    const other = path.replace("body.json", "other.json");
    writeFileSync(other, JSON.stringify({ title: secret, state: "losst" }));
    const ran = await create(`@${other}`, 200, {});
    expect(ran.err).not.toContain(secret);
    expect(ran.error?.help).toBe(`try: custom-acme labels create --owner ann --state lost --input @${other}`);
  });
});
