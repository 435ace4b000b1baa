import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type OpenCodeOptions, startOpenCode } from "./opencode.ts";

export type Answer = { readonly reply: "once" | "always" | "reject"; readonly message?: string };

export interface OpenCodeServer {
  /**
   * Lets the agent work on one prompt. `person` answers what stays asked; gives the commands of these questions.
   */
  readonly prompt: (person: (command: string) => Answer) => Promise<string[]>;
  readonly stop: () => Promise<void>;
}

interface Question {
  readonly id: string;
  readonly metadata: { readonly command: string };
}

/** `opencode serve`, as a host embeds it: on loopback, with a password that the agent's shells do not have. */
export async function serveOpenCode(options: OpenCodeOptions): Promise<OpenCodeServer> {
  const env = { ...options.env, OPENCODE_SERVER_PASSWORD: "password of the host" };
  const server = startOpenCode(["serve", "--hostname", "127.0.0.1", "--port", "0"], { ...options, env });
  const url = await addressOf(server.stdout);
  const authorization = `Basic ${btoa(`opencode:${env.OPENCODE_SERVER_PASSWORD}`)}`;
  const call = async <T>(path: string, body?: object): Promise<T> => {
    const headers = { authorization, "content-type": "application/json" };
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await fetch(new URL(path, url), { headers, ...init });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };

  async function prompt(person: (command: string) => Answer): Promise<string[]> {
    const { id } = await call<{ id: string }>("/session", {});
    let isDone = false;
    const parts = [{ type: "text", text: "go on" }];
    const work = call(`/session/${id}/message`, { parts }).finally(() => {
      isDone = true;
    });
    const asked: string[] = [];
    let before: readonly string[] = [];
    while (!isDone) {
      const questions = await call<Question[]>("/permission");
      // The plugin answers at once; what is still asked a moment later is for a person.
      for (const { id: question, metadata } of questions.filter((one) => before.includes(one.id))) {
        asked.push(metadata.command);
        await call(`/permission/${question}/reply`, person(metadata.command));
      }
      before = questions.map((one) => one.id);
      await sleep(300);
    }
    await work;
    return asked;
  }

  async function stop(): Promise<void> {
    if (server.exitCode !== null) return;
    server.kill("SIGKILL");
    await once(server, "close");
  }
  return { prompt, stop };
}

async function addressOf(output: AsyncIterable<Buffer>): Promise<string> {
  let said = "";
  for await (const chunk of output) {
    said += chunk.toString();
    const url = /listening on (http:\S+)/.exec(said)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`OpenCode did not start:\n${said}`);
}
