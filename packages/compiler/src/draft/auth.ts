import type { Json, JsonObject } from "@specwire/contract";
import { isArray, isObject } from "@specwire/contract";
import type { OpenApiDocument } from "../phases/2-resolve/document/openapi-document.ts";
import { type DocumentAuth, documentAuth } from "../phases/2-resolve/security/document-auth.ts";
import { cleanText } from "../phases/4-lower/text.ts";

/** The ways in that the document names, its words made fit for a spec. */
export function draftAuth(document: OpenApiDocument, baseUrl: string): DocumentAuth {
  const found = documentAuth(document, baseUrl);
  const { auth } = found;
  return { ...found, auth: isArray(auth) ? auth.map(withCleanScopes) : withCleanScopes(auth) };
}

function withCleanScopes(scheme: Json): Json {
  if (!isObject(scheme) || !isObject(scheme.scopes)) return scheme;
  const scopes: JsonObject = Object.fromEntries(
    Object.entries(scheme.scopes).map(([name, text]) => [name, cleanText(String(text), 200) || name]),
  );
  return { ...scheme, scopes };
}
