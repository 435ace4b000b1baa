import type { AuthScheme, Deviations, OAuth2, Placement, Slot } from "@specwire/contract";
import type { ResolvedConnector } from "../2-resolve/resolved-connector.ts";
import type { SchemeSource } from "../2-resolve/security/schemes.ts";
import { compareText, sortedDeep, sortedRecord } from "./order.ts";
import { cleanText } from "./text.ts";

type Of<Type extends SchemeSource["type"]> = Extract<SchemeSource, { type: Type }>;
/** The environment variable of a slot. */
type Env = (slot: string) => string;

/** The schemes in the order of the spec; `foreign` servers get a secret only where the spec says so. */
export function lowerAuth({ schemes, servers, foreignServers }: ResolvedConnector): AuthScheme[] {
  const ours = Object.keys(servers).filter((name) => !foreignServers.includes(name));
  return schemes.map(({ id, written, secrets }) => {
    const env: Env = (slot) => secrets.find((one) => one.slot === slot)?.env ?? "";
    const names = written.servers ?? (foreignServers.length > 0 ? ours : undefined);
    return {
      id,
      type: written.type,
      ...places(written, env),
      ...(names && { servers: [...names].sort() }),
      ...(written.type === "oauth2" && { oauth2: lowerOAuth2(written) }),
      ...(written.verify && { verify: sortedDeep(written.verify) }),
    };
  });
}

type Places = Pick<AuthScheme, "slots" | "placements">;

function places(written: SchemeSource, env: Env): Places {
  switch (written.type) {
    case "oauth2":
      return oauth2Places(written, env);
    case "api_key":
      return apiKeyPlaces(written, env);
    case "bearer_token":
      return {
        slots: [lowerSlot("api_key", env, written, named(written, "Token"))],
        placements: [
          headerPlacement(written.name ?? "Authorization", written.prefix ?? "Bearer ", "api_key"),
        ],
      };
    case "basic":
      return {
        slots: [
          lowerSlot("username", env, written.username ?? {}, of(written, "User name")),
          lowerSlot("password", env, written.password ?? {}, of(written, "Password")),
        ],
        placements: [
          { in: "header", name: "Authorization", slots: ["username", "password"], basic: true as const },
        ],
      };
    case "mutual_tls": {
      const slot = (id: string, words: SlotWords, label: string) => ({
        ...lowerSlot(id, env, words, label),
        file: true as const,
      });
      return {
        slots: [
          slot("client_cert", written, "Client certificate"),
          slot("client_key", {}, "Key of the client certificate"),
        ],
        placements: [],
      };
    }
  }
}

interface SlotWords {
  readonly label?: string;
  readonly obtainUrl?: string;
  readonly steps?: string;
}

function lowerSlot(id: string, env: Env, words: SlotWords, label: string): Slot {
  return {
    id,
    env: env(id),
    label: cleanText(words.label ?? label, 80),
    ...(words.obtainUrl !== undefined && { obtainUrl: words.obtainUrl }),
    ...(words.steps !== undefined && { steps: cleanText(words.steps, 400) }),
  };
}

function headerPlacement(name: string, prefix: string, slot: string): Placement {
  return { in: "header", name, ...(prefix !== "" && { prefix }), slots: [slot] };
}

function apiKeyPlaces(written: Of<"api_key">, env: Env): Places {
  const keys = written.keys ?? [{ ...written, id: "api_key" }];
  return {
    slots: keys.map((key) => {
      const label = keys.length === 1 ? named(written, "API key") : labelOf(key.id);
      return lowerSlot(key.id, env, key, label);
    }),
    placements: keys.map((key) => ({
      in: key.in ?? "header",
      name: key.name ?? "Authorization",
      ...(key.prefix !== undefined && key.prefix !== "" && { prefix: key.prefix }),
      slots: [key.id],
    })),
  };
}

/** What a secret is called that the spec has no label for: by its scheme, where that has a name. */
function named({ id }: SchemeSource, usual: string): string {
  return id === undefined ? usual : labelOf(id);
}

function of({ id }: SchemeSource, usual: string): string {
  return id === undefined ? usual : `${usual} (${id})`;
}

/** `app-key` → `App key`: several keys of one label could not be told apart. */
function labelOf(id: string): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll("-", " ")}`;
}

function oauth2Places(written: Of<"oauth2">, env: Env): Places {
  const token = (id: string, label: string, pointer?: string): Slot => ({
    id,
    env: env(id),
    label,
    ...(pointer !== undefined && { pointer }),
  });
  const named = Object.entries(written.tokens ?? {}).sort(([a], [b]) => compareText(a, b));
  return {
    slots: [
      token("access_token", of(written, "Access token")),
      ...named.map(([id, pointer]) => token(id, `Access token (${id})`, pointer)),
    ],
    placements: [
      headerPlacement(written.name ?? "Authorization", written.prefix ?? "Bearer ", "access_token"),
    ],
  };
}

function lowerOAuth2(written: Of<"oauth2">): OAuth2 {
  const url = (
    name: "authorizationUrl" | "tokenUrl" | "openIdConnectUrl" | "refreshUrl" | "revocationUrl" | "issuer",
  ) => (written[name] === undefined ? {} : { [name]: written[name] });
  const scopes = Object.entries(written.scopes ?? {}).map(
    ([name, text]) => [name, cleanText(text, 200)] as const,
  );
  const baseScopes = [...(written.baseScopes ?? [])].sort(compareText);
  return {
    grant: written.grant ?? "authorization_code",
    ...url("authorizationUrl"),
    ...url("tokenUrl"),
    ...url("openIdConnectUrl"),
    ...url("refreshUrl"),
    ...url("revocationUrl"),
    ...url("issuer"),
    scopes: sortedRecord(scopes),
    ...(baseScopes.length > 0 && { baseScopes }),
    pkce: written.pkce ?? true,
    authStyle: written.authStyle ?? "body",
    extraAuthParams: sortedRecord(Object.entries(written.extraAuthParams ?? {})),
    deviations: lowerDeviations(written.deviations ?? {}),
  };
}

/** What is written as it is without is left out: two specs that mean the same are compiled to the same. */
function lowerDeviations(written: NonNullable<Of<"oauth2">["deviations"]>): Deviations {
  const { nonce, refresh: { token, ...refresh } = {}, ...rest } = written;
  const hasRefresh = token === "access_token" || Object.keys(refresh).length > 0;
  return sortedDeep<Deviations>({
    ...rest,
    ...(nonce === true && { nonce }),
    ...(hasRefresh && { refresh: { ...refresh, ...(token === "access_token" && { token }) } }),
  });
}
