import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { readFrame } from "@specwire/contract";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { disconnectAccount } from "../../src/accounts/disconnect.ts";
import { approve } from "../../src/approvals/decide-approval.ts";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "./broker-world.ts";
import { type Asked, ask, type Caller, codeOf, send } from "./caller.ts";
import { headerOf, startUpstream, type Upstream } from "./upstream.ts";

// Bytes both ways, through a broker with a real database.

const secret = "s3cret/key+of ada";
let world: BrokerWorld;
let storage: Upstream;
let files: StoredForTest;
let caller: Caller;
const policy = { policy: 1, rules: [{ operations: ["files.*"], verdict: "allow" }] };

beforeAll(async () => {
  storage = await startUpstream();
  world = await brokerWorld("pglite", [storage.host]);
  files = await world.connector("files", {
    servers: `servers: { default: "$API/v1", uploads: "${storage.origin}" }`,
    operations: `operations:
  files.upload:
    request: "POST /files/{name}"
    summary: Upload a file
    server: uploads
    body: { type: string, format: binary }
    contentType: application/octet-stream
  files.attach:
    request: POST /attach
    summary: Attach files
    body: { type: object, properties: { note: { type: string }, one: { type: string, format: binary }, two: { type: string, format: binary } } }
    contentType: multipart/form-data
  files.download:
    request: "GET /files/{name}"
    summary: Download a file
    response: binary
    follow: { hosts: [127.0.0.1] }
  files.read: { request: "GET /read/{name}", summary: Read a file, response: binary }
  files.watch: { request: GET /watch, summary: Watch, response: stream }`,
  });
  await files.account("work", { api_key: secret });
  caller = await world.session({ connectors: [files], policies: [policy] });
});
afterAll(async () => {
  await world.close();
  storage.stop();
});
afterEach(() => {
  world.upstream.seen.length = 0;
  storage.seen.length = 0;
});

const upload = (bytes: Buffer, said = {}): Asked => ({
  operation: "files.upload",
  arguments: { path: { name: "a.bin" }, body: { $file: "f" } },
  files: { f: { bytes, said } },
});
const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("an upload", () => {
  test.each([0, 1, 70_000, 20_000_000])(
    "of %i bytes reaches the second server byte for byte",
    async (size) => {
      const bytes = randomBytes(size);
      expect((await ask(caller, upload(bytes))).envelope.status).toBe(200);
      const [seen] = storage.seen;
      expect([seen?.method, seen?.target]).toEqual(["POST", "/files/a.bin"]);
      expect(seen && headerOf(seen, "content-length")).toEqual([String(size)]);
      expect(seen && headerOf(seen, "content-type")).toEqual(["application/octet-stream"]);
      expect(hash(seen?.body ?? Buffer.from("none"))).toBe(hash(bytes));
      expect(world.upstream.seen).toEqual([]);
    },
  );

  const bytes = randomBytes(300_000);
  const cases: Record<string, Asked> = {
    "whose bytes are others": upload(bytes, { sha256: hash(Buffer.from("another")) }),
    "that has more bytes than it says": upload(bytes, {
      size: 299_999,
      sha256: hash(bytes.subarray(0, 299_999)),
    }),
    "of nothing that says to be something": upload(Buffer.alloc(0), { sha256: hash(Buffer.from("x")) }),
  };
  test.each(Object.keys(cases))("%s is taken for whole by nobody", async (name) => {
    expect(await codeOf(caller, cases[name] as Asked)).toBe("INVALID_ARGUMENT");
    await sleep(50);
    expect(storage.seen.filter(({ complete }) => complete)).toEqual([]);
  });

  test.each(["files of no argument", "an argument without its file", "one file twice", "another order"])(
    "with %s is refused before anything is sent",
    async (name) => {
      const file = { bytes: Buffer.from("x") };
      const attach = (body: Record<string, { $file: string }>, given: Asked["files"]): Asked => ({
        ...{ operation: "files.attach", arguments: { body }, files: given ?? {} },
      });
      const asked: Record<string, Asked> = {
        "files of no argument": attach({ one: { $file: "a" } }, { a: file, b: file }),
        "an argument without its file": attach({ one: { $file: "a" } }, {}),
        "one file twice": attach({ one: { $file: "a" }, two: { $file: "a" } }, { a: file }),
        "another order": attach({ one: { $file: "a" }, two: { $file: "b" } }, { b: file, a: file }),
      };
      expect(await codeOf(caller, asked[name] as Asked)).toBe("INVALID_ARGUMENT");
      expect(world.upstream.seen).toEqual([]);
    },
  );

  test("of several files is a body of several parts", async () => {
    const [one, two] = [randomBytes(100_000), randomBytes(3)];
    const asked: Asked = {
      operation: "files.attach",
      arguments: { body: { note: "hello", one: { $file: "a" }, two: { $file: "b" } } },
      files: { a: { bytes: one }, b: { bytes: two } },
    };
    expect((await ask(caller, asked)).envelope.status).toBe(200);
    const [seen] = world.upstream.seen;
    const type = (seen && headerOf(seen, "content-type")[0]) ?? "";
    const form = await new Response(new Uint8Array(seen?.body ?? []), {
      headers: { "content-type": type },
    }).formData();
    const bytesOf = async (name: string) => Buffer.from(await (form.get(name) as File).arrayBuffer());
    expect(form.get("note")).toBe("hello");
    expect([hash(await bytesOf("one")), hash(await bytesOf("two"))]).toEqual([hash(one), hash(two)]);
  });

  test("that a person has to approve is answered while it is still being sent", async () => {
    const asking = await world.session({ connectors: [files] });
    const { envelope } = await ask(asking, upload(randomBytes(20_000_000)));
    expect(envelope.error?.code).toBe("APPROVAL_REQUIRED");
    expect(storage.seen).toEqual([]);
  });

  test("is approved for exactly its bytes", async () => {
    const asking = await world.session({ connectors: [files] });
    const first = upload(Buffer.from("first"));
    const { approvalId = "" } = (await ask(asking, first)).envelope.error ?? {};
    await approve(world.context, { approvalId, userId: null, decidedBy: "grace" });
    expect(await codeOf(asking, upload(Buffer.from("other")))).toBe("APPROVAL_REQUIRED");
    expect((await ask(asking, first)).envelope.status).toBe(200);
    expect(storage.seen.map(({ body }) => body.toString())).toEqual(["first"]);
  });
});

