import type { ArgumentProblem } from "./check-arguments.ts";
import { bodyValue, parameterValue } from "./check-arguments.ts";
import { isFileReference } from "./check-value.ts";
import type { Arguments, Body, Method, Operation, Parameter } from "./connector.ts";
import { isArray, isObject, type Json, own } from "./json.ts";
import { percentEncode, primitive, serializePairs, serializeSegment } from "./serialize.ts";

/** A request without host and credential: what the CLI and the broker send, built by the same function. */
export interface HttpRequest {
  readonly method: Method;
  /** Percent-encoded, with a slash in front; goes behind the server's URL. */
  readonly path: string;
  /** Percent-encoded names and values. */
  readonly query: readonly (readonly [string, string])[];
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody;
}

export type RequestBody =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string; readonly contentType: string }
  | { readonly kind: "multipart"; readonly parts: readonly Part[] }
  /** The bytes of a file; `file` is the id of a `FileReference`. */
  | { readonly kind: "file"; readonly file: string; readonly contentType: string };

export interface Part {
  readonly name: string;
  readonly contentType?: string;
  readonly text?: string;
  readonly file?: string;
}

/** Arguments that can't become a request. */
export class ArgumentError extends Error {
  readonly problems: readonly ArgumentProblem[];
  constructor(problems: readonly ArgumentProblem[]) {
    super(problems.map((one) => `${one.path.join(".")} ${one.message}`).join("; "));
    this.name = "ArgumentError";
    this.problems = problems;
  }
}

/**
 * The one pure function from a descriptor and arguments to a request. The arguments have passed
 * `checkArguments`. Throws `ArgumentError` where a path value would leave its segment.
 */
export function buildRequest(operation: Operation, args: Arguments): HttpRequest {
  const given = (parameter: Parameter) => parameterValue(parameter, args);
  const query: [string, string][] = [];
  const headers = new Map<string, string>();
  const cookies: string[] = [];
  for (const parameter of operation.parameters) {
    const value = given(parameter);
    if (value === undefined || parameter.in === "path") continue;
    if (parameter.in === "header") headers.set(parameter.name.toLowerCase(), headerValue(parameter, value));
    else {
      const pairs = serializePairs(parameter, value);
      const others = operation.parameters.filter((one) => one.in === parameter.in).map((one) => one.name);
      refuseForeignNames(parameter, others, pairs);
      if (parameter.in === "query") query.push(...pairs);
      else cookies.push(...pairs.map((pair) => pair.join("=")));
    }
  }
  if (cookies.length > 0) headers.set("cookie", cookies.join("; "));
  const body = buildBody(operation, args);
  if (body.kind === "text" || body.kind === "file") headers.set("content-type", body.contentType);
  return {
    method: operation.method,
    path: buildPath(operation, given),
    query,
    headers: Object.fromEntries(headers),
    body,
  };
}

/** An exploded object brings its own names; none may be that of another value, which could be fixed. */
function refuseForeignNames(
  of: { readonly in: ArgumentProblem["in"]; readonly name: string },
  others: readonly string[],
  pairs: readonly [string, string][],
): void {
  const names = new Set(pairs.map(([name]) => name));
  for (const other of others) {
    if (other !== of.name && names.has(percentEncode(other)))
      throw new ArgumentError([
        { in: of.in, path: [of.name, other], message: "is another parameter's name" },
      ]);
  }
}

function buildPath(operation: Operation, given: (parameter: Parameter) => Json | undefined): string {
  return operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((one) => one.in === "path" && one.name === name);
    const value = parameter && given(parameter);
    if (parameter === undefined || value === undefined) throw pathProblem(name, "is required");
    const text = serializeSegment(parameter, value, (part) => part);
    // "." and ".." change the path even when percent-encoded, some servers drop what follows a ";" first, and
    // an empty segment meets another route.
    for (const segment of parameter.allowReserved ? text.split("/") : [text]) {
      if (segment === "" || /^(\.|%2e){1,2}($|;|%3b)/i.test(segment))
        throw pathProblem(name, `can't be ${JSON.stringify(text)}`);
    }
    return parameter.allowReserved
      ? serializeSegment(parameter, value, (part) => percentEncode(part).replaceAll("%2F", "/"))
      : serializeSegment(parameter, value, (part) => percentEncode(part));
  });
}

function pathProblem(name: string, message: string): ArgumentError {
  return new ArgumentError([{ in: "path", path: [name], message }]);
}

/** RFC 9110 section 5.5: no control characters, and nothing that Latin-1 can't say; JSON can always be ASCII. */
function headerValue(parameter: Parameter, value: Json): string {
  const written = serializeSegment(parameter, value, (part) => part);
  const text = /[/+]json\b/i.test(parameter.contentType ?? "")
    ? written.replace(/[\u0080-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : written;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u0008\u000A-\u001F\u007F]|[^\u0000-\u00FF]/.test(text))
    throw new ArgumentError([
      { in: "header", path: [parameter.name], message: "has a character that a header can't carry" },
    ]);
  return text;
}

function buildBody(operation: Operation, args: Arguments): RequestBody {
  const { body } = operation;
  const value = bodyValue(operation, args);
  if (body === undefined || value === undefined) return { kind: "none" };
  const { contentType } = body;
  if (body.encoding === "json") return { kind: "text", text: JSON.stringify(value), contentType };
  if (body.encoding === "form") return { kind: "text", text: formText(body, value), contentType };
  if (body.encoding === "multipart") return { kind: "multipart", parts: multipartParts(body, value) };
  if (isFileReference(value)) return { kind: "file", file: value.$file, contentType };
  return { kind: "text", text: primitive(value), contentType };
}

/**
 * application/x-www-form-urlencoded. Without an Encoding Object: lists are repeated, objects and lists of
 * objects are JSON, as OpenAPI's default content type for them says.
 */
function formText(body: Body, value: Json): string {
  if (!isObject(value)) return primitive(value);
  return Object.entries(value)
    .flatMap(([name, member]) => {
      const encoding = own(body.fields, name);
      const nested = isObject(member) || (isArray(member) && member.some((item) => typeof item === "object"));
      const contentType =
        encoding?.contentType ?? (nested && !encoding?.style ? "application/json" : undefined);
      const pairs = serializePairs(
        { ...encoding, name, in: "query", ...(contentType && { contentType }) },
        member,
      );
      refuseForeignNames({ in: "body", name }, Object.keys(value), pairs);
      return pairs;
    })
    .map((pair) => pair.join("=").replaceAll("%20", "+"))
    .join("&");
}

function multipartParts(body: Body, value: Json): Part[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const contentType = own(body.fields, name)?.contentType;
    const part = (one: Json): Part => {
      if (isFileReference(one)) return { name, file: one.$file, ...(contentType && { contentType }) };
      const type = contentType ?? (typeof one === "object" && one !== null ? "application/json" : undefined);
      return { name, text: primitive(one), ...(type && { contentType: type }) };
    };
    return isArray(member) && contentType !== "application/json" ? member.map(part) : [part(member)];
  });
}

/** The request's URL behind a server's resolved URL. */
export function requestUrl(baseUrl: string, request: Pick<HttpRequest, "path" | "query">): string {
  const query = request.query.map((pair) => pair.join("=")).join("&");
  return `${baseUrl.replace(/\/+$/, "")}${request.path}${query && `?${query}`}`;
}
