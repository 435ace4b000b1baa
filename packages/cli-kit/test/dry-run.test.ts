import { describe, expect, test } from "vitest";
import { basic, bearer, connectorOf, operationOf, parameterOf, twoKeys } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const me = operationOf("members.me", { path: "/me" });
const planted = "s3cr3t/planted+marker=";

describe("--dry-run", () => {
  test.each([
    ["bearer", bearer, { ACME_API_KEY: planted }, "headers.authorization", "Bearer <ACME_API_KEY>"],
    [
      "basic",
      basic,
      { ACME_USERNAME: "ann-planted", ACME_PASSWORD: planted },
      "headers.authorization",
      "Basic <ACME_USERNAME>:<ACME_PASSWORD>",
    ],
    [
      "two keys",
      twoKeys,
      { ACME_KEY: planted, ACME_TOKEN: planted },
      "url",
      "https://api.acme.example/me?x=1&key=<ACME_KEY>&token=<ACME_TOKEN>",
    ],
    [
      "nothing connected",
      twoKeys,
      {},
      "url",
      "https://api.acme.example/me?x=1&key=<ACME_KEY>&token=<ACME_TOKEN>",
    ],
  ])("%s", async (_, scheme, env, path, value) => {
    const operation = operationOf("members.me", { path: "/me", parameters: [parameterOf("x")] });
    const ran = await runConnector(
      connectorOf([operation], { auth: [scheme] }),
      ["members", "me", "--x", "1", "--dry-run"],
      { env },
    );
    expect(ran.exit).toBe(0);
    expect(JSON.parse(ran.out)).toHaveProperty(path, value);
    expect(ran.out).not.toMatch(/planted|STAND-IN/);
  });

  test("shows the body and sends nothing, also where a value is the secret itself", async () => {
    const recorder = await startRecorder(replyJson({}));
    const operation = operationOf("members.add", {
      method: "POST",
      body: {
        contentType: "application/json",
        encoding: "json",
        required: true,
        type: { kind: "object", properties: [{ name: "a", type: { kind: "string" } }] },
      },
    });
    const env = { ACME_BASE_URL: recorder.url, ACME_API_KEY: planted };
    const ran = await runConnector(
      connectorOf([operation], { auth: [bearer] }),
      ["members", "add", "--a", planted, "--dry-run"],
      { env },
    );
    expect(JSON.parse(ran.out)).toMatchObject({
      method: "POST",
      url: `${recorder.url}/members/add`,
      body: { a: "[redacted]" },
    });
    expect(recorder.requests).toHaveLength(0);
  });

  test("a URL that nobody knows yet stands as its template", async () => {
    const servers = { default: { url: "https://{instance}/v1", env: "ACME_BASE_URL", hosts: [] } };
    const ran = await runConnector(connectorOf([me], { servers }), ["members", "me", "--dry-run"]);
    expect(JSON.parse(ran.out).url).toBe("https://{instance}/v1/me");
  });
});
