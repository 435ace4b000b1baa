import { ArgumentError } from "./argument-error.ts";
import { refuseForeignNames, refuseOverride, type Written } from "./brought-names.ts";
import { buildBody, formPairs, type RequestBody } from "./build-body.ts";
import { parameterValue } from "./check-arguments.ts";
import type { Arguments, Method, Operation, Parameter } from "./connector.ts";
import { jsonText } from "./exact-number.ts";
import { isObject, type Json } from "./json.ts";
import { bareType, withBody } from "./media-type.ts";
import { encoderOf, percentEncode, serializePairs, serializeSegment } from "./serialize.ts";
import { trimEnd } from "./trim-end.ts";
import { WritingLimit } from "./writing-limit.ts";

/** A request without host and credential: what the CLI and the broker send, built by the same function. */
export interface HttpRequest {
  readonly method: Method;
  /** Percent-encoded, with a slash in front; goes behind the server's URL. */
  readonly path: string;
  /** Percent-encoded names and values; a name alone is the whole query string that it stands in. */
  readonly query: readonly (readonly [name: string, value?: string])[];
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody;
}

/**
 * The one pure function from a descriptor and arguments to a request. The arguments have passed
 * `checkArguments`. Throws `ArgumentError` where a path value would leave its segment, a name would be read as another
 * one, or the request would come to far more than its arguments.
 */
export function buildRequest(stated: Operation, args: Arguments): HttpRequest {
  const operation = withBody(stated, args.contentType);
  const given = (parameter: Parameter) => parameterValue(parameter, args);
  const query: [string, string?][] = [];
  const headers = new Map<string, string>();
  const cookies: string[] = [];
  const written: (Written & { readonly in: Parameter["in"] })[] = [];
  for (const parameter of operation.parameters) {
    const value = given(parameter);
    if (value === undefined) continue;
    if (parameter.contentType === undefined) new WritingLimit(parameter.in).count(parameter.name, value);
    if (parameter.in === "path") continue;
    if (parameter.in === "header") headers.set(parameter.name.toLowerCase(), headerValue(parameter, value));
    else if (parameter.bare) query.push(...bareQuery(parameter, value));
    else {
      const pairs = serializePairs(parameter, value);
      written.push({ in: parameter.in, owner: parameter.name, names: pairs.map(([name]) => name) });
      if (parameter.in === "query") query.push(...pairs);
      else cookies.push(...pairs.map((pair) => cookieText(parameter, pair)));
    }
  }
  for (const place of ["query", "cookie"] as const) {
    const stated = operation.parameters.filter((one) => one.in === place).map(({ name }) => name);
    refuseForeignNames(
      place,
      stated,
      written.filter((one) => one.in === place),
    );
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

/** A value that is the whole query string; nothing in it can be read as a parameter beside it. */
function bareQuery(parameter: Parameter, value: Json): [string, string?][] {
  const type = bareType(parameter.contentType ?? "application/json");
  if (type === "application/x-www-form-urlencoded" && isObject(value)) {
    for (const name of Object.keys(value)) refuseOverride("query", [parameter.name, name], name);
    return formPairs(undefined, value, "query");
  }
  return [[encoderOf({ in: "query" })(typeof value === "string" ? value : jsonText(value))]];
}

/** RFC 6265 section 4.1.1; the style `cookie` passes values on, so what would end one is refused. */
function cookieText(parameter: Parameter, pair: readonly [string, string]): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  const bad = /[\u0000-\u001F\u007F;]|[^\u0000-\u00FF]/;
  if (pair.some((one) => bad.test(one)) || /[=\s,]/.test(pair[0]))
    throw new ArgumentError([
      { in: "cookie", path: [parameter.name], message: "has a character that a cookie can't carry" },
    ]);
  return pair.join("=");
}

function buildPath(operation: Operation, given: (parameter: Parameter) => Json | undefined): string {
  return operation.path.replace(/\{([^{}]+)\}|[^\x21-\x7E{}]+/g, (literal, name?: string) => {
    if (name === undefined) return percentEncode(literal);
    const parameter = operation.parameters.find((one) => one.in === "path" && one.name === name);
    const value = parameter && given(parameter);
    if (parameter === undefined || value === undefined) throw pathProblem(name, "is required");
    const text = serializeSegment(parameter, value, (part) => part);
    if (leadsElsewhere(text, parameter.allowReserved))
      throw pathProblem(name, `can't be ${JSON.stringify(text)}`);
    return serializeSegment(parameter, value, encoderOf(parameter));
  });
}

/**
 * "." and ".." change the path even when percent-encoded, also behind a slash that a server decodes before it looks
 * for a route; some decode twice, drop what follows a ";", take "\\" for "/", or fold look-alikes of these
 * characters. An empty segment meets another route.
 */
function leadsElsewhere(text: string, hasSlashes: true | undefined): boolean {
  const read = text.normalize("NFKC").replace(/[\t\r\n]/g, "");
  const segments = read.split(/\/|\\|%2f|%5c|%c0%af/i);
  if (segments.some((one) => /^(\.|%2e|%c0%ae){1,2}($|;|%3b)/i.test(one))) return true;
  return hasSlashes ? segments.includes("") : text === "";
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

/** The request's URL behind a server's resolved URL. */
export function requestUrl(baseUrl: string, request: Pick<HttpRequest, "path" | "query">): string {
  const query = request.query.map((pair) => pair.join("=")).join("&");
  return `${trimEnd(baseUrl, "/")}${request.path}${query && `?${query}`}`;
}
