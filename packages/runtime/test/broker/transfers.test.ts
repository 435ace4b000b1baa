import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { readFrame } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { disconnectAccount } from "../../src/accounts/disconnect.ts";
import { approve } from "../../src/approvals/decide-approval.ts";
import { type Asked, ask, type Caller, codeOf, send } from "./caller.ts";
import { policy, transferWorld } from "./transfer-world.ts";
import { headerOf } from "./upstream.ts";

// Bytes both ways, through a broker with a real database.

const at = transferWorld();

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
      expect((await ask(at.caller, upload(bytes))).envelope.status).toBe(200);
      const [seen] = at.storage.seen;
      expect([seen?.method, seen?.target]).toEqual(["POST", "/files/a.bin"]);
      expect(seen && headerOf(seen, "content-length")).toEqual([String(size)]);
      expect(seen && headerOf(seen, "content-type")).toEqual(["application/octet-stream"]);
      expect(hash(seen?.body ?? Buffer.from("none"))).toBe(hash(bytes));
      expect(at.world.upstream.seen).toEqual([]);
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
    expect(await codeOf(at.caller, cases[name] as Asked)).toBe("INVALID_ARGUMENT");
    await sleep(50);
    expect(at.storage.seen.filter(({ complete }) => complete)).toEqual([]);
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
      expect(await codeOf(at.caller, asked[name] as Asked)).toBe("INVALID_ARGUMENT");
      expect(at.world.upstream.seen).toEqual([]);
    },
  );

  test("of several files is a body of several parts", async () => {
    const [one, two] = [randomBytes(100_000), randomBytes(3)];
    const asked: Asked = {
      operation: "files.attach",
      arguments: { body: { note: "hello", one: { $file: "a" }, two: { $file: "b" } } },
      files: { a: { bytes: one }, b: { bytes: two } },
    };
    expect((await ask(at.caller, asked)).envelope.status).toBe(200);
    const [seen] = at.world.upstream.seen;
    const type = (seen && headerOf(seen, "content-type")[0]) ?? "";
    const form = await new Response(new Uint8Array(seen?.body ?? []), {
      headers: { "content-type": type },
    }).formData();
    const bytesOf = async (name: string) => Buffer.from(await (form.get(name) as File).arrayBuffer());
    expect(form.get("note")).toBe("hello");
    expect([hash(await bytesOf("one")), hash(await bytesOf("two"))]).toEqual([hash(one), hash(two)]);
  });

  test("that a person has to approve is answered while it is still being sent", async () => {
    const asking = await at.world.session({ connectors: [at.files] });
    const { envelope } = await ask(asking, upload(randomBytes(20_000_000)));
    expect(envelope.error?.code).toBe("APPROVAL_REQUIRED");
    expect(at.storage.seen).toEqual([]);
  });

  test("is approved for exactly its bytes", async () => {
    const asking = await at.world.session({ connectors: [at.files] });
    const first = upload(Buffer.from("first"));
    const { approvalId = "" } = (await ask(asking, first)).envelope.error ?? {};
    await approve(at.world.context, { approvalId, userId: null, decidedBy: "grace" });
    expect(await codeOf(asking, upload(Buffer.from("other")))).toBe("APPROVAL_REQUIRED");
    expect((await ask(asking, first)).envelope.status).toBe(200);
    expect(at.storage.seen.map(({ body }) => body.toString())).toEqual(["first"]);
  });
});

describe("a download", () => {
  const download: Asked = { operation: "files.download", arguments: { path: { name: "a" } } };

  test("follows the declared redirect without the credential, byte for byte", async () => {
    const bytes = randomBytes(5_000_000);
    at.world.upstream.answer = (_, response) =>
      response.writeHead(302, { location: `${at.storage.origin}/blob?sig=a%2Fb`, "set-cookie": "s=1" }).end();
    at.storage.answer = (_, response) =>
      response.writeHead(200, { "content-type": "application/zip" }).end(bytes);
    const { envelope, body } = await ask(at.caller, download);
    expect(envelope).toMatchObject({ from: "upstream", status: 200, followed: { host: at.storage.host } });
    expect(hash(body)).toBe(hash(bytes));
    const [seen] = at.storage.seen;
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
    at.world.upstream.answer = (_seen, response) => response.writeHead(302, { location }).end();
    const { envelope } = await ask(at.caller, download);
    expect(envelope.error).toMatchObject({ code: "UNEXPECTED_ANSWER", status: 302 });
  });

  test("that redirects for ever ends", async () => {
    at.world.upstream.answer = (_, response) =>
      response.writeHead(302, { location: `${at.world.upstream.origin}/again` }).end();
    expect(await codeOf(at.caller, download)).toBe("UNEXPECTED_ANSWER");
    expect(at.world.upstream.seen.length).toBe(6);
  });

  test("that redirects and may not is refused", async () => {
    at.world.upstream.answer = (_, response) =>
      response.writeHead(302, { location: `${at.storage.origin}/x` }).end();
    expect(await codeOf(at.caller, { operation: "files.read", arguments: { path: { name: "a" } } })).toBe(
      "UNEXPECTED_ANSWER",
    );
    expect(at.storage.seen).toEqual([]);
  });

  test("that breaks off breaks off", async () => {
    at.world.upstream.answer = (_, response) => {
      response.writeHead(200, { "content-length": "1000" }).write("half");
      setTimeout(() => response.destroy(), 50);
    };
    await expect(
      ask(at.caller, { operation: "files.read", arguments: { path: { name: "a" } } }),
    ).rejects.toThrow();
  });
});

describe("events", () => {
  const events = () => {
    at.world.upstream.answer = (_, response) => {
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
    const { next, reader } = await started(at.caller);
    expect(await next()).toContain("data: 1\n\n");
    await next();
    await reader.return?.();
  });

  test.each(["its session", "its account"])("end with %s", async (what) => {
    events();
    const account = await at.files.account(`own-${what.slice(4)}`, { api_key: "another-key" });
    const own = await at.world.session({ connectors: [at.files], policies: [policy] });
    const response = send(own, { operation: "files.watch", account: `own-${what.slice(4)}` });
    const { rest } = await readFrame(await response);
    const ended = (async () => {
      for await (const _ of rest);
    })();
    if (what === "its session") await at.world.endSession(own.sessionId);
    else await disconnectAccount(at.world.context, { userId: "ada", accountId: account });
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
    at.world.upstream.answer = (_, response) => {
      response.on("close", closed);
    };
    const leaving = new AbortController();
    const asking = send(at.caller, { operation: "files.watch" }, leaving.signal).catch(() => "gone");
    await expect.poll(() => at.world.upstream.seen.length).toBe(1);
    leaving.abort();
    expect(await asking).toBe("gone");
    await ended;
    await sleep(200);
    expect(at.world.logs.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("end at the API when the caller is gone", async () => {
    let closed = () => {};
    const ended = new Promise<void>((resolve) => {
      closed = resolve;
    });
    at.world.upstream.answer = (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write("data: 1\n\n");
      response.on("close", closed);
    };
    const response = await send(at.caller, { operation: "files.watch" });
    response.destroy();
    await ended;
  });
});
