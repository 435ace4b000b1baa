import type {
  ArgumentType,
  Json,
  Operation,
  Parameter,
  ParameterLocation,
  UnchangedRule,
} from "@specwire/contract";
import { isJsonType } from "@specwire/contract";
import type { ResolvedOperation, ResolvedParameter } from "../2-resolve/resolved-connector.ts";
import { accessOf, namesSecrets } from "../3-check/access.ts";
import { lowerBodies } from "./body.ts";
import { exactValue } from "./exact-value.ts";
import { lowerExamples } from "./examples.ts";
import { compareText, sortedDeep } from "./order.ts";
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
  const [body, ...otherBodies] = lowerBodies(resolved, schemas);
  const pagination = lowerPagination(written.pagination, defaults.pagination, parameters, body, schemas);
  const access = accessOf(resolved);
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
    sensitive: written.sensitive ?? (access === "read" && namesSecrets(resolved)),
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
    ...(otherBodies.length > 0 && { otherBodies }),
    response,
    ...(pagination && { pagination }),
    // A connector's own is for its downloads; an operation's own is for whatever it answers with.
    ...(follow &&
      (written.follow || response.kind === "binary") && {
        follow: { hosts: [...follow.hosts].sort(), method: "GET" as const },
      }),
    ...(written.unchanged && { unchanged: sortedDeep(written.unchanged) as readonly UnchangedRule[] }),
    examples: lowerExamples(written.examples ?? [], parameters, body, schemas),
    ...(resolved.deprecated && { deprecated: true as const }),
  };
}

function lowerScopes(written: NonNullable<ResolvedOperation["written"]["scopes"]>): string[][] {
  return written.map((alternative) => (typeof alternative === "string" ? [alternative] : [...alternative]));
}

function lowerParameter(resolved: ResolvedParameter, schemas: SchemaLowering): Parameter {
  const isText = resolved.contentType !== undefined && !isJsonType(resolved.contentType) && !resolved.bare;
  const stated = schemas.field(resolved.name, resolved.schema, resolved.required);
  const field = isText && !isScalar(stated.type) ? { ...stated, type: { kind: "string" as const } } : stated;
  const only = field.required ? onlyValue(field.type) : undefined;
  const description = cleanText(resolved.description ?? field.description ?? "", 240);
  const { description: _, ...rest } = field;
  const sent = (value: Json) => exactValue(sortedDeep(value), field.type, schemas);
  return {
    ...rest,
    ...(description !== "" && { description }),
    ...(resolved.deprecated && { deprecated: true as const }),
    in: resolved.in,
    ...(resolved.style !== undefined && { style: resolved.style }),
    ...(resolved.explode !== undefined && { explode: resolved.explode }),
    ...(resolved.allowReserved && { allowReserved: true as const }),
    ...(resolved.allowEmptyValue && { allowEmptyValue: true as const }),
    ...(resolved.bare && { bare: true as const }),
    ...(resolved.contentType !== undefined && { contentType: resolved.contentType }),
    ...(resolved.default !== undefined && { default: sent(resolved.default) }),
    // Nobody has to say what can only be said in one way.
    ...(resolved.default === undefined &&
      resolved.fixed === undefined &&
      only !== undefined && { default: only }),
    ...(resolved.fixed !== undefined && { fixed: sent(resolved.fixed) }),
  };
}

/** What is written in a media type that is no JSON is text, and the document's schema of it no type of ours. */
function isScalar({ kind }: ArgumentType): boolean {
  return kind === "string" || kind === "integer" || kind === "number" || kind === "boolean";
}

function onlyValue(type: ArgumentType): Json | undefined {
  if (type.kind === "any" || type.nullable || !("enum" in type)) return undefined;
  return type.enum?.length === 1 ? type.enum[0] : undefined;
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
