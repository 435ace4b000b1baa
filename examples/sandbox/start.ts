// An agent's session in a sandbox: it has a generated command and no network. The broker outside has the key, sends
// what may be sent, and asks on this terminal before it sends a write.
//
//   npm run sandbox             you are asked
//   npm run sandbox -- --yes    everything is agreed to
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, memoryHost } from "@specwire/compiler";
import { type AuditEntry, generateKey, keyring, openRuntime, writeSession } from "@specwire/runtime";
import { askPerson } from "./ask-person.ts";
import { findBubblewrap, sandboxPath, startInSandbox } from "./bubblewrap.ts";

const found = findBubblewrap();
if ("missing" in found) {
  console.error(`There is no sandbox here: ${found.missing}.\nThe agent is not started without one.`);
  process.exit(1);
}

const userId = "ada";
const folder = mkdtempSync(join(tmpdir(), "specwire-sandbox-"));
const [app, sockets] = [join(folder, "app"), join(folder, "run")];
for (const one of [app, sockets]) mkdirSync(one);

// The API, on this machine for once, and its connector.
const notesApi: string = join(import.meta.dirname, "../notes-api");
const { startNotes, apiKey } = await import(join(notesApi, "server.mjs"));
const notes: { url: string; close: () => void } = await startNotes(0);
const text = readFileSync(join(notesApi, "connector.yaml"), "utf8");
const spec = text.replace("http://127.0.0.1:8787", notes.url);
const { output } = compile("connector.yaml", memoryHost({ "connector.yaml": spec }));

console.log("Starting; a new database takes some seconds.");
const runtime = await openRuntime({
  database: { memory: true },
  keys: keyring({ primary: "k1", keys: { k1: generateKey() } }),
  publicUrl: "https://host.example",
  allowHosts: [new URL(notes.url).host],
});
const { id: connectorId } = await runtime.connectors.add({ userId: null, spec, files: output?.files ?? [] });
await runtime.accounts.connectWithKeys({ userId, connectorId, label: "home", secrets: { api_key: apiKey } });

// Outside: the broker. Inside: the session's files, its grant and the broker's socket.
const broker = await runtime.broker({ listen: [{ socket: join(sockets, "broker.sock") }] });
const session = await runtime.session({
  ...{ userId, allowed: ["custom:notes"], mode: "broker", path: sandboxPath },
  broker: { url: "unix:/run/specwire/broker.sock" },
});
await writeSession(session, app);
cpSync(join(import.meta.dirname, "agent.sh"), join(app, "agent.sh"));

const done = new AbortController();
const person = askPerson(runtime, userId, process.argv.includes("--yes") ? "yes" : undefined);
const watching = person.watch(done.signal);
const env = { ...session.env, API_PORT: new URL(notes.url).port };
const agent = startInSandbox(found.program, { app, broker: sockets, env }, ["/bin/bash", "/app/agent.sh"], {
  stdio: ["ignore", "inherit", "inherit"],
});
const [exit] = await once(agent, "close");
done.abort();
await watching;

// Closed first: what came of each operation is written down by then.
await broker.close();
console.log("\nWhat was done:");
for (const entry of (await runtime.audit.list({ userId })).toReversed())
  console.log(`  ${entry.operation}: ${entry.decision}, ${outcomeOf(entry)}`);

await runtime.close();
notes.close();
rmSync(folder, { recursive: true, force: true });
process.exit(exit ?? 1);

function outcomeOf({ decision, decidedBy, code, status }: AuditEntry): string {
  const who = decidedBy ?? "a person";
  if (status !== null) return decidedBy === null ? `${status}` : `${who} agreed, ${status}`;
  if (code === "APPROVAL_REQUIRED") return "a person was asked";
  if (decision === "ask" && code === "PERMISSION_DENIED") return `${who} said no, not sent`;
  return code === null ? "sent, and not answered" : `${code}, not sent`;
}
