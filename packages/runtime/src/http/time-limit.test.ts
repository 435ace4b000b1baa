import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { timeLimit } from "./time-limit.ts";

test("ends what takes too long, once, and nothing that is cleared", async () => {
  const ended: string[] = [];
  timeLimit(10, () => ended.push("late"));
  timeLimit(10, () => ended.push("cleared")).clear();
  await sleep(600);
  expect(ended).toEqual(["late"]);
});

test("starts again, even in its last look", async () => {
  let ended = false;
  const limit = timeLimit(100, () => {
    ended = true;
  });
  for (let i = 0; i < 4; i++) {
    await sleep(200);
    expect(ended).toBe(false);
    limit.restart();
  }
  await sleep(600);
  expect(ended).toBe(true);
  limit.restart();
  limit.clear();
});

// A Node.js process that is stopped for longer than its limit, while the answer arrives.
test.skipIf(process.platform === "win32")(
  "an answer that came while the process was stopped is read",
  async () => {
    let answer = () => {};
    const server = createServer((_, response) => {
      answer = () => response.end("tokens");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const program = `
    import { createHttpClient } from ${JSON.stringify(new URL("guarded-client.ts", import.meta.url).href)};
    const http = createHttpClient({ allowHosts: ["${host}"], timeoutMilliseconds: 1500 });
    const response = await http.fetch("http://${host}/").catch((error) => new Response(error.message));
    console.log(await response.text());
    await http.close();`;
    const child = spawn(
      process.execPath,
      ["--conditions=@specwire/source", "--input-type=module", "--eval", program],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const said: Buffer[] = [];
    child.stdout.on("data", (chunk) => said.push(chunk));
    const ended = once(child, "exit");
    await once(server, "request");
    child.kill("SIGSTOP");
    answer();
    await sleep(2500);
    child.kill("SIGCONT");
    await ended;
    server.close();
    expect(Buffer.concat(said).toString().trim()).toBe("tokens");
  },
);
