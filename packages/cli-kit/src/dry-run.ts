import {
  type AuthScheme,
  type ConnectorHead,
  type HttpRequest,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  own,
  placeCredential,
  requestUrl,
} from "@specwire/contract";
import type { FileContent, FileTable } from "./arguments/files.ts";
import { jsonOf } from "./arguments/flag-values.ts";
import { baseUrlOf } from "./base-url.ts";
import { CliError } from "./errors.ts";
import { fileNamed } from "./http/request-source.ts";
import type { Call } from "./transport.ts";
import type { CliWorld } from "./world.ts";

/** The request that a call would send, with the name of its variable in the place of each secret of the schemes. */
export function dryRun(
  connector: ConnectorHead,
  env: CliWorld["env"],
  { operation, files }: Call,
  request: HttpRequest,
  schemes: readonly AuthScheme[],
): JsonObject {
  // The real function places stand-ins, which no encoding but base64 changes, so that this can't tell another story.
  const slots = schemes.flatMap((scheme) => scheme.slots);
  const standIns = new Map(slots.map((slot, index) => [slot, `SPECWIRE-STAND-IN-${index}-`]));
  const placed = schemes.reduce((before, scheme) => {
    const secrets = Object.fromEntries(scheme.slots.map((slot) => [slot.id, standIns.get(slot) ?? ""]));
    return placeCredential(before, scheme, secrets, operation.token);
  }, request);
  const shown = (text: string) => {
    let result = text;
    for (const [slot, standIn] of standIns) result = result.replaceAll(standIn, `<${slot.env}>`);
    return result;
  };
  const basic = schemes.find((scheme) => scheme.placements.some((one) => one.basic));
  const header = (name: string, value: string) =>
    basic?.placements.some((one) => one.basic && one.in === "header" && one.name.toLowerCase() === name)
      ? `Basic ${basic.slots.map((slot) => `<${slot.env}>`).join(":")}`
      : shown(value);
  const certificate = schemes.find((scheme) => scheme.type === "mutual_tls")?.slots[0];
  return {
    method: placed.method,
    url: shown(requestUrl(shownBaseUrl(connector, operation.server, env), placed)),
    headers: Object.fromEntries(
      Object.entries(placed.headers).map(([name, value]) => [name, header(name, value)]),
    ),
    ...(certificate && { clientCertificate: `<${certificate.env}>` }),
    ...bodyShown(placed, files),
  };
}

/**
 * Shows a call without what its arguments hold of files: those stand there by path and size. `preview` makes the
 * request that is shown.
 */
export function withoutContents(
  call: Call,
  contents: readonly FileContent[],
  preview: (call: Call) => JsonObject,
): JsonObject {
  const encoded = contents
    .filter(({ as, text }) => as !== "json" && text !== "")
    .map((content, index) => ({ ...content, standIn: `SPECWIRE-FILE-${index}-` }));
  const body = contents.find(({ as }) => as === "json");
  const hidden = mapTexts(
    call.arguments as JsonObject,
    (text) => encoded.find((one) => one.text === text)?.standIn ?? text,
  ) as Call["arguments"];
  const shown = mapTexts(preview({ ...call, arguments: hidden }), (text) =>
    encoded.reduce(
      (before, { standIn, path, bytes, as }) =>
        before.replaceAll(standIn, `<${path}, ${bytes} bytes, ${as}>`),
      text,
    ),
  ) as JsonObject;
  return body === undefined ? shown : { ...shown, body: { file: body.path, bytes: body.bytes } };
}

function mapTexts(json: Json, change: (text: string) => string): Json {
  if (typeof json === "string") return change(json);
  if (isArray(json)) return json.map((one) => mapTexts(one, change));
  if (!isObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, mapTexts(value, change)]));
}

/** A dry run works before anything is connected: what is missing stands there as a variable. */
function shownBaseUrl(connector: ConnectorHead, server: string, env: CliWorld["env"]): string {
  try {
    return baseUrlOf(connector, server, env);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const { url, env: name } = own(connector.servers, server) ?? { url: "", env: "" };
    return env[name] ? `<${name}>` : url;
  }
}

function bodyShown({ body }: HttpRequest, files: FileTable): { body?: Json } {
  const fileShown = (id: string): JsonObject => {
    const { path, size } = fileNamed(files, id);
    return { file: path, ...(size !== undefined && { bytes: size }) };
  };
  switch (body.kind) {
    case "none":
      return {};
    case "text":
      return { body: /json/.test(body.contentType) ? (jsonOf(body.text) ?? body.text) : body.text };
    case "file":
      return { body: fileShown(body.file) };
    case "multipart":
      return {
        body: body.parts.map(({ name, contentType, headers, text, file }) => ({
          ...(name !== undefined && { name }),
          ...(contentType !== undefined && { contentType }),
          ...(headers && { headers }),
          ...(file === undefined ? { text: text ?? "" } : fileShown(file)),
        })),
      };
  }
}
