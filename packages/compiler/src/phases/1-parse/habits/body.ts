import { isArray, isObject, type Json, type JsonObject, own } from "@specwire/contract";
import type { Put } from "../rewrite/change.ts";
import { copyOf, type Habit, isText, keyOf, type Looked, mapOf, under } from "./habit.ts";

const forms = "application/x-www-form-urlencoded";

/** The media types that a word stands for. */
export const mediaTypes: Readonly<Record<string, string>> = {
  json: "application/json",
  form: forms,
  urlencoded: forms,
  "form-urlencoded": forms,
  formdata: "multipart/form-data",
  "form-data": "multipart/form-data",
  multipart: "multipart/form-data",
  text: "text/plain",
  xml: "application/xml",
  csv: "text/csv",
  markdown: "text/markdown",
  md: "text/markdown",
  html: "text/html",
  plain: "text/plain",
  "plain-text": "text/plain",
  pdf: "application/pdf",
  yaml: "application/yaml",
  "x-www-form-urlencoded": forms,
  "merge-patch": "application/merge-patch+json",
  "json-patch": "application/json-patch+json",
  binary: "application/octet-stream",
  "octet-stream": "application/octet-stream",
  ndjson: "application/x-ndjson",
};

/** OpenAPI's `requestBody` with `content`, and `form`: all of it is `body` and `contentType` here. */
export function requestBody({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  if (map === undefined) return undefined;
  const key = ["requestBody", "body"].find(
    (one) => mapOf(mapOf(map, one), "content") !== undefined && !isSchema(mapOf(map, one)),
  );
  if (key !== undefined) return openapiBody(pointer, map, key);
  const form = keyOf(map, "form formData multipart", isObject);
  if (form !== undefined) {
    const contentType = form === "form" ? forms : "multipart/form-data";
    const put: Put[] = [
      ...(own(map, "contentType") === undefined
        ? [{ name: "contentType", value: contentType, over: form }]
        : []),
      { name: "body", value: copyOf(pointer, form), over: form },
    ];
    return {
      member: form,
      what: "A form is `body`; `contentType` says how it is sent.",
      how: `write contentType: ${contentType}, and body: with the schema.`,
      changes: own(map, "body") === undefined ? [{ holder: pointer, put }] : undefined,
    };
  }
  return undefined;
}

const isSchema = (value: Json | undefined) =>
  isObject(value) && (own(value, "type") !== undefined || own(value, "properties") !== undefined);

function openapiBody(pointer: string, map: NonNullable<ReturnType<typeof mapOf>>, key: string): Habit {
  const body = mapOf(map, key) ?? {};
  const content = mapOf(body, "content") ?? {};
  const [mediaType = "application/json", ...others] = Object.keys(content);
  const media = mapOf(content, mediaType) ?? {};
  const extra = Object.keys(media).filter((one) => !["schema", "example", "encoding"].includes(one));
  const inside = Object.keys(body).filter((one) => !["content", "required", "description"].includes(one));
  const encoding = mapOf(media, "encoding");
  const json = mediaType === "application/json";
  const clear =
    others.length === 0 &&
    extra.length === 0 &&
    inside.length === 0 &&
    own(media, "example") === undefined &&
    mapOf(media, "schema") !== undefined &&
    (key === "body" || own(map, "body") === undefined) &&
    (json || own(map, "contentType") === undefined) &&
    (encoding === undefined || own(map, "encoding") === undefined);
  const put: Put[] = [
    ...(json ? [] : [{ name: "contentType", value: mediaType, over: key }]),
    { name: "body", value: copyOf(pointer, key, "content", mediaType, "schema"), over: key },
    ...(encoding === undefined
      ? []
      : [{ name: "encoding", value: copyOf(pointer, key, "content", mediaType, "encoding"), over: key }]),
  ];
  return {
    at: under(pointer, key),
    what: "A body with `content` is OpenAPI; here `body` is the schema itself, and `contentType` stands beside it.",
    how: `write body: with what stands under \`schema\`${json ? "" : `, and contentType: ${mediaType}`}.`,
    changes: clear ? [{ holder: pointer, put }] : undefined,
  };
}

/** `contentType: json`, or a list of one. */
export function contentTypeWord({ value }: Looked): Habit | undefined {
  const written = isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof written !== "string" || (written === value && /^[\w.+-]+\/[\w.+*-]+/.test(written)))
    return undefined;
  const folded = written.toLowerCase().replaceAll(/[_\s]/g, "-");
  const meant = /^[\w.+-]+\/[\w.+-]+$/.test(written)
    ? written
    : Object.hasOwn(mediaTypes, folded)
      ? mediaTypes[folded]
      : undefined;
  if (meant === undefined) return undefined;
  return {
    on: "value",
    what: "`contentType` is one media type.",
    wanted: typeof value === "string" ? "a media type" : undefined,
    how: `write contentType: ${meant}`,
    meant,
  };
}

