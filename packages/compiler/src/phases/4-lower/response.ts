import type { Json, ResponseShape } from "@specwire/contract";
import { bareType, isJsonType, isObject } from "@specwire/contract";
import type { JsonSchema } from "../2-resolve/json-schema.ts";
import type { ResolvedOperation } from "../2-resolve/resolved-connector.ts";
import { accessOf } from "../3-check/access.ts";
import { isText } from "./body.ts";
import { listPlace } from "./list-place.ts";
import { itemSchema, shownMembers } from "./members.ts";
import { compareText } from "./order.ts";
import type { PaginationSource } from "./pagination.ts";
import type { SchemaLowering } from "./schema.ts";

const maxKnown = 120;
/** More media types than this say nothing in an Accept header. */
const maxAccepted = 3;

/** What success brings: its kind, where the list is, and which members are known of it. What a list shows is derived with its links. */
export function lowerResponse(
  operation: ResolvedOperation,
  schemas: SchemaLowering,
  paging: PaginationSource | undefined,
  paged: boolean,
  follows: boolean,
): ResponseShape {
  const { written, answer } = operation;
  const described = operation.method === "HEAD" ? [] : answer?.contentTypes;
  const kind = written.response ?? (follows ? "binary" : kindOf(described, answer?.schema, schemas));
  const accept = acceptOf(kind, described ?? []);
  const more = {
    ...(kind === "json" && described?.some(isStream) && { mayStream: true as const }),
    ...(accept !== undefined && { accept }),
    ...(answer?.redirect && written.response === undefined && !follows && { redirect: true as const }),
  };
  if (kind !== "json" && kind !== "stream") return { kind, ...more, fields: [], known: [] };
  const isList = kind === "json" && !answer?.isItem;
  const read = written.pagination !== false && accessOf(operation) === "read" ? operation : undefined;
  const items = isList
    ? (written.items ?? listPlace(answer?.schema, paging, paged, read, schemas))
    : undefined;
  const shown = items === undefined ? answer?.schema : itemSchema(answer?.schema, items, schemas);
  const known = [...shownMembers(shown, schemas).keys()].sort(compareText);
  return {
    kind,
    ...more,
    ...(items !== undefined && { items }),
    fields: [...(written.fields ?? [])],
    known: known.slice(0, maxKnown),
  };
}

/** Media types of values that arrive one by one. */
function isStream(contentType: string): boolean {
  const type = bareType(contentType);
  return (
    type === "text/event-stream" ||
    /^application\/(x-)?(ndjson|jsonl|jsonlines|json-lines)$|json-seq$/.test(type)
  );
}

function kindOf(
  contentTypes: readonly string[] | undefined,
  schema: JsonSchema | undefined,
  schemas: SchemaLowering,
): ResponseShape["kind"] {
  const [preferred] = contentTypes ?? [];
  if (contentTypes === undefined) return "json";
  if (preferred === undefined) return "none";
  const target = schema === undefined ? undefined : schemas.follow(schema as Json);
  const isBytes =
    isObject(target) && (target.type === "file" || (target.type === "string" && target.format === "binary"));
  // Documents write JSON for downloads as well, with the schema of a file.
  if (isJsonType(preferred)) return isBytes ? "binary" : "json";
  if (isStream(preferred)) return "stream";
  if (preferred === "*/*")
    return isBytes ? "binary" : isObject(target) && target.type === "string" ? "text" : "json";
  return contentTypes.some(isText) ? "text" : "binary";
}

/** What an Accept header asks for; undefined for JSON as usual, or where nothing is known. */
function acceptOf(kind: ResponseShape["kind"], contentTypes: readonly string[]): string | undefined {
  const wanted = contentTypes.filter((one) => {
    if (kind === "json") return isJsonType(one);
    return kind === "stream" ? isStream(one) : kind === "text" ? isText(one) : kind === "binary";
  });
  const known = wanted.filter((one) => !one.includes("*")).slice(0, maxAccepted);
  return known.length === 0 || (kind === "json" && known.includes("application/json"))
    ? undefined
    : known.join(", ");
}
