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

/** Starts the stand-in on a free port, or the given one; in its answers it calls itself `publicUrl`. */
export async function startSlack(port = 0, publicUrl?: string): Promise<SlackStandIn> {
  const at = port === 0 ? await freePort() : port;
  const seed = { tokens: { [token]: { login: "U000000001", scopes: ["chat:write"] } } };
  const emulator = await createEmulator({
    service: "slack",
    port: at,
    seed,
    ...(publicUrl === undefined ? {} : { baseUrl: publicUrl }),
  });
  const url = `http://127.0.0.1:${at}/api`;
  return { url, token, channel: "C000000001", close: () => emulator.close() };
}