describe("a download", () => {
  const download: Asked = { operation: "files.download", arguments: { path: { name: "a" } } };

  test("follows the declared redirect without the credential, byte for byte", async () => {
    const bytes = randomBytes(5_000_000);
    world.upstream.answer = (_, response) =>
      response.writeHead(302, { location: `${storage.origin}/blob?sig=a%2Fb`, "set-cookie": "s=1" }).end();
    storage.answer = (_, response) =>
      response.writeHead(200, { "content-type": "application/zip" }).end(bytes);
    const { envelope, body } = await ask(caller, download);
    expect(envelope).toMatchObject({ from: "upstream", status: 200, followed: { host: storage.host } });
    expect(hash(body)).toBe(hash(bytes));
    const [seen] = storage.seen;
    expect(seen?.target).toBe("/blob?sig=a%2Fb");
    expect(seen?.headers.map(([name]) => name).toSorted()).toEqual([
      ...["accept", "accept-encoding", "connection", "host", "user-agent"],
    ]);
  });

  test.each([
    ["to a host that is not declared", "https://evil.example/x"],
    ["to another scheme", "ftp://127.0.0.1/x"],
    ["with a user name", `http://a:b@127.0.0.1/x`],
    ["to nothing", "http://"],
  ])("that redirects %s is refused", async (_, location) => {
    world.upstream.answer = (_seen, response) => response.writeHead(302, { location }).end();
    const { envelope } = await ask(caller, download);
    expect(envelope.error).toMatchObject({ code: "UNEXPECTED_ANSWER", status: 302 });
  });

  test("that redirects for ever ends", async () => {
    world.upstream.answer = (_, response) =>
      response.writeHead(302, { location: `${world.upstream.origin}/again` }).end();
    expect(await codeOf(caller, download)).toBe("UNEXPECTED_ANSWER");
    expect(world.upstream.seen.length).toBe(6);
  });

  test("that redirects and may not is refused", async () => {
    world.upstream.answer = (_, response) =>
      response.writeHead(302, { location: `${storage.origin}/x` }).end();
    expect(await codeOf(caller, { operation: "files.read", arguments: { path: { name: "a" } } })).toBe(
      "UNEXPECTED_ANSWER",
    );
    expect(storage.seen).toEqual([]);
  });

  test("that breaks off breaks off", async () => {
    world.upstream.answer = (_, response) => {
      response.writeHead(200, { "content-length": "1000" }).write("half");
      setTimeout(() => response.destroy(), 50);
    };
    await expect(
      ask(caller, { operation: "files.read", arguments: { path: { name: "a" } } }),
    ).rejects.toThrow();
  });
});

