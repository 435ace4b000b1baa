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

/** The body that is sent in a media type; undefined where the operation takes none in it. */
export function bodyFor({ body, otherBodies = [] }: Operation, contentType: string): Body | undefined {
  if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+ *(;[\x20-\x7e]*)?$/.test(contentType)) return undefined;
  const all = body === undefined ? [] : [body, ...otherBodies];
  const same = all.find((one) => one.contentType.toLowerCase() === contentType.toLowerCase());
  const found =
    same ??
    all.find((one) => bareType(one.contentType) === bareType(contentType)) ??
    all.find((one) => takesType(one.contentType, contentType));
  return found && { ...found, contentType: same ? found.contentType : contentType };
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
