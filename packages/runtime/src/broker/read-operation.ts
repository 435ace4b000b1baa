import {
  type Arguments,
  type EnvelopeFile,
  FramingError,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  type OperationEnvelope,
  own,
  readFrame,
} from "@specwire/contract";
import { isUuid } from "../store/uuid.ts";
import { badRequest, HttpRefusal } from "./http-refusal.ts";
import { refuseManyValues } from "./refuse-many-values.ts";

/** An operation as it came, its shape checked and nothing else of it; the bytes of its files are `rest`. */
export interface ReadOperation {
  readonly envelope: OperationEnvelope;
  readonly rest: AsyncIterable<Uint8Array>;
}

const longestWord = 200;
const longestName = 1000;
const mostFiles = 1000;

/**
 * Reads the envelope in front of a request's bytes. It is closed: a member that nobody knows is refused, since whoever
 * wrote it meant something by it. Throws `HttpRefusal`.
 */
export async function readOperation(
  source: AsyncIterable<Uint8Array>,
  longest: number,
): Promise<ReadOperation> {
  try {
    const { envelope, rest } = await readFrame(source, longest, refuseManyValues);
    return { envelope: checked(envelope), rest };
  } catch (error) {
    if (!(error instanceof FramingError)) throw error;
    if (/longer than/.test(error.message)) throw new HttpRefusal(413, "INVALID_REQUEST", error.message);
    throw badRequest(error.message);
  }
}

function checked(json: Json): OperationEnvelope {
  const envelope = shape(json, "envelope", [
    "envelope",
    "requestId",
    "connector",
    "operation",
    "arguments",
    "account",
    "files",
  ]);
  if (envelope.envelope !== 1) throw badRequest("the envelope has a version that this broker does not know");
  if (!isUuid(envelope.requestId)) throw badRequest("`requestId` is no UUID in lower case");
  const connector = shape(envelope.connector, "connector", ["slug", "digest"]);
  const account = own(envelope, "account");
  const files = envelope.files;
  if (!isArray(files) || files.length > mostFiles) throw badRequest("`files` is no list that can be sent");
  return {
    envelope: 1,
    requestId: envelope.requestId,
    connector: { slug: word(connector.slug, "slug"), digest: word(connector.digest, "digest") },
    operation: word(envelope.operation, "operation"),
    arguments: checkedArguments(envelope.arguments),
    ...(account !== undefined && { account: word(account, "account") }),
    files: files.map(checkedFile),
  };
}

const places = ["path", "query", "header", "cookie"] as const;

function checkedArguments(json: Json | undefined): Arguments {
  const args = shape(json, "arguments", [...places, "body", "contentType"]);
  for (const place of places)
    if (own(args, place) !== undefined && !isObject(args[place]))
      throw badRequest(`\`${place}\` is no object`);
  if (own(args, "contentType") !== undefined) word(args.contentType, "contentType");
  return args as Arguments;
}

function checkedFile(json: Json): EnvelopeFile {
  const { id, name, size, sha256 } = shape(json, "files", ["id", "name", "size", "sha256"]);
  if (typeof name !== "string" || name.length > longestName) throw badRequest("a file's `name` is no name");
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0)
    throw badRequest("a file's `size` is no number of bytes");
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256))
    throw badRequest("a file's `sha256` is no digest in lower-case hex");
  return { id: word(id, "id"), name, size, sha256 };
}

function shape(json: Json | undefined, what: string, members: readonly string[]): JsonObject {
  if (!isObject(json)) throw badRequest(`\`${what}\` is no object`);
  const unknown = Object.keys(json).find((name) => !members.includes(name));
  if (unknown !== undefined) throw badRequest(`\`${what}\` has a member that this broker does not know`);
  return json;
}

function word(json: Json | undefined, what: string): string {
  if (typeof json !== "string" || json === "" || json.length > longestWord || /\p{Cc}|\p{Cs}/u.test(json))
    throw badRequest(`\`${what}\` is no word`);
  return json;
}
