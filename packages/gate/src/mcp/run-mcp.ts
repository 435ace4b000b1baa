import { parseArgs } from "node:util";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { gateFileVariable, permissionsVariable } from "@specwire/contract";
import { compiledSession } from "../session/compiled-session.ts";
import { type OpenedGateFile, openGateFile } from "../session/gate-file.ts";
import { fileFolder } from "./file-folder.ts";
import { mcpServer } from "./serve.ts";

/** Clients give up on a call after a minute unless they are told otherwise. */
const usualWait = 45;
const longestWait = 3600;

/**
 * Serves one session to one MCP client over standard input and output: that of the gate file, or compiled folders
 * that the arguments name. Throws where it can't be opened: a server that does not start has no tools.
 */
export function runMcp(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  version: string,
): void {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      files: { type: "string" },
      wait: { type: "string" },
      policy: { type: "string", multiple: true },
    },
  });
  const open = sessionOf(positionals, values.policy ?? [], env);
  open();
  const { files, wait } = values;
  const folder = fileFolder(files);
  const options = { open, env, folder, files: files !== undefined, wait: waitOf(wait), version };
  serveStdio(() => mcpServer(options), {
    onerror: (error) => process.stderr.write(`specwire mcp: ${error.message}\n`),
  });
}

function sessionOf(
  folders: readonly string[],
  policies: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): () => OpenedGateFile {
  const path = env[gateFileVariable];
  if (folders.length > 0) {
    // Who set the variable has laid down what is allowed; a folder must not be a way around it.
    if (path) throw new TypeError(`${gateFileVariable} is set: it says what is served, and no folders can`);
    const session = compiledSession(folders, policies);
    return () => session;
  }
  if (policies.length > 0) throw new TypeError("--policy is for compiled folders; a gate file has its own");
  if (!path)
    throw new TypeError(
      `${gateFileVariable} is not set, and no compiled folder is named: nothing is allowed`,
    );
  // Read again for each call, so that what the host takes back ends at once.
  return () => {
    const session = openGateFile(path, env[permissionsVariable]);
    // Without a broker the tool would take credentials from the environment, and nobody would ask.
    if (session.mode === "broker" && !env.SPECWIRE_BROKER_URL)
      throw new TypeError("the gate file says that there is a broker, and SPECWIRE_BROKER_URL is not set");
    if (session.mode === "broker" && !env.SPECWIRE_GRANT_FILE && !env.SPECWIRE_GRANT)
      throw new TypeError("SPECWIRE_GRANT_FILE is not set: the env of the session's bundle has it");
    return session;
  };
}

function waitOf(text: string | undefined): number {
  if (text === undefined) return usualWait;
  const seconds = Number(text);
  if (!/^\d{1,4}$/.test(text) || seconds > longestWait)
    throw new TypeError(`--wait takes seconds, at most ${longestWait}`);
  return seconds;
}
