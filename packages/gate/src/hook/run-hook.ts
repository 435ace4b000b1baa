import { gateFileVariable, permissionsVariable } from "@specwire/contract";
import { judgeForClient, withinTime } from "../judge-for-client.ts";
import { openGateFile } from "../session/gate-file.ts";
import { answerHook, blocked, type HookAnswer, type HookClient } from "./answer-hook.ts";

const longestInput = 4 * 1024 * 1024;

/**
 * Answers one PreToolUse event for a client: `--client <client> [--gate-file <path>]`; without the path,
 * `SPECWIRE_GATE_FILE` names the gate file. Whatever goes wrong here blocks the call: a missing or changed gate
 * file, input that can't be read, a crash, five seconds without an answer.
 */
export async function runHook(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  input: AsyncIterable<Uint8Array>,
): Promise<HookAnswer> {
  try {
    return await withinTime(decideOn(args, env, input));
  } catch (error) {
    return blocked(error instanceof Error ? error.message : "it failed");
  }
}

async function decideOn(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  input: AsyncIterable<Uint8Array>,
): Promise<HookAnswer> {
  const client = clientOf(args);
  const path = wordBehind(args, "--gate-file") ?? env[gateFileVariable];
  if (!path)
    return blocked(`no --gate-file, nor is ${gateFileVariable} set: the host has not told what is allowed`);
  const session = openGateFile(path, env[permissionsVariable]);
  return answerHook(client, await textOf(input), (command) => judgeForClient(command, session));
}

function clientOf(args: readonly string[]): HookClient {
  const client = wordBehind(args, "--client");
  if (client !== "claude-code" && client !== "codex")
    throw new TypeError("--client must be claude-code or codex");
  return client;
}

/** The word behind a flag; empty where it is the last one. */
function wordBehind(args: readonly string[], flag: string): string | undefined {
  const at = args.indexOf(flag);
  return at === -1 ? undefined : (args[at + 1] ?? "");
}

async function textOf(input: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input) {
    length += chunk.length;
    if (length > longestInput) throw new TypeError("the event is larger than 4 MB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
