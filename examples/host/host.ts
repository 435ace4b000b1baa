// A smallest host application: users sign in with a name, connect the diary, and run its command in a session.
//
//   npm run host     starts it with a provider (start.ts); then open http://127.0.0.1:3000/?user=ada
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, memoryHost } from "@specwire/compiler";
import { generateKey, keyring, logLines, openRuntime, RuntimeError, writeSession } from "@specwire/runtime";
import { client } from "./diary-server.ts";

/** Runs until `close`. `diary`: where the diary's server is. */
export async function startHost({ port, diary }: { readonly port: number; readonly diary: string }) {
  const url = `http://127.0.0.1:${port}`;
  const runtime = await openRuntime({
    // A real host names a folder or a PostgreSQL server, and keeps its key where no dump of the database is.
    database: { memory: true },
    keys: keyring({ primary: "k1", keys: { k1: generateKey() } }),
    publicUrl: url,
    allowHosts: [new URL(diary).host],
    log: logLines((line) => process.stderr.write(line)),
  });

  const text = readFileSync(join(import.meta.dirname, "connector.yaml"), "utf8");
  const spec = text.replaceAll("http://127.0.0.1:8788", diary);
  const { output } = compile("connector.yaml", memoryHost({ "connector.yaml": spec }));
  const files = output?.files ?? [];
  const { id: connectorId } = await runtime.connectors.add({ userId: null, spec, files });
  await runtime.clients.register({ connectorId, userId: null, ...client });

  /** Browser sessions, by the value of their cookie. */
  const sessions = new Map<string, { readonly userId: string }>();
  const redirect = (response: ServerResponse, location: string, cookie?: string): void => {
    response.writeHead(302, { location, ...(cookie !== undefined && { "set-cookie": cookie }) }).end();
  };

  const server = createServer(async (request, response) => {
    try {
      const { pathname, searchParams } = new URL(request.url ?? "/", url);
      const sessionId = /\bsession=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
      const userId = sessions.get(sessionId)?.userId;
      if (userId === undefined) {
        // Where a real host asks for a password.
        const fresh = randomUUID();
        sessions.set(fresh, { userId: searchParams.get("user") ?? "guest" });
        return redirect(response, "/", `session=${fresh}; HttpOnly; SameSite=Lax; Path=/`);
      }
      if (pathname === "/connect") {
        const start = await runtime.authorizationUrl({ userId, sessionId, connectorId, returnTo: "/" });
        return redirect(response, start.url);
      }
      if (pathname === `/oauth/callback/${connectorId}`) {
        const callback = { userId, sessionId, connectorId, parameters: searchParams };
        return redirect(response, (await runtime.handleCallback(callback)).returnTo ?? "/");
      }
      if (pathname === "/run") {
        const root = mkdtempSync(join(tmpdir(), "sandbox-"));
        const path = process.env.PATH ?? "";
        const bundle = await runtime.session({ userId, allowed: ["custom:diary"], root, path });
        await writeSession(bundle, root);
        const sandbox = { cwd: root, env: bundle.env };
        execFile("custom-diary", searchParams.getAll("word"), sandbox, (error, stdout, stderr) => {
          rmSync(root, { recursive: true, force: true });
          if (error?.code === "ENOENT") response.writeHead(409).end("Nothing is connected. Go to /connect\n");
          else response.end(`${stdout}${stderr}`);
        });
        return;
      }
      const accounts = await runtime.accounts.list({ userId });
      if (pathname === "/disconnect") {
        for (const { id } of accounts) await runtime.accounts.disconnect({ userId, accountId: id });
        return redirect(response, "/");
      }
      if (pathname !== "/") return response.writeHead(404).end("There is no such page.\n");
      const names = accounts.map(({ displayName, status }) => `${displayName} (${status})`);
      const said = names.join(", ") || "nothing connected";
      response.end(`${userId}: ${said}. Go to /connect, /run?word=entries&word=list, or /disconnect\n`);
    } catch (error) {
      const known = error instanceof RuntimeError ? error : undefined;
      response.writeHead(known?.remedy === "retry" ? 503 : 400).end(`${known?.code ?? "INTERNAL"}\n`);
      if (known === undefined) console.error(error);
    }
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = async () => {
    server.close();
    await runtime.close();
  };
  return { url, close };
}
