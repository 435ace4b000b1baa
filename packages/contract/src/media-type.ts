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
