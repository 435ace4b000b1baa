import type { Json, JsonObject } from "@specwire/contract";
import { isArray, isObject } from "@specwire/contract";
import { resolveObject } from "./document/resolve-object.ts";
import type { SchemaLookup } from "./json-schema.ts";

/** A media type that can be written into a header as it is. Documents say all kinds of things in such places. */
export function isMediaType(value: string): boolean {
  return /^[\w!#$&^.*+-]+\/[\w!#$&^.*+-]+ *(;[\x20-\x7e]*)?$/.test(value);
}

const styles: readonly Json[] = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

/** Of each Encoding Object of a document what a request can follow. */
export function readEncodings(encodings: JsonObject, lookup: SchemaLookup): JsonObject {
  const read = ({ contentType, style, explode, allowReserved, headers }: JsonObject): JsonObject => ({
    // One media type, or several with commas between them.
    ...(typeof contentType === "string" &&
      contentType.split(",").every((one) => isMediaType(one.trim())) && { contentType }),
    ...(style !== undefined && styles.includes(style) && { style }),
    ...(typeof explode === "boolean" && { explode }),
    ...(allowReserved === true && { allowReserved }),
    ...fixedHeaders(headers, lookup),
  });
  return Object.fromEntries(
    Object.entries(encodings).map(([name, one]) => [name, isObject(one) ? read(one) : {}]),
  );
}

/** The headers of a part whose value the document fixes: nobody is asked for the others. */
function fixedHeaders(headers: Json | undefined, lookup: SchemaLookup): { headers?: JsonObject } {
  const fixed = Object.entries(isObject(headers) ? headers : {}).flatMap(
    ([name, one]): [string, string][] => {
      const schema = resolveObject(resolveObject(one, lookup)?.schema, lookup);
      const values = isArray(schema?.enum) && schema.enum.length === 1 ? schema.enum[0] : undefined;
      const value = schema?.const ?? values ?? schema?.default;
      const isSendable =
        typeof value === "string" && /^[\x20-\x7e]*$/.test(value) && /^[\w!#$%&'*+.^`|~-]+$/.test(name);
      return isSendable && !/^content-(type|disposition|length)$/i.test(name) ? [[name, value]] : [];
    },
  );
  return fixed.length > 0 ? { headers: Object.fromEntries(fixed) } : {};
}
