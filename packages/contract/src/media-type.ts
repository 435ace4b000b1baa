import type { Body, Operation } from "./connector.ts";

/** `text/csv` of `Text/CSV; charset=utf-8`. */
export function bareType(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

export function isJsonType(contentType: string): boolean {
  return /^(?:application|text)\/json$|\+json$/.test(bareType(contentType));
}

/** Whether a declared media type, or range of them (`image/*`), takes another. */
export function takesType(declared: string, type: string): boolean {
  const [wanted, given] = [bareType(declared), bareType(type)];
  return (
    wanted === given || wanted === "*/*" || (wanted.endsWith("/*") && given.startsWith(wanted.slice(0, -1)))
  );
}

/**
 * The body that is sent in a media type; undefined where the operation takes none in it. What is sent is the type as it
 * is declared, and of a range the type that is given: how a body is read is not the caller's to choose, or an API would
 * read another text in it than whoever judged it (`charset=utf-7`). Of a file, which nobody has read, the caller says
 * more: `audio/l16; rate=16000`.
 */
export function bodyFor(
  { body, otherBodies = [] }: Operation,
  contentType: string,
  isFile = true,
): Body | undefined {
  const given = readType(contentType);
  if (given === undefined) return undefined;
  const all = body === undefined ? [] : [body, ...otherBodies];
  const same = all.find((one) => one.contentType.toLowerCase() === contentType.toLowerCase());
  if (same !== undefined) return same;
  const found =
    all.find((one) => bareType(one.contentType) === given.type && hasParameters(one, given)) ??
    all.find((one) => takesType(one.contentType, given.type) && hasParameters(one, given));
  if (found !== undefined)
    return { ...found, contentType: found.contentType.includes("*") ? given.type : found.contentType };
  const file = all.find((one) => one.encoding === "raw" && takesType(one.contentType, given.type));
  const isSendable = given.parameters.every((one) => /^(?!boundary=)[\w!#$&^.+-]+=[\w!#$&^.+-]+$/.test(one));
  return isFile && isSendable && file !== undefined
    ? { ...file, contentType: [given.type, ...given.parameters].join("; ") }
    : undefined;
}

interface MediaType {
  readonly type: string;
  /** Lower case: `charset=utf-8`. */
  readonly parameters: readonly string[];
}

/** RFC 9110 section 8.3.1; a quoted value only where it has no need to be. */
function readType(contentType: string): MediaType | undefined {
  const [type = "", ...parameters] = contentType.split(";").map((part) => part.trim().toLowerCase());
  if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(type)) return undefined;
  return { type, parameters: parameters.map((one) => one.replace(/^([^=]+)="([^"\\]*)"$/, "$1=$2")) };
}

/** Each that is given is one of the declared type's, or says what is so anyway. */
function hasParameters(declared: Body, { parameters }: MediaType): boolean {
  const known = readType(declared.contentType)?.parameters ?? [];
  return parameters.every((one) => one === "charset=utf-8" || known.includes(one));
}

/**
 * The operation with the body of a media type in front: flags, checks and the request are of that one. As it is
 * where none is asked for, or one that there is not, which `checkArguments` reports.
 */
export function withBody(operation: Operation, contentType: string | undefined): Operation {
  const { body, otherBodies = [] } = operation;
  const chosen = contentType === undefined ? undefined : bodyFor(operation, contentType);
  if (body === undefined || chosen === undefined) return operation;
  const others = [body, ...otherBodies].filter((one) => !takesType(one.contentType, chosen.contentType));
  const { otherBodies: _, ...rest } = operation;
  return { ...rest, body: chosen, ...(others.length > 0 && { otherBodies: others }) };
}

/** A media type that can be sent: for a range one that says the least. */
export function concreteType(contentType: string): string {
  if (!contentType.includes("*")) return contentType;
  return bareType(contentType) === "text/*" ? "text/plain" : "application/octet-stream";
}

/** Endings of file names whose media type servers look at. */
const typesByEnding = `csv text/csv|gif image/gif|gz application/gzip|htm text/html|html text/html|jpeg image/jpeg|\
jpg image/jpeg|json application/json|md text/markdown|mov video/quicktime|mp3 audio/mpeg|mp4 video/mp4|\
pdf application/pdf|png image/png|svg image/svg+xml|tif image/tiff|tiff image/tiff|txt text/plain|wav audio/wav|\
webm video/webm|webp image/webp|xml application/xml|yaml application/yaml|yml application/yaml|zip application/zip`;

/** The media type of a file by its name, of those that are accepted: one, or several with commas between them. */
export function typeOfFile(name: string, accepted = "*/*"): string {
  const [, ending = ""] = /\.(\w+)$/.exec(name.toLowerCase()) ?? [];
  const found = ending === "" ? undefined : new RegExp(`(?:^|\\|)${ending} ([^|]+)`).exec(typesByEnding)?.[1];
  const all = accepted.split(",").map((one) => one.trim());
  if (found !== undefined && all.some((one) => takesType(one, found))) return found;
  return all.find((one) => !one.includes("*")) ?? "application/octet-stream";
}
