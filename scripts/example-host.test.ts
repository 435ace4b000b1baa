import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDiary } from "../examples/host/diary-server.ts";
import { startHost } from "../examples/host/host.ts";

const root = join(import.meta.dirname, "..");

/** A browser of one person: it keeps its cookie and follows redirects, but none to the path `until`. */
function browser(start: string) {
  let cookie = "";
  return async (
    path: string,
    until?: string,
  ): Promise<{ readonly status: number; readonly text: string; readonly url: string }> => {
    let url = new URL(path, start);
    for (;;) {
      const isHost = url.origin === start;
      const response = await fetch(url, { redirect: "manual", headers: isHost && cookie ? { cookie } : {} });
      cookie = (isHost && response.headers.get("set-cookie")?.split(";")[0]) || cookie;
      const location = response.headers.get("location");
      if (location === null) return { status: response.status, text: await response.text(), url: url.href };
      url = new URL(location, url);
      if (until !== undefined && url.pathname.startsWith(until))
        return { status: 0, text: "", url: url.href };
    }
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

let diary: Awaited<ReturnType<typeof startDiary>>;
let host: Awaited<ReturnType<typeof startHost>>;
beforeAll(async () => {
  diary = await startDiary(0);
  host = await startHost({ port: await freePort(), diary: diary.url });
});
afterAll(async () => {
  await host.close();
  diary.close();
});

test("the example host connects a user, opens a session and runs the generated command", async () => {
  const ada = browser(host.url);
  expect((await ada("/?user=ada")).text).toContain("ada: nothing connected");
  const early = await ada("/run?word=entries&word=list");
  expect([early.status, early.text]).toEqual([409, "Nothing is connected. Go to /connect\n"]);

  const connected = await ada("/connect");
  expect([connected.url, connected.text]).toEqual([`${host.url}/`, expect.anything()]);
  expect(connected.text).toContain("ada: Ada Lovelace (connected)");

  const before = await ada("/run?word=entries&word=list");
  expect(before.text).toContain("Met Charles. He talked of his engine.");
  await ada("/run?word=entries&word=create&word=--text&word=Wrote+a+program");
  expect((await ada("/run?word=entries&word=list")).text).toContain("Wrote a program");

  // Somebody else has nothing of it, and an answer of Ada's does nothing for them.
  const eve = browser(host.url);
  expect((await eve("/?user=eve")).text).toContain("eve: nothing connected");
  expect((await eve("/run?word=entries&word=list")).status).toBe(409);
  const answer = await ada("/connect", "/oauth/callback/");
  expect(await eve(answer.url)).toMatchObject({ status: 400, text: "STATE_REFUSED\n" });

  expect((await ada("/disconnect")).text).toContain("ada: nothing connected");
  expect((await ada("/run?word=entries&word=list")).status).toBe(409);
  expect((await ada("/nowhere")).status).toBe(404);
});

test("npm run host starts it with a provider, with a Node.js that can", async () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(scripts.host).toBe("node scripts/run.mjs host:only");
  const ports = [await freePort(), await freePort()].map(String);
  // In a group of its own, as in a terminal: what ends it there is told to all of it.
  const child = spawn(process.execPath, ["scripts/run.mjs", "host:only", ...ports], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  try {
    let said = "";
    for await (const chunk of child.stdout) {
      said += chunk;
      if (said.includes("Open ")) break;
    }
    const url = /Open (\S+)/.exec(said)?.[1] ?? "";
    expect(new URL(url).port).toBe(ports[0]);
    const ada = browser(new URL(url).origin);
    expect((await ada(url)).text).toContain("ada: nothing connected");
    expect((await ada("/connect")).text).toContain("ada: Ada Lovelace (connected)");
  } finally {
    process.kill(-(child.pid ?? 0), "SIGINT");
    await ended;
  }
});

test("the example is as small as it says", () => {
  const text = readFileSync(join(root, "examples/host/host.ts"), "utf8");
  expect(text.trimEnd().split("\n").length).toBeLessThan(100);
});