/** `consumes` as in Swagger 2, `Content-Type` and other spellings with what they hold. */
export function consumes({ value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "consumes encodingType bodyType body_type bodyFormat");
  if (map === undefined || key === undefined) return undefined;
  const held = own(map, key);
  const written = isArray(held) && held.length === 1 ? held[0] : held;
  const meant =
    typeof written !== "string"
      ? undefined
      : /^[\w.+-]+\/[\w.+-]+$/.test(written)
        ? written
        : mediaTypes[written.toLowerCase()];
  return {
    member: key,
    what: `\`${key}\` is \`contentType\` here, one media type.`,
    how: `write contentType: ${meant ?? "application/json"}`,
    meant: meant !== undefined && own(map, "contentType") === undefined ? meant : undefined,
    named: "contentType",
  };
}

const responses: Readonly<Record<string, string>> = {
  blob: "binary",
  file: "binary",
  bytes: "binary",
  arraybuffer: "binary",
  buffer: "binary",
  download: "binary",
  html: "text",
  xml: "text",
  csv: "text",
  string: "text",
  sse: "stream",
  "event-stream": "stream",
  ndjson: "stream",
  jsonl: "stream",
  empty: "none",
  void: "none",
  null: "none",
  object: "json",
  array: "json",
  list: "json",
};

/** What an answer is, for a media type, a status, a schema or another word. */
function responseOf(value: Json | undefined): string | undefined {
  if (value === null || value === 204 || value === "204") return "none";
  if (isObject(value)) {
    const types = Object.keys(mapOf(value, "content") ?? {});
    if (types.length === 1) return responseOf(types[0]);
    return own(value, "type") !== undefined || own(value, "properties") !== undefined ? "json" : undefined;
  }
  if (typeof value !== "string") return undefined;
  if (["json", "text", "binary", "none", "stream"].includes(value)) return value;
  const type = value.toLowerCase();
  if (/^application\/([\w.-]+\+)?json\b/.test(type)) return "json";
  if (/^text\/event-stream|ndjson|json-seq|jsonl/.test(type)) return "stream";
  if (/^text\/|^application\/([\w.-]+\+)?xml\b/.test(type)) return "text";
  if (/^(application|image|audio|video|font)\/[\w.+*-]+$/.test(type)) return "binary";
  return Object.hasOwn(responses, type) ? responses[type] : undefined;
}

/** `response` as a media type, a status or a schema; other keys for it. */
export function responseInPlace({ pointer, value }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "response responseType response_type produces returns output outputSchema");
  if (map === undefined || key === undefined) return undefined;
  const written = own(map, key);
  const held = key === "produces" && isArray(written) && written.length === 1 ? written[0] : written;
  if (
    key === "response" &&
    typeof held === "string" &&
    ["json", "text", "binary", "none", "stream"].includes(held)
  )
    return undefined;
  const meant = responseOf(held);
  if (meant === undefined && key === "response" && typeof held === "string") return undefined;
  const taken = key !== "response" && own(map, "response") !== undefined;
  return {
    member: key,
    what:
      key === "response"
        ? "`response` is one word; an answer's schema is not described here."
        : `\`${key}\` is \`response\` here, one word: json, text, binary, none or stream.`,
    how:
      meant === "json" && key !== "response"
        ? "leave it out: an answer is JSON unless response: says otherwise."
        : `write response: ${meant ?? "binary"}`,
    changes:
      meant === undefined || taken
        ? undefined
        : [
            meant === "json" && key !== "response"
              ? { holder: pointer, remove: [key] }
              : { holder: pointer, put: [{ name: "response", value: meant, over: key }] },
          ],
  };
}

/** `contentType` inside of the body that it is about. */
export function contentTypeInside({ spec, pointer, value, name, holder }: Looked): Habit | undefined {
  const map = mapOf(value);
  const key = keyOf(map, "contentType content_type mediaType encoding format", isText);
  const type = key === undefined ? undefined : mediaTypeOf(map, key);
  if (name !== "body" || map === undefined || key === undefined || type === undefined) return undefined;
  const free = own(mapOf(spec.valueAt(holder)) ?? {}, "contentType") === undefined;
  const isWhole = mapOf(map, "properties") !== undefined;
  const put = type === "application/json" ? [] : [{ holder, put: [{ name: "contentType", value: type }] }];
  return {
    member: key,
    what: "`contentType` stands beside `body`.",
    how:
      type === "application/json"
        ? "leave it out: a body is JSON."
        : `write contentType: ${type} beside \`body\`.`,
    changes: free && isWhole ? [{ holder: pointer, remove: [key] }, ...put] : undefined,
  };
}

function mediaTypeOf(map: JsonObject | undefined, key: string): string | undefined {
  const held = map === undefined ? undefined : own(map, key);
  if (typeof held !== "string") return undefined;
  if (/^[\w.+-]+\/[\w.+-]+$/.test(held)) return held;
  return Object.hasOwn(mediaTypes, held.toLowerCase()) ? mediaTypes[held.toLowerCase()] : undefined;
}
