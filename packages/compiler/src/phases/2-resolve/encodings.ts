import type { Json, JsonObject } from "@specwire/contract";
import { isObject } from "@specwire/contract";

/** A media type that can be written into a header as it is. Documents say all kinds of things in such places. */
export function isMediaType(value: Json | undefined): value is string {
  return typeof value === "string" && /^[\w!#$&^.*+-]+\/[\w!#$&^.*+-]+ *(;[\x20-\x7e]*)?$/.test(value);
}

const styles: readonly Json[] = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

/** Of each Encoding Object of a document what a request can follow. */
export function readEncodings(encodings: JsonObject): JsonObject {
  const read = ({ contentType, style, explode }: JsonObject): JsonObject => ({
    ...(isMediaType(contentType) && { contentType }),
    ...(style !== undefined && styles.includes(style) && { style }),
    ...(typeof explode === "boolean" && { explode }),
  });
  return Object.fromEntries(
    Object.entries(encodings).map(([name, one]) => [name, isObject(one) ? read(one) : {}]),
  );
}
