import { isAbsolute, resolve } from "node:path";
import { logLines, openRuntime, type Runtime, RuntimeError } from "@specwire/runtime";
import type { CommandCode, Input } from "../shared/command.ts";
import { quote, Refusal } from "../shared/refusal.ts";
import type { World } from "../shared/world.ts";
import { readKeys } from "./read-keys.ts";

/** `specwire broker` */
export const run: CommandCode["run"] = async (input, world) => {
  const listen = addresses(input);
  const runtime = await refusing(() => open(input, world));
  try {
    const ended = signalled(world);
    const broker = await refusing(() => runtime.broker({ listen }));
    for (const { url } of broker.listeners) world.out.write(`listening at ${url}\n`);
    await ended;
    return 0;
  } finally {
    await runtime.close();
  }
};

async function open(input: Input, world: World): Promise<Runtime> {
  const { env, err } = world;
  const connectionString = env.SPECWIRE_DATABASE_URL;
  if (!connectionString)
    throw new Refusal(
      "SPECWIRE_DATABASE_URL is not set.",
      "name the PostgreSQL database of your hosts: postgres://user:password@host:5432/database",
    );
  if (!/^(postgres(ql)?:\/\/|socket:)/i.test(connectionString))
    throw new Refusal(
      "SPECWIRE_DATABASE_URL is no address of a PostgreSQL server.",
      "postgres://user:password@host:5432/database. A folder is for one process: there the host itself runs the broker, with runtime.broker()",
    );
  const write = logLines((line) => err.write(line));
  return await openRuntime({
    database: { connectionString },
    keys: readKeys(env),
    // Nobody connects an account here, which is all that it is for.
    publicUrl: "http://localhost",
    allowHosts: input.values("allow-host"),
    log: (record) => {
      if (input.has("log") || record.level === "warn" || record.level === "error") write(record);
    },
  });
}

function addresses(input: Input) {
  const session = input.value("session");
  if (session !== undefined && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(session))
    throw new Refusal(
      `--session ${quote(session)} is no id of a session.`,
      "what the bundle has as session.id",
    );
  const sessionId = session === undefined ? {} : { sessionId: session };
  const mode = input.value("mode");
  if (mode !== undefined && !/^[0-7]{3}$/.test(mode))
    throw new Refusal(`--mode ${quote(mode)} is no mode of a file.`, "three digits from 0 to 7, such as 660");
  const relative = input.values("socket").find((socket) => !isAbsolute(socket));
  if (relative !== undefined)
    throw new Refusal(
      `--socket ${quote(relative)} is no absolute path.`,
      `--socket ${quote(resolve(relative))}`,
    );
  const sockets = input.values("socket").map((socket) => ({
    ...{ socket, ...sessionId },
    ...(mode !== undefined && { mode: Number.parseInt(mode, 8) }),
  }));
  const ports = input.values("listen").map((text) => ({ ...hostAndPort(text), ...sessionId }));
  if (sockets.length + ports.length === 0)
    throw new Refusal("Where should it listen?", "specwire broker --socket /run/agents/broker.sock");
  return [...sockets, ...ports];
}

function hostAndPort(text: string): { readonly host: string; readonly port: number } {
  const [, host, port] = /^(\[[\da-f:]+\]|[\w.-]+):(\d{1,5})$/i.exec(text) ?? [];
  if (host === undefined)
    throw new Refusal(
      `--listen ${quote(text)} is no address.`,
      "a host and its port, such as 127.0.0.1:8790",
    );
  return { host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
}

/** What the caller can change is a refusal, whatever part of the runtime says it. */
async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RuntimeError)
      throw new Refusal(error.message, advice[error.code] ?? error.details.help);
    throw error;
  }
}

/** What the runtime says of its options, in words of this command's. */
const advice: Readonly<Partial<Record<RuntimeError["code"], string>>> = {
  KEY_UNKNOWN: "SPECWIRE_KEYS has to have every key that the hosts have, the primary first",
};

/** Resolves with the first signal; a second one ends the process as it always does. */
function signalled(world: World): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      process.off("SIGTERM", end).off("SIGINT", end);
      world.err.write("specwire broker: ending; what is under way may end first\n");
      resolve();
    };
    process.on("SIGTERM", end).on("SIGINT", end);
  });
}
