import { type JsonPointer, toEnvironmentName, toPointer } from "@specwire/contract";
import type { AuthScheme, ConnectorSource } from "../../../../gen/connector-source.ts";

/** A scheme that asks for a secret. */
export type SchemeSource = Exclude<AuthScheme, { type: "none" }>;

export interface ResolvedScheme {
  /** The spec's, else the type; with a number behind it where that is taken. */
  readonly id: string;
  readonly written: SchemeSource;
  /** Where the spec states it. */
  readonly origin: JsonPointer;
  readonly secrets: readonly ResolvedSecret[];
}

export interface ResolvedSecret {
  readonly slot: string;
  /** The environment variable that carries it. */
  readonly env: string;
}

/** Ids that would name a variable which hosts set for something else. */
export const reservedIds: ReadonlySet<string> = new Set([
  "base-url",
  "refresh-token",
  "auth-method",
  "auth-header-name",
  "auth-query-param",
  "account",
  "expires-at",
]);

/** The schemes of a spec in its order, each with an id and the variables of its secrets. */
export function resolveSchemes({ auth, slug }: Pick<ConnectorSource, "auth" | "slug">): ResolvedScheme[] {
  const written = Array.isArray(auth) ? auth : [auth];
  const ids = new Set(written.flatMap((one) => ("id" in one && one.id !== undefined ? [one.id] : [])));
  const schemes = written.flatMap((one, index) => {
    if (one.type === "none") return [];
    const id = one.id ?? freeId(one.type, ids);
    ids.add(id);
    return [{ id, written: one, origin: Array.isArray(auth) ? toPointer(["auth", index]) : "/auth" }];
  });
  // The usual names go to the first of their kind, before any name that comes from an id.
  const owners = new Map<string, string>();
  const usual = (slot: string) => toEnvironmentName(slug, slot);
  for (const { id, written: one } of schemes)
    for (const slot of slotsOf(one)) owners.set(usual(slot), owners.get(usual(slot)) ?? id);
  return schemes.map(({ id, written: one, origin }): ResolvedScheme => {
    const slots = slotsOf(one);
    const secrets = slots.map((slot): ResolvedSecret => {
      if (one.id === undefined || owners.get(usual(slot)) === id) return { slot, env: usual(slot) };
      const own = [...(slots.length === 1 ? [[one.id]] : []), [one.id, slot]];
      const names = own.map((parts) => toEnvironmentName(slug, ...parts));
      const env = names.find((name) => !owners.has(name)) ?? usual(slot);
      owners.set(env, owners.get(env) ?? id);
      return { slot, env };
    });
    return { id, written: one, origin, secrets };
  });
}

function freeId(type: string, taken: ReadonlySet<string>): string {
  let id = type;
  for (let count = 2; taken.has(id); count++) id = `${type}-${count}`;
  return id;
}

function slotsOf(scheme: SchemeSource): readonly string[] {
  switch (scheme.type) {
    case "oauth2":
      return ["access_token", ...Object.keys(scheme.tokens ?? {}).sort()];
    case "api_key":
      return scheme.keys?.map((key) => key.id) ?? ["api_key"];
    case "bearer_token":
      return ["api_key"];
    case "basic":
      return ["username", "password"];
    case "mutual_tls":
      return ["client_cert", "client_key"];
  }
}
