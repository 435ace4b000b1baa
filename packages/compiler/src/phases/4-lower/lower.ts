import { type Connector, type ErrorRule, type Operation, reachableTypes } from "@specwire/contract";
import type { ConnectorSource } from "../../../gen/connector-source.ts";
import type { ResolvedConnector } from "../2-resolve/resolved-connector.ts";
import { lowerAuth } from "./auth.ts";
import { lowerErrorShapes } from "./error-shapes.ts";
import { type Candidate, chooseUsual } from "./highlights.ts";
import { Operations } from "./links/derive.ts";
import { withLinks } from "./links/with-links.ts";
import { lowerOperation } from "./operation.ts";
import { compareText, sortedDeep, sortedRecord } from "./order.ts";
import { PathValues } from "./samples/path-values.ts";
import { sampleCall } from "./samples/sample-call.ts";
import { SchemaLowering } from "./schema.ts";
import { lowerServers, lowerVariables } from "./servers.ts";
import { cleanText } from "./text.ts";

const maxHighlights = 8;

/** Phase 4: from the words of spec and document to the IR, the compiled connector. */
export function lower(resolved: ResolvedConnector): Connector {
  const { source } = resolved;
  const schemas = new SchemaLowering(resolved.lookup);
  const defaults = {
    ...(source.pagination && { pagination: source.pagination }),
    ...(source.follow && { follow: source.follow }),
  };
  const linkable = new Operations(
    resolved.operations.map((one) => [one, lowerOperation(one, schemas, defaults)]),
    schemas,
  );
  const operations = withLinks(linkable, schemas);
  const variables = lowerVariables(resolved);
  const errorShapes = lowerErrorShapes(resolved.operations, schemas);
  // A merge may have made some of them needless.
  const named = schemas.finish();
  const types = Object.fromEntries(named);
  const { lookup } = resolved;
  const urls = Object.values(resolved.servers);
  const paths = new PathValues(linkable, operations, urls, lookup);
  const shown = operations.map((one, index) => {
    const from = one.examples.length > 0 ? undefined : linkable.all[index]?.resolved;
    const example = from && sampleCall(from, one, { types, lookup, paths });
    return example ? { ...one, examples: [example] } : one;
  });
  return {
    compiled: 1,
    slug: source.slug,
    name: cleanText(source.name, 80),
    description: cleanText(source.description, 300),
    version: source.version,
    ...(source.docsUrl !== undefined && { docsUrl: source.docsUrl }),
    ...(source.iconUrl !== undefined && { iconUrl: source.iconUrl }),
    servers: lowerServers(source.slug, resolved.servers, variables),
    variables,
    headers: sortedRecord(Object.entries(source.headers ?? {})),
    auth: lowerAuth(resolved),
    security: resolved.security,
    errors: (source.errors ?? []).map(lowerError),
    ...(errorShapes.length > 0 && { errorShapes }),
    highlights: source.highlights ? [...source.highlights] : chooseHighlights(operations),
    operations: sortedRecord(shown.map((one) => [one.id, one])),
    types: sortedRecord(reachableTypes(operations, (name) => named.get(name))),
  };
}

function lowerError(written: NonNullable<ConnectorSource["errors"]>[number]): ErrorRule {
  return {
    when: sortedDeep(written.when) as ErrorRule["when"],
    ...(written.code !== undefined && { code: written.code }),
    ...(written.message !== undefined && { message: written.message }),
    map: sortedRecord(Object.entries(written.map ?? {})) as ErrorRule["map"],
  };
}

/**
 * What has an example was worth one; then, of many, what is asked for most; then the rest: lists, other reads,
 * writes, removals.
 */
function chooseHighlights(operations: readonly Operation[]): string[] {
  const kind = (one: Operation) =>
    one.access === "read" ? (one.response.items === undefined ? 1 : 0) : one.destructive ? 3 : 2;
  const depth = (one: Operation) => one.id.split(".").length;
  const ranked = operations
    .filter((one) => !one.deprecated)
    .toSorted((a, b) => kind(a) - kind(b) || depth(a) - depth(b) || compareText(a.id, b.id));
  const shown = ranked.filter((one) => one.examples.length > 0).map((one) => one.id);
  const usual =
    operations.length > maxHighlights
      ? chooseUsual(ranked.filter((one) => !one.sensitive).map(candidateOf), operations, maxHighlights)
      : [];
  return [...new Set([...shown, ...usual, ...ranked.map((one) => one.id)])].slice(0, maxHighlights);
}

function candidateOf({ id, method, path, access, parameters, body }: Operation): Candidate {
  const needed = parameters.filter(
    (one) => one.required && one.default === undefined && one.fixed === undefined,
  );
  return {
    id,
    method,
    path,
    isRead: access === "read",
    needed: needed.length + (body?.required ? 1 : 0),
  };
}
