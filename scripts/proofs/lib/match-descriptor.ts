import { type Connector, type Operation, styleOf, withBody } from "../../../packages/contract/src/index.ts";
import { escapesOf } from "./path-models.ts";

/** A request as it stands on the wire, without its body. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly target: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Names of headers that a client's connection brings along, whatever is called. */
const ofConnection = ["host", "connection", "content-length", "transfer-encoding", "accept-encoding", "te"];

/**
 * What of a request is not what its operation declares; written against the descriptor alone, and not with the
 * functions that build requests. `basePath`: the path of the server's URL, without a slash at its end.
 */
export function mismatches(
  connector: Connector,
  stated: Operation,
  contentType: string | undefined,
  basePath: string,
  sent: WireRequest,
): string[] {
  const operation = withBody(stated, contentType);
  const found: string[] = [];
  const [path = "", ...more] = sent.target.split("?");
  const query = more.length > 0 ? more.join("?") : undefined;
  if (/[^\x21-\x7e]|#/.test(sent.target)) found.push(`characters that no request target has: ${sent.target}`);
  if (sent.method !== operation.method) found.push(`the method ${sent.method}`);
  const literal = basePath + (operation.path.split("{")[0] ?? "");
  found.push(...escapesOf(sent.target, literal).map((way) => `another path, ${way}`));
  if (!templateOf(operation, basePath).test(path)) found.push(`the path ${path}`);
  found.push(...foreignQuery(connector, operation, query));
  found.push(...foreignHeaders(connector, operation, sent.headers));
  return found;
}

/** A value never leaves its segment, unless its parameter is declared to hold slashes. */
function templateOf({ path, parameters }: Operation, basePath: string): RegExp {
  const escaped = (text: string) => encodeURI(decodeURI(text)).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pieces = path.split(/(\{[^{}]+\})/).map((piece) => {
    if (!piece.startsWith("{")) return escaped(piece);
    const parameter = parameters.find((one) => one.in === "path" && one.name === piece.slice(1, -1));
    return parameter?.allowReserved ? "[^?#]+" : "[^/?#]+";
  });
  return new RegExp(`^${escaped(basePath)}${pieces.join("")}$`);
}

function foreignQuery(connector: Connector, operation: Operation, query: string | undefined): string[] {
  if (query === undefined) return [];
  const parameters = operation.parameters.filter((one) => one.in === "query");
  // An object that is exploded, or is the whole query, brings names that nobody declared.
  const isOpen = parameters.some(
    (one) =>
      one.bare || (styleOf(one).style === "form" && styleOf(one).explode && mayBeObject(one.type.kind)),
  );
  const credential = connector.auth.flatMap(({ placements }) =>
    placements.filter((place) => place.in === "query").map(({ name }) => name),
  );
  const names = query.split("&").map((pair) => decodeURIComponent(pair.split("=")[0] ?? ""));
  const declared = new Set([...parameters.map(({ name }) => name), ...credential]);
  const deep = parameters.filter((one) => styleOf(one).style === "deepObject").map(({ name }) => `${name}[`);
  const foreign = names.filter(
    (name) => !declared.has(name) && !deep.some((start) => name.startsWith(start)),
  );
  // Some servers end a pair at a semicolon too.
  const split = /;/.test(query) ? ["a bare semicolon in the query"] : [];
  return [...(isOpen ? [] : foreign.map((name) => `the query parameter ${JSON.stringify(name)}`)), ...split];
}

function mayBeObject(kind: string): boolean {
  return kind === "object" || kind === "any" || kind === "union" || kind === "reference";
}

function foreignHeaders(
  connector: Connector,
  operation: Operation,
  headers: WireRequest["headers"],
): string[] {
  const declared = new Set([
    ...ofConnection,
    ...["user-agent", "accept"],
    ...(operation.body === undefined ? [] : ["content-type"]),
    ...Object.keys(connector.headers).map((name) => name.toLowerCase()),
    ...operation.parameters.flatMap((one) =>
      one.in === "header" ? [one.name.toLowerCase()] : one.in === "cookie" ? ["cookie"] : [],
    ),
    ...connector.auth.flatMap(({ placements }) =>
      placements.flatMap(({ in: place, name }) =>
        place === "header" ? [name.toLowerCase()] : place === "cookie" ? ["cookie"] : [],
      ),
    ),
  ]);
  return Object.entries(headers).flatMap(([name, value]) => {
    const text = [value ?? ""].flat().join();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    const torn = /[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/.test(text);
    return [
      ...(declared.has(name) ? [] : [`the header ${name}`]),
      ...(torn ? [`a character of the header ${name}`] : []),
    ];
  });
}
