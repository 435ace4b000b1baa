import type { Body, Operation, Parameter, ParameterLocation } from "@specwire/contract";
import { emptyRecord } from "@specwire/contract";
import type { ResolvedBody, ResolvedOperation, ResolvedParameter } from "../2-resolve/resolved-connector.ts";
import { accessOfMethod } from "../3-check/access.ts";
import { lowerExamples } from "./examples.ts";
import { compareText, sortedDeep, sortedRecord } from "./order.ts";
import { lowerPagination, type PaginationSource } from "./pagination.ts";
import { lowerResponse } from "./response.ts";
import type { SchemaLowering } from "./schema.ts";
import { cleanText, firstSentence } from "./text.ts";

const summaryLength = 100;
const descriptionLength = 600;

/** What the spec says once for all its operations. */
export interface OperationDefaults {
  readonly pagination?: PaginationSource;
  readonly follow?: { readonly hosts: readonly string[]; readonly method?: "GET" };
}

export function lowerOperation(
  resolved: ResolvedOperation,
  schemas: SchemaLowering,
  defaults: OperationDefaults,
): Operation {
  const { written, method } = resolved;
  const parameters = resolved.parameters
    .map((one) => lowerParameter(one, schemas))
    .sort(compareParameters(resolved.path));
  const body = resolved.body && lowerBody(resolved.body, schemas);
  const pagination = lowerPagination(written.pagination, defaults.pagination, parameters, body, schemas);
  const access = written.access ?? accessOfMethod(method);
  const follow = written.follow === false ? undefined : (written.follow ?? defaults.follow);
  const summary = firstSentence(resolved.summary || resolved.description || resolved.id, summaryLength);
  const description = cleanText(resolved.description ?? "", descriptionLength);
  const response = lowerResponse(
    resolved,
    schemas,
    written.pagination === false ? undefined : (written.pagination ?? defaults.pagination),
    pagination !== undefined,
    follow !== undefined && written.follow !== undefined,
  );
  return {
    id: resolved.id,
    summary,
    ...(description !== "" && description !== summary && { description }),
    access,
    destructive: written.destructive ?? (method === "DELETE" && access === "write"),
    sensitive: written.sensitive ?? false,
    idempotent:
      written.idempotent ??
      (["GET", "HEAD", "OPTIONS", "PUT", "DELETE"].includes(method) || access === "read"),
    method,
    path: resolved.path,
    server: resolved.server ?? "default",
    ...(resolved.security && { security: resolved.security }),
    ...(written.token !== undefined && { token: written.token }),
    scopes: written.scopes ? lowerScopes(written.scopes) : (resolved.scopes ?? []),
    parameters,
    ...(body && { body }),
    response,
    ...(pagination && { pagination }),
    // A connector's own is for its downloads; an operation's own is for whatever it answers with.
    ...(follow &&
      (written.follow || response.kind === "binary") && {
        follow: { hosts: [...follow.hosts].sort(), method: "GET" as const },
      }),
    examples: lowerExamples(written.examples ?? [], parameters, body, schemas),
    ...(resolved.deprecated && { deprecated: true as const }),
  };
}

function lowerScopes(written: NonNullable<ResolvedOperation["written"]["scopes"]>): string[][] {
  return written.map((alternative) => (typeof alternative === "string" ? [alternative] : [...alternative]));
}

function lowerParameter(resolved: ResolvedParameter, schemas: SchemaLowering): Parameter {
  const field = schemas.field(resolved.name, resolved.schema, resolved.required);
  const description = cleanText(resolved.description ?? field.description ?? "", 240);
  const { description: _, ...rest } = field;
  return {
    ...rest,
    ...(description !== "" && { description }),
    ...(resolved.deprecated && { deprecated: true as const }),
    in: resolved.in,
    ...(resolved.style !== undefined && { style: resolved.style }),
    ...(resolved.explode !== undefined && { explode: resolved.explode }),
    ...(resolved.allowReserved && { allowReserved: true as const }),
    ...(resolved.contentType !== undefined && { contentType: resolved.contentType }),
    ...(resolved.default !== undefined && { default: sortedDeep(resolved.default) }),
    ...(resolved.fixed !== undefined && { fixed: sortedDeep(resolved.fixed) }),
  };
}

const locationOrder: readonly ParameterLocation[] = ["path", "query", "header", "cookie"];

function compareParameters(template: string): (a: Parameter, b: Parameter) => number {
  return (a, b) => {
    const place = locationOrder.indexOf(a.in) - locationOrder.indexOf(b.in);
    if (place !== 0) return place;
    if (a.in === "path") return template.indexOf(`{${a.name}}`) - template.indexOf(`{${b.name}}`);
    return Number(b.required ?? false) - Number(a.required ?? false) || compareText(a.name, b.name);
  };
}

function lowerBody(resolved: ResolvedBody, schemas: SchemaLowering): Body {
  const encoding = encodingOf(resolved.contentType);
  const fields = Object.entries(resolved.encoding ?? emptyRecord()).map(
    ([name, one]) => [name, sortedDeep(one)] as const,
  );
  const type = encoding === "raw" ? rawType(resolved, schemas) : schemas.lower(resolved.schema);
  return {
    contentType: resolved.contentType,
    encoding,
    required: resolved.required,
    type,
    ...(fields.length > 0 && { fields: sortedRecord(fields) as NonNullable<Body["fields"]> }),
    ...(resolved.default !== undefined && { default: sortedDeep(resolved.default) }),
    ...(resolved.fixed !== undefined && { fixed: sortedDeep(resolved.fixed) }),
  };
}

/** Raw bodies are files unless their schema says that they are text. */
function rawType(resolved: ResolvedBody, schemas: SchemaLowering): Body["type"] {
  const type = schemas.lower(resolved.schema);
  return type.kind === "string" && resolved.contentType.startsWith("text/") ? type : { kind: "file" };
}

export function encodingOf(contentType: string): Body["encoding"] {
  const media = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (media === "application/json" || media.endsWith("+json")) return "json";
  if (media === "application/x-www-form-urlencoded") return "form";
  return media === "multipart/form-data" ? "multipart" : "raw";
}
