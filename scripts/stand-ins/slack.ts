import { createEmulator } from "emulate";
import { freePort } from "./github.ts";

/** A stateful Slack stand-in on loopback; its default workspace has the channels general and random. */
export interface SlackStandIn {
  /** With `/api` at its end, as Slack's own base URL has. */
  readonly url: string;
  readonly token: string;
  readonly channel: string;
  close(): Promise<void>;
}

const token = "xoxb-demo";

export async function startSlack(): Promise<SlackStandIn> {
  const seed = { tokens: { [token]: { login: "U000000001", scopes: ["chat:write"] } } };
  const emulator = await createEmulator({ service: "slack", port: await freePort(), seed });
  const url = `${emulator.url.replace("localhost", "127.0.0.1")}/api`;
  return { url, token, channel: "C000000001", close: () => emulator.close() };
}
