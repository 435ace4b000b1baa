import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { LoopbackServer } from "./loopback.ts";
import type { LoggedEvent, RotatingOptions, RotatingReport, RotatingSettings } from "./rotating-server.ts";

export interface RotatingServer extends LoopbackServer {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly revocationUrl: string;
  /** Any path below answers 200 to a valid access token, else 401. */
  readonly apiUrl: string;
  readonly processId: number;
  report(): Promise<RotatingReport>;
  log(): Promise<readonly LoggedEvent[]>;
  set(settings: Partial<RotatingSettings>): Promise<void>;
  /** Begins a family, as a code exchange would. */
  issue(family: string): Promise<{ readonly accessToken: string; readonly refreshToken: string }>;
}

/** Starts the rotating server in a process of its own, so that nothing that happens to its clients touches it. */
export async function startRotatingServer(options: RotatingOptions = {}): Promise<RotatingServer> {
  const program = join(import.meta.dirname, "rotating-server-process.ts");
  const child = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const died = once(child, "exit").then(() => {
    throw new Error("The rotating server ended before it served");
  });
  const [line] = (await Promise.race([once(lines, "line"), died])) as [string];
  const { origin, host } = JSON.parse(line) as { origin: string; host: string };
  const get = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(origin + path)).json()) as Answer;
  return {
    origin,
    host,
    authorizationUrl: `${origin}/authorize`,
    tokenUrl: `${origin}/token`,
    revocationUrl: `${origin}/revoke`,
    apiUrl: `${origin}/api`,
    processId: child.pid ?? -1,
    report: () => get("/report"),
    log: () => get("/log"),
    set: async (settings) => {
      await fetch(`${origin}/settings`, { method: "POST", body: JSON.stringify(settings) });
    },
    issue: async (family) => {
      const { clientId = "", clientSecret = "" } = options;
      const response = await fetch(`${origin}/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "authorization_code",
          code: family,
          client_id: clientId,
          client_secret: clientSecret,
        }),
      });
      if (!response.ok) throw new Error(`${family}: ${response.status}`);
      const tokens = (await response.json()) as { access_token: string; refresh_token: string };
      return { accessToken: tokens.access_token, refreshToken: tokens.refresh_token };
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}
