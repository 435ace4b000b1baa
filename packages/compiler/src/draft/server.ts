import type { Json, JsonObject } from "@specwire/contract";
import { isArray, isObject } from "@specwire/contract";
import type { OpenApiDocument } from "../phases/2-resolve/document/openapi-document.ts";

export const placeholderUrl = "https://api.example.com";

export interface DraftServer {
  readonly url: string;
  readonly variables: Readonly<Record<string, JsonObject>>;
  /** What somebody has to look at. */
  readonly note?: string;
}

/** Where the API is, as the document says; a placeholder where it does not. */
export function draftServer(document: OpenApiDocument): DraftServer {
  for (const server of document.servers) {
    const read = readServer(server);
    if (read) return read;
  }
  return {
    url: placeholderUrl,
    variables: {},
    note: "the document does not say where the API is: set baseUrl",
  };
}

function readServer(server: JsonObject): DraftServer | undefined {
  const written = typeof server.url === "string" ? server.url.trim().replace(/\/+$/, "") : "";
  if (!/^https?:\/\/[^\s/]+[^\s]*$/.test(written) || /[?#]/.test(written)) return undefined;
  const variables: Record<string, JsonObject> = {};
  const stated = isObject(server.variables) ? server.variables : {};
  const url = written.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    const own = name.replaceAll(/[^a-zA-Z0-9_]+/g, "_").replace(/^[^a-zA-Z]+/, "") || "part";
    variables[own] = variableOf(stated[name]);
    return `{${own}}`;
  });
  const secure = url.replace(/^http:(?!\/\/(localhost|127\.))/, "https:");
  return {
    url: secure,
    variables,
    ...(secure !== url && { note: "the document says http; credentials are only sent by https" }),
  };
}

function variableOf(variable: Json | undefined): JsonObject {
  const object = isObject(variable) ? variable : {};
  const values = isArray(object.enum)
    ? object.enum.filter((one) => typeof one === "string" && one !== "")
    : [];
  const preset = typeof object.default === "string" && object.default !== "" ? object.default : undefined;
  return {
    from: "user",
    ...(values.length > 0 && { enum: [...new Set(values)] }),
    ...(preset !== undefined && (values.length === 0 || values.includes(preset)) && { default: preset }),
  };
}
