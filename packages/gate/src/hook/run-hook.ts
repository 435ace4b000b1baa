import { gateFileVariable, permissionsVariable } from "@specwire/contract";
import { judgeForClient, withinTime } from "../judge-for-client.ts";
import { openGateFile } from "../session/gate-file.ts";
import { answerHook, blocked, type HookAnswer, type HookClient } from "./answer-hook.ts";

const longestInput = 4 * 1024 * 1024;

/**
 * Answers one PreToolUse event for a client. Whatever goes wrong here blocks the call: a missing or changed gate
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
  const path = env[gateFileVariable];
  if (!path) return blocked(`${gateFileVariable} is not set: the host has not told what is allowed`);
  const session = openGateFile(path, env[permissionsVariable]);
  return answerHook(client, await textOf(input), (command) => judgeForClient(command, session));
}

function clientOf(args: readonly string[]): HookClient {
  const at = args.indexOf("--client");
  const client = args[at + 1];
  if (at === -1 || (client !== "claude-code" && client !== "codex"))
    throw new TypeError("--client must be claude-code or codex");
  return client;
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
