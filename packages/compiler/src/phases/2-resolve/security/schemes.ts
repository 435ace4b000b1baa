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

/** The schemes of a spec in its order, each with an id and the variables of its secrets. */
export function resolveSchemes({ auth, slug }: Pick<ConnectorSource, "auth" | "slug">): ResolvedScheme[] {
  const written = Array.isArray(auth) ? auth : [auth];
  const ids = new Set(written.flatMap((one) => ("id" in one && one.id !== undefined ? [one.id] : [])));
  const taken = new Set<string>();
  return written.flatMap((one, index): ResolvedScheme[] => {
    if (one.type === "none") return [];
    const id = one.id ?? freeId(one.type, ids);
    ids.add(id);
    const secrets = slotsOf(one).map((slot, _, { length }): ResolvedSecret => {
      const own = one.id === undefined ? [] : [...(length === 1 ? [[one.id]] : []), [one.id, slot]];
      const names = [[slot], ...own].map((parts) => toEnvironmentName(slug, ...parts));
      return { slot, env: names.find((name) => !taken.has(name)) ?? names[0] ?? "" };
    });
    for (const { env } of secrets) taken.add(env);
    const origin = Array.isArray(auth) ? toPointer(["auth", index]) : "/auth";
    return [{ id, written: one, origin, secrets }];
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
