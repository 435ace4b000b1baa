import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allowedHosts } from "../src/remote/allowed-hosts.ts";
import { fetchFile } from "../src/remote/fetch-file.ts";
import { specwire } from "../src/specwire.ts";

// A server on loopback stands for the named host; nothing else is ever called.

const asked: string[] = [];
const server = createServer(({ url = "" }, response) => {
  asked.push(url);
  const { port } = server.address() as AddressInfo;
  if (url === "/away") response.writeHead(302, { location: "http://localhost:1/x" }).end();
  else if (url === "/here") response.writeHead(302, { location: "/thing.json" }).end();
  else if (url === "/round") response.writeHead(302, { location: "/round" }).end();
  else if (url === "/large") response.end(Buffer.alloc(17 * 1024 * 1024));
  else if (url === "/thing.json")
    response.end(JSON.stringify({ type: "object", properties: { deep: { $ref: "deep.json" } } }));
  else if (url === "/deep.json") response.end(JSON.stringify({ type: "string", enum: [`from-${port}`] }));
  else if (url === "/api/openapi.json?of=acme")
    response.end(JSON.stringify(documentOf("parts/body.json", "/thing.json")));
  else if (url === "/api/parts/body.json") response.end(JSON.stringify({ type: "object" }));
  else response.writeHead(404).end();
});
let base = "";
let host = "";
let folder = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  base = `http://${host}`;
  folder = mkdtempSync(join(tmpdir(), "specwire-remote-"));
  mkdirSync(join(folder, "acme"));
  const body = { content: { "application/json": { schema: { $ref: `${base}/thing.json` } } } };
  writeFileSync(
    join(folder, "acme/openapi.json"),
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Acme", version: "1" },
      paths: { "/things": { post: { operationId: "addThing", summary: "Add", requestBody: body } } },
    }),
  );
  writeFileSync(
    join(folder, "acme/connector.yaml"),
    `connector: 1
version: 1.0.0
slug: acme
name: Acme
description: Things.
baseUrl: https://api.acme.test
auth: { type: none }
openapi: { document: ./openapi.json }
operations: { things.add: { use: addThing } }
`,
  );
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const bodyOf = (reference: string) => ({ content: { "application/json": { schema: { $ref: reference } } } });

function documentOf(...references: string[]) {
  const paths = references.map((one, index) => [
    `/things/${index}`,
    { post: { operationId: `addThing${index}`, summary: "Add", requestBody: bodyOf(one) } },
  ]);
  return {
    openapi: "3.1.0",
    info: { title: "Far API", version: "1" },
    servers: [{ url: "https://api.far.test" }],
    paths: Object.fromEntries(paths),
  };
}

const check = (...options: string[]) => command("check", join(folder, "acme"), ...options);

async function command(...words: string[]) {
  asked.splice(0);
  const said = { out: "", err: "" };
  const output = (name: "out" | "err") => ({
    write: (text: string) => {
      said[name] += text;
    },
    isTerminal: false,
    color: false,
  });
  const world = { out: output("out"), err: output("err"), env: {} };
  const exit = await specwire(words, world);
  return { exit, ...said, asked: [...asked] };
}

describe("--allow-remote", () => {
  test("without it nothing is fetched, and a warning says how", async () => {
    const { exit, err, asked } = await check();
    expect(exit).toBe(0);
    expect(err).toContain("openapi/remote-reference");
    expect(err).toContain("--allow-remote 127.0.0.1");
    expect(asked).toEqual([]);
  });

  test("another host's name lets nothing through", async () => {
    const { err, asked } = await check("--allow-remote", "schemas.acme.test");
    expect(err).toContain("openapi/remote-reference");
    expect(asked).toEqual([]);
  });

  test("fetches each file of the named host once, and what those refer to", async () => {
    const { exit, err, asked } = await check("--allow-remote", host);
    expect(err).toBe("");
    expect(exit).toBe(0);
    expect(asked).toEqual(["/thing.json", "/deep.json"]);
  });

  test.each(["https://acme.test", "acme.test/x", "a b", "", "user@acme.test"])(
    "%s is no host",
    async (name) => {
      expect((await check(`--allow-remote=${name}`)).exit).toBe(2);
    },
  );
});

