import type { AuthScheme, Connector, Manifest, Variable } from "@specwire/contract";

interface Version {
  readonly compiled: Connector;
  readonly permissions: Manifest;
}

/**
 * What a new version can do, or where it sends secrets, that the old one did not: a line each, empty where it
 * only narrows. Names in it are the spec's, so they are data.
 */
export function widening(before: Version, after: Version): string[] {
  const added = (kind: string, of: (version: Version) => readonly string[]): string[] => {
    const known = new Set(of(before));
    return [...new Set(of(after))].filter((one) => !known.has(one)).map((one) => `${kind} ${one}`);
  };
  return [
    ...added("host", hosts),
    // Another path on the same host may be somebody else's.
    ...added("server", ({ compiled }) => Object.values(compiled.servers).map(({ url }) => url)),
    ...added("endpoint", endpoints),
    ...added("scope", ({ compiled }) =>
      compiled.auth.flatMap((one) => Object.keys(one.oauth2?.scopes ?? {})),
    ),
    ...added("operation", operations),
    ...added("variable", ({ compiled }) => Object.entries(compiled.variables).map(describeVariable)),
    ...added("credential", ({ compiled }) => compiled.auth.map((scheme) => placesOf(compiled, scheme))),
  ].sort();
}

/** Everywhere that a request of an operation can go, downloads included. */
function hosts({ compiled, permissions }: Version): string[] {
  return [
    ...Object.values(compiled.servers).flatMap((server) => server.hosts),
    ...Object.values(permissions.operations).flatMap((operation) => operation.hosts),
  ];
}

/** Where people consent, and where the client's secret and refresh tokens are sent: each path on a host may be another's. */
function endpoints({ compiled }: Version): string[] {
  return compiled.auth.flatMap(({ oauth2 }) =>
    [
      oauth2?.authorizationUrl,
      oauth2?.tokenUrl,
      oauth2?.refreshUrl,
      oauth2?.revocationUrl,
      oauth2?.openIdConnectUrl,
    ].flatMap((url) => url ?? []),
  );
}

/** An operation that is less guarded than it was counts as new. */
function operations({ permissions }: Version): string[] {
  return Object.entries(permissions.operations).map(([id, one]) => {
    const marks = [one.destructive && "destructive", one.sensitive && "sensitive"].filter(Boolean);
    return [id, `(${[one.access, ...marks].join(", ")})`, one.method, one.path].join(" ");
  });
}

/** What may stand in a URL, and who says so; another rule counts as a new variable. */
function describeVariable([name, variable]: [string, Variable]): string {
  const { from, kind, selfHosted, hosts = [], enum: values = [] } = variable;
  const where = selfHosted ? ["any host"] : [...hosts, ...values];
  return [name, `(${kind} from ${from})`, where.sort().join(", ")].filter(Boolean).join(" ");
}

/** Where a scheme writes its secrets, and to which servers. */
function placesOf(connector: Connector, scheme: AuthScheme): string {
  const servers = scheme.servers ?? Object.keys(connector.servers);
  const { grant, authStyle, deviations } = scheme.oauth2 ?? {};
  const places = [
    ...scheme.placements.map((place) => `${place.in} ${place.name}`),
    ...[grant, authStyle && `client in ${authStyle}`, deviations?.tokenRequestFormat].flatMap(
      (one) => one ?? [],
    ),
  ];
  return `${scheme.id}: ${scheme.type} in ${places.sort().join(" and ") || "TLS"} to ${[...servers].sort().join(", ")}`;
}
