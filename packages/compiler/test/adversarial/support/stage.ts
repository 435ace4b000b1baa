import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Job, Played } from "./player.ts";

export interface Received {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Where generated programs are run: a process that tells what they did, and a server on loopback. */
export interface Stage {
  /** A folder of its own that is removed at the end. */
  readonly folder: string;
  readonly url: string;
  /** Nothing may ever call this. */
  readonly forbiddenPort: number;
  readonly forbiddenCalls: readonly string[];
  /** What the server has received since it was last asked. */
  received(): Received[];
  play(job: Job): Promise<Played>;
  write(name: string, text: string): string;
}

/** A stage for the tests of a file. */
export function useStage(): () => Stage {
  let stage: Stage | undefined;
  let close: (() => void) | undefined;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "specwire-stage-"));
    const requests: Received[] = [];
    const forbiddenCalls: string[] = [];
    const main = await listen((received) => requests.push(received));
    const forbidden = await listen((received) => forbiddenCalls.push(received.url.href));
    const player = startPlayer();
    stage = {
      folder,
      url: `http://127.0.0.1:${main.port}`,
      forbiddenPort: forbidden.port,
      forbiddenCalls,
      received: () => requests.splice(0),
      play: player.play,
      write(name, text) {
        const file = join(folder, name);
        mkdirSync(join(file, ".."), { recursive: true });
        writeFileSync(file, text);
        return file;
      },
    };
    close = () => {
      player.child.kill();
      main.close();
      forbidden.close();
      rmSync(folder, { recursive: true, force: true });
    };
  });
  afterAll(() => close?.());
  return () => {
    if (stage === undefined) throw new Error("the stage is not there before the tests");
    return stage;
  };
}

function startPlayer(): { readonly child: ChildProcess; play(job: Job): Promise<Played> } {
  const child = fork(new URL("player.ts", import.meta.url), {
    execArgv: ["--experimental-vm-modules", "--no-warnings"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let queue: Promise<unknown> = Promise.resolve();
  const play = (job: Job): Promise<Played> => {
    const next = queue.then(
      () =>
        new Promise<Played>((resolve, reject) => {
          const ended = () => reject(new Error("the program ended its process"));
          if (!child.connected) return ended();
          child.once("exit", ended);
          child.once("message", (answer: { played?: Played; failed?: string }) => {
            child.off("exit", ended);
            if (answer.played) resolve(answer.played);
            else reject(new Error(answer.failed));
          });
          child.send(job);
        }),
    );
    queue = next.catch(() => undefined);
    return next;
  };
  return { child, play };
}

async function listen(record: (received: Received) => void): Promise<{ port: number; close: () => void }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    record({
      method: request.method ?? "",
      url: new URL(request.url ?? "", "http://127.0.0.1"),
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    });
    response.writeHead(200, { "content-type": "application/json" });
    response.end('[{"id":"1","label":"one"}]');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