describe("init --allow-remote", () => {
  test("keeps what a document refers to on another host, and nobody has to fetch it again", async () => {
    const file = join(folder, "near.json");
    writeFileSync(file, JSON.stringify(documentOf(`${base}/thing.json`)));
    const made = await command("init", "near", "--openapi", file, "--dir", folder, "--allow-remote", host);
    expect(made).toMatchObject({ exit: 0, err: "", asked: ["/thing.json", "/deep.json"] });
    expect(made.out).toContain("3 files");
    const checked = await command("check", join(folder, "near"));
    expect(checked).toMatchObject({ exit: 0, err: "", asked: [] });
    expect(await command("check", join(folder, "near"), "--allow-remote", host)).toMatchObject({ exit: 0 });
    const [copy = ""] = readdirSync(join(folder, "near/openapi/remote"), {
      recursive: true,
      encoding: "utf8",
    }).filter((name) => name.endsWith("deep.json"));
    writeFileSync(join(folder, "near/openapi/remote", copy), "{}");
    const changed = await command("check", join(folder, "near"));
    expect(changed.err).toContain("openapi/document-changed");
  });

  test("takes a document of a named host, with the files beside it", async () => {
    const address = `${base}/api/openapi.json?of=acme`;
    const made = await command("init", "--openapi", address, "--dir", folder, "--allow-remote", host);
    expect(made.err).toBe("");
    expect(made.exit).toBe(0);
    const checked = await command("check", join(folder, "far"));
    // A path of the server's own is no URL: it leads out of the folder.
    expect(checked.err).toContain("openapi/reference-outside");
    expect(checked).toMatchObject({ exit: 0, asked: [] });
    expect(readFileSync(join(folder, "far/openapi/SOURCE.md"), "utf8")).toContain(address);
    expect(readFileSync(join(folder, "far/openapi/parts/body.json"), "utf8")).toContain("object");
  });

  test("an update with it writes the copies, one without it goes on with them", async () => {
    const file = join(folder, "grows.json");
    writeFileSync(file, JSON.stringify(documentOf(`${base}/deep.json`)));
    await command("init", "grows", "--openapi", file, "--dir", folder, "--allow-remote", host);
    const spec = join(folder, "grows");
    writeFileSync(file, JSON.stringify(documentOf(`${base}/deep.json`, `${base}/thing.json`)));
    const updated = await command("update", spec, "--document", file, "--allow-remote", host);
    expect(updated).toMatchObject({ exit: 0, err: "" });
    expect(await command("check", spec)).toMatchObject({ exit: 0, err: "", asked: [] });
    writeFileSync(file, JSON.stringify(documentOf(`${base}/thing.json`, `${base}/deep.json`)));
    await command("update", spec, "--document", file);
    expect(await command("check", spec)).toMatchObject({ exit: 0, err: "", asked: [] });
  });

  test("fetches no document of a host that was not named", async () => {
    const address = `${base}/api/openapi.json`;
    const refused = await command("init", "--openapi", address, "--dir", folder);
    expect(refused).toMatchObject({ exit: 2, asked: [] });
    expect(refused.err).toContain(`--allow-remote ${host}`);
  });

  test("without it a reference to another host stays a warning", async () => {
    const file = join(folder, "alone.json");
    writeFileSync(file, JSON.stringify(documentOf(`${base}/thing.json`)));
    const made = await command("init", "alone", "--openapi", file, "--dir", folder);
    expect(made).toMatchObject({ exit: 0, asked: [] });
    const checked = await command("check", join(folder, "alone"));
    expect(checked.exit).toBe(0);
    expect(checked.err).toContain("openapi/remote-reference");
  });
});

describe("fetching", () => {
  const fetchOne = (path: string) => fetchFile(base + path, allowedHosts([host]));

  test("a redirect on the same host is followed, another host's is not", async () => {
    expect((await fetchOne("/here")).length).toBeGreaterThan(10);
    await expect(fetchOne("/away")).rejects.toThrow("was not named");
    await expect(fetchOne("/round")).rejects.toThrow("too often");
  });

  test("what is too large or not there is no file", async () => {
    await expect(fetchOne("/large")).rejects.toThrow("more than");
    await expect(fetchOne("/nothing")).rejects.toThrow("404");
  });

  test("unencrypted only on this machine, and never with a credential in the URL", () => {
    const isAllowed = allowedHosts(["acme.test", "localhost", "[::1]"]);
    const allowed = (url: string) => isAllowed(new URL(url));
    expect(allowed("https://acme.test/a")).toBe(true);
    expect(allowed("http://acme.test/a")).toBe(false);
    expect(allowed("https://acme.test:444/a")).toBe(false);
    expect(allowed("https://sub.acme.test/a")).toBe(false);
    expect(allowed("https://user:secret@acme.test/a")).toBe(false);
    expect(allowed("http://localhost/a")).toBe(true);
    expect(allowed("http://[::1]/a")).toBe(true);
    expect(allowed("ftp://acme.test/a")).toBe(false);
  });
});
