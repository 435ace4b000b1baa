import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { gateFileVariable, permissionsVariable } from "@specwire/contract";
import { openGateFile } from "../session/gate-file.ts";
import { filesBelow } from "./file-folder.ts";
import { mcpServer } from "./serve.ts";

/** Clients give up on a call after a minute unless they are told otherwise. */
const usualWait = 45;
const longestWait = 3600;

/**
 * Serves one session to one MCP client over standard input and output. Throws where the session can't be opened:
 * a server that does not start has no tools.
 */
export function runMcp(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  version: string,
): void {
  const { values } = parseArgs({
    args: [...args],
    options: { files: { type: "string" }, wait: { type: "string" } },
  });
  const path = env[gateFileVariable];
  if (!path) throw new TypeError(`${gateFileVariable} is not set: the host has not told what is allowed`);
  // Read again for each call, so that what the host takes back ends at once.
  const open = () => {
    const session = openGateFile(path, env[permissionsVariable]);
    // Without a broker the tool would take credentials from the environment, and nobody would ask.
    if (session.mode === "broker" && !env.SPECWIRE_BROKER_URL)
      throw new TypeError("the gate file says that there is a broker, and SPECWIRE_BROKER_URL is not set");
    return session;
  };
  open();
  const filePath = filesBelow(values.files === undefined ? undefined : resolve(values.files));
  const options = {
    open,
    env,
    filePath,
    files: values.files !== undefined,
    wait: waitOf(values.wait),
    version,
  };
  serveStdio(() => mcpServer(options), {
    onerror: (error) => process.stderr.write(`specwire mcp: ${error.message}\n`),
  });
}

function waitOf(text: string | undefined): number {
  if (text === undefined) return usualWait;
  const seconds = Number(text);
  if (!/^\d{1,4}$/.test(text) || seconds > longestWait)
    throw new TypeError(`--wait takes seconds, at most ${longestWait}`);
  return seconds;
}