describe("the credential comes back in no answer", () => {
  test.each(["plain", "packed", "cut into bytes"])("%s", async (how) => {
    const forms = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64"),
      Buffer.from(secret).toString("hex"),
    ];
    const text = Buffer.from(forms.map((form) => `<${form}>`).join("\n"));
    world.upstream.answer = async (seen, response) => {
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
    const { envelope, body } = await ask(caller, {
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
    const echo = await world.connector(slug, { auth });
    await echo.account("work", secrets);
    world.upstream.answer = (_seen, response) => response.end(`<${sent}>`);
    const { envelope, body } = await ask(await world.session({ connectors: [echo] }), {
      operation: "things.list",
    });
    expect([envelope.error, envelope.status]).toEqual([undefined, 200]);
    const [seen] = world.upstream.seen;
    expect(JSON.stringify(seen?.headers)).toContain(sent);
    expect(body.toString()).toBe("<[redacted]>");
  });

  test("nor in the host of a redirect, which has other letters once it is parsed", async () => {
    const mixed = "Sk-MixedCaseKey-00099";
    const account = await files.account("mixed", { api_key: mixed });
    expect(account).toBeTruthy();
    const own = await world.session({ connectors: [files], policies: [policy] });
    for (const key of [mixed, mixed.replace("M", "%4D"), mixed.replace("M", "\tM")]) {
      world.upstream.answer = (_, response) =>
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
    world.upstream.answer = (seen, response) => {
      const key = Buffer.from(headerOf(seen, "x-key")[0] ?? "").toString("hex");
      response.writeHead(200, { [`x-ratelimit-${key}`]: "1", "x-ratelimit-limit": "2" }).end();
    };
    const { envelope } = await ask(caller, {
      operation: "files.download",
      arguments: { path: { name: "a" } },
    });
    expect(envelope.headers).toEqual({ "x-ratelimit-limit": "2" });
  });

  test("nor in an error", async () => {
    world.upstream.answer = (seen, response) =>
      response
        .writeHead(302, {
          location: `https://${Buffer.from(headerOf(seen, "x-key")[0] ?? "").toString("hex")}.example/`,
        })
        .end();
    const { envelope } = await ask(caller, {
      operation: "files.download",
      arguments: { path: { name: "a" } },
    });
    expect(envelope.error?.code).toBe("UNEXPECTED_ANSWER");
    expect(JSON.stringify(envelope)).not.toContain(Buffer.from(secret).toString("hex"));
  });
});

describe("events", () => {
  const events = () => {
    world.upstream.answer = (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      let count = 0;
      const timer = setInterval(() => {
        count += 1;
        response.write(`data: ${count}\n\n`);
      }, 20);
      response.on("close", () => clearInterval(timer));
    };
  };
  const started = async (of: Caller) => {
    const { envelope, rest } = await readFrame(await send(of, { operation: "files.watch" }));
    expect(envelope).toMatchObject({ status: 200 });
    const reader = rest[Symbol.asyncIterator]();
    return { next: async () => Buffer.from((await reader.next()).value ?? []).toString(), reader };
  };

  test("arrive one by one, as they come", async () => {
    events();
    const { next, reader } = await started(caller);
    expect(await next()).toContain("data: 1\n\n");
    await next();
    await reader.return?.();
  });

  test.each(["its session", "its account"])("end with %s", async (what) => {
    events();
    const account = await files.account(`own-${what.slice(4)}`, { api_key: "another-key" });
    const own = await world.session({ connectors: [files], policies: [policy] });
    const response = send(own, { operation: "files.watch", account: `own-${what.slice(4)}` });
    const { rest } = await readFrame(await response);
    const ended = (async () => {
      for await (const _ of rest);
    })();
    if (what === "its session") await world.endSession(own.sessionId);
    else await disconnectAccount(world.context, { userId: "ada", accountId: account });
    const began = performance.now();
    await expect(ended).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(5000);
    const code = await codeOf(own, { operation: "files.watch", account: `own-${what.slice(4)}` }).catch(
      (error) => error.message,
    );
    expect(code).toMatch(what === "its session" ? /HTTP 401/ : /ACCOUNT_NOT_FOUND/);
  });

  test("that have not begun end at the API too, and are nobody's bug", async () => {
    let closed = () => {};
    const ended = new Promise<void>((resolve) => {
      closed = resolve;
    });
    world.upstream.answer = (_, response) => {
      response.on("close", closed);
    };
    const leaving = new AbortController();
    const asking = send(caller, { operation: "files.watch" }, leaving.signal).catch(() => "gone");
    await expect.poll(() => world.upstream.seen.length).toBe(1);
    leaving.abort();
    expect(await asking).toBe("gone");
    await ended;
    await sleep(200);
    expect(world.logs.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("end at the API when the caller is gone", async () => {
    let closed = () => {};
    const ended = new Promise<void>((resolve) => {
      closed = resolve;
    });
    world.upstream.answer = (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write("data: 1\n\n");
      response.on("close", closed);
    };
    const response = await send(caller, { operation: "files.watch" });
    response.destroy();
    await ended;
  });
});
