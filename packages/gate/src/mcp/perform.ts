import { interpretLine } from "@specwire/cli-kit";
import {
  type Asked,
  type Decision,
  decide,
  type ErrorCode,
  type ErrorObject,
  errorCodes,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  type Operation,
  own,
} from "@specwire/contract";
import type { OpenedGateFile } from "../session/gate-file.ts";
import type { CallFiles } from "./call-files.ts";
import { InputError, type Words, wordsOf } from "./command-words.ts";
import { isMeant } from "./is-meant.ts";
import { runWords } from "./run-words.ts";
import { fullId, type SessionOperation } from "./session-tools.ts";

/** Characters of an answer that a model gets. */
const longestAnswer = 100_000;

export interface ToolText {
  readonly texts: readonly string[];
  readonly isError: boolean;
}

/** An operation with its arguments, judged and not yet performed. */
export interface PreparedCall {
  readonly one: SessionOperation;
  readonly input: JsonObject;
  readonly words: Words;
  readonly account?: string;
  readonly decision: Decision;
}

export interface CallWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: CallFiles;
  /** Seconds that the broker is given for a person's decision. */
  readonly wait: number;
  readonly signal?: AbortSignal;
  readonly onRemark?: (text: string) => void;
}

/**
 * Reads an input as a command line, has that line read again by the code that will run it, and judges what it
 * says. A text where it can't be called so.
 */
export async function prepare(
  one: SessionOperation,
  input: JsonObject,
  session: OpenedGateFile,
  world: CallWorld,
): Promise<PreparedCall | ToolText> {
  const { slug, id } = one;
  const table = own(session.programs, `custom-${slug}`);
  if (table === undefined) return failed(one, "UNKNOWN_COMMAND", "the session has no such connector");
  let words: Words;
  try {
    words = wordsOf(table, id, input, world.files);
    await world.files.copy();
  } catch (error) {
    if (error instanceof InputError) return failed(one, "INVALID_ARGUMENT", error.message);
    throw error;
  }
  const line = await interpretLine(table, words.argv);
  // The tool's own words for what is wrong; it has nothing to send anything with.
  if (line.kind === "refused")
    return asText(one, await runWords(textOf(session, slug), words.argv, { env: {}, most: longestAnswer }));
  if (
    line.kind !== "operation" ||
    line.operation.id !== id ||
    !isMeant(line.arguments, words, line.operation)
  )
    return failed(
      one,
      "INVALID_ARGUMENT",
      "a value can't be passed on as it is; is it one that the schema allows?",
    );
  const { account } = line;
  const asked: Asked = {
    connector: slug,
    operation: id,
    ...(account !== undefined && { account }),
    ...(line.arguments !== undefined && { arguments: line.arguments }),
  };
  return { one, input, words, decision: decide(asked, session), ...(account !== undefined && { account }) };
}

/** The request as it would be sent, secrets left out, its files by their hashes; undefined where it can't be told. */
export async function previewOf(
  call: PreparedCall,
  session: OpenedGateFile,
  world: CallWorld,
): Promise<JsonObject | undefined> {
  const { words, one } = call;
  const { exit, stdout, cut } = await runWords(textOf(session, one.slug), [...words.argv, "--dry-run"], {
    env: world.env,
    most: 10 * longestAnswer,
    ...(words.piped !== undefined && { piped: words.piped }),
  });
  const operation = session.programs[`custom-${one.slug}`]?.operation(one.id);
  if (exit !== 0 || cut || operation === undefined) return undefined;
  const request = JSON.parse(stdout) as JsonObject;
  const headers = Object.entries(request.headers ?? {}).filter(([name]) => !isUsual(name, operation));
  const { sent } = world.files;
  const byOwnPath = (value: Json): Json => {
    if (typeof value === "string") return sent.find(({ copy }) => copy === value)?.path ?? value;
    if (isArray(value)) return value.map(byOwnPath);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, byOwnPath(member)]));
  };
  return {
    ...request,
    headers: Object.fromEntries(headers),
    ...(request.body !== undefined && { body: byOwnPath(request.body) }),
    ...(words.piped !== undefined && { body: words.piped }),
    ...(sent.length > 0 && { sha256: Object.fromEntries(sent.map(({ path, sha256 }) => [path, sha256])) }),
  };
}

/** Whether a header is the same in every request of the operation: no argument can be sent as it. */
function isUsual(name: string, { parameters }: Operation): boolean {
  if (name !== "user-agent" && name !== "accept") return false;
  return !parameters.some((one) => one.in === "header" && one.name.toLowerCase() === name);
}

/** Performs what has been judged. */
export async function perform(
  call: PreparedCall,
  session: OpenedGateFile,
  world: CallWorld,
): Promise<ToolText> {
  const { words, one } = call;
  const { env, signal, onRemark, wait } = world;
  const argv = session.mode === "broker" && wait > 0 ? [...words.argv, `--wait=${wait}`] : words.argv;
  const ran = await runWords(textOf(session, one.slug), argv, {
    env,
    most: longestAnswer,
    ...(words.piped !== undefined && { piped: words.piped }),
    ...(signal && { signal }),
    ...(onRemark && { onRemark }),
  });
  return asText(one, ran);
}

function textOf(session: OpenedGateFile, slug: string): string {
  return own(session.texts, `custom-${slug}`) ?? "";
}

function asText(one: SessionOperation, ran: Awaited<ReturnType<typeof runWords>>): ToolText {
  const remarks = ran.stderr.trim();
  if (ran.exit !== 0) return { isError: true, texts: [againAsTool(remarks) || `it ended with ${ran.exit}`] };
  const cut = `Only the first ${longestAnswer} characters are here: ask for less with fields or limit.`;
  const texts = [ran.stdout.trimEnd(), remarks, ran.cut ? cut : ""].filter(Boolean);
  return { isError: false, texts: texts.length > 0 ? texts : [`${fullId(one)} is done.`] };
}

/** What is run again once a person has approved it is the tool, not the command line that the tool's code names. */
function againAsTool(remarks: string): string {
  const lines = remarks.split("\n");
  const last = lines.pop() ?? "";
  const error = own(jsonObject(last), "error");
  if (!isObject(error) || error.code !== ("APPROVAL_REQUIRED" satisfies ErrorCode)) return remarks;
  const help = "nothing was sent; when a person has approved it, call this again with the same arguments";
  return [...lines, JSON.stringify({ error: { ...error, help } })].join("\n");
}

function jsonObject(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An error of ours, in the shape that the command-line tool prints. */
export function failed(
  { slug, id }: Pick<SessionOperation, "slug" | "id">,
  code: ErrorCode,
  message: string,
  help?: string,
): ToolText {
  const error: ErrorObject["error"] = {
    code,
    connector: slug,
    message,
    ...(help !== undefined && { help }),
    retryable: errorCodes[code].retryable,
    operation: id,
  };
  return { isError: true, texts: [JSON.stringify({ error })] };
}
