import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ask } from "./caller.ts";
import { policy, secret, transferWorld } from "./transfer-world.ts";
import { headerOf } from "./upstream.ts";

// Servers that repeat what they were sent, wherever an answer has room.

const at = transferWorld();

describe("the credential comes back in no answer", () => {
  test.each(["plain", "packed", "cut into bytes"])("%s", async (how) => {
    const forms = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64"),
      Buffer.from(secret).toString("hex"),
    ];
    const text = Buffer.from(forms.map((form) => `<${form}>`).join("\n"));
    at.world.upstream.answer = async (seen, response) => {
      const said = headerOf(seen, "x-key")[0] ?? "";
      const packed = how === "packed";
      response.writeHead(200, { etag: `"${said}"`, ...(packed && { "content-encoding": "gzip" }) });
      if (how !== "cut into bytes") {
        response.end(packed ? gzipSync(text) : text);
        return;
      }
      for (const byte of text) {
        response.write(Buffer.from([byte]));
        await sleep(0);
      }
      response.end();
    };
    const { envelope, body } = await ask(at.caller, {
      operation: "files.read",
      arguments: { path: { name: "a" } },
    });
    expect(envelope.status).toBe(200);
    for (const form of forms) expect(`${body}${JSON.stringify(envelope)}`).not.toContain(form);
    expect(body.toString().match(/</g)?.length).toBe(forms.length);
  });

  test.each([
    [
      "stored with the word before it",
      "auth: { type: bearer_token }",
      { api_key: "Bearer only-the-rest" },
      "only-the-rest",
    ],
    [
      "stored with blanks around it",
      "auth: { type: api_key, in: header, name: X-Key }",
      { api_key: " in-the-middle " },
      "in-the-middle",
    ],
    [
      "written as a cookie",
      "auth: { type: api_key, in: cookie, name: sid }",
      { api_key: "a/b c*d=e" },
      "a/b%20c*d=e",
    ],
  ])("%s", async (_, auth, secrets, sent) => {
    const slug = `echo-${sent.replace(/[^a-z]/g, "")}`;
    const echo = await at.world.connector(slug, { auth });
    await echo.account("work", secrets);
    at.world.upstream.answer = (_seen, response) => response.end(`<${sent}>`);
    const { envelope, body } = await ask(await at.world.session({ connectors: [echo] }), {
      operation: "things.list",
    });
    expect([envelope.error, envelope.status]).toEqual([undefined, 200]);
    const [seen] = at.world.upstream.seen;
    expect(JSON.stringify(seen?.headers)).toContain(sent);
    expect(body.toString()).toBe("<[redacted]>");
  });

  test("nor in the host of a redirect, which has other letters once it is parsed", async () => {
    const mixed = "Sk-MixedCaseKey-00099";
    const account = await at.files.account("mixed", { api_key: mixed });
    expect(account).toBeTruthy();
    const own = await at.world.session({ connectors: [at.files], policies: [policy] });
    for (const key of [mixed, mixed.replace("M", "%4D"), mixed.replace("M", "\tM")]) {
      at.world.upstream.answer = (_, response) =>
        response.writeHead(302, { location: `https://${key}.example/` }).end();
      const { envelope } = await ask(own, {
        operation: "files.download",
        arguments: { path: { name: "a" } },
        account: "mixed",
      });
      expect(envelope.error?.code).toBe("UNEXPECTED_ANSWER");
      expect(JSON.stringify(envelope)).not.toMatch(/mixedcasekey/i);
    }
  });

  test("nor in the name of a header", async () => {
    at.world.upstream.answer = (seen, response) => {
      const key = Buffer.from(headerOf(seen, "x-key")[0] ?? "").toString("hex");
      response.writeHead(200, { [`x-ratelimit-${key}`]: "1", "x-ratelimit-limit": "2" }).end();
    };
    const { envelope } = await ask(at.caller, {
      operation: "files.download",
      arguments: { path: { name: "a" } },
    });
    expect(envelope.headers).toEqual({ "x-ratelimit-limit": "2" });
  });

  test("nor in an error", async () => {
    at.world.upstream.answer = (seen, response) =>
      response
        .writeHead(302, {
          location: `https://${Buffer.from(headerOf(seen, "x-key")[0] ?? "").toString("hex")}.example/`,
        })
        .end();
    const { envelope } = await ask(at.caller, {
      operation: "files.download",
      arguments: { path: { name: "a" } },
    });
    expect(envelope.error?.code).toBe("UNEXPECTED_ANSWER");
    expect(JSON.stringify(envelope)).not.toContain(Buffer.from(secret).toString("hex"));
  });
});
