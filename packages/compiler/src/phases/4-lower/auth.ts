import type { AuthScheme, Deviations, OAuth2, Placement, Slot } from "@specwire/contract";
import { toEnvironmentName } from "@specwire/contract";
import type { ConnectorSource } from "../../../gen/connector-source.ts";
import { compareText, sortedDeep, sortedRecord } from "./order.ts";
import { cleanText } from "./text.ts";

type AuthSource = Exclude<NonNullable<ConnectorSource["auth"]>, readonly unknown[]>;
type Of<Type extends AuthSource["type"]> = Extract<AuthSource, { type: Type }>;

/** The alternatives in the order of the spec; empty where no credential is asked for. */
export function lowerAuth(source: ConnectorSource): AuthScheme[] {
  const { auth } = source;
  const written: readonly AuthSource[] =
    auth === undefined ? [] : Array.isArray(auth) ? auth : [auth as AuthSource];
  return written.flatMap((one) => (one.type === "none" ? [] : [lowerScheme(one, source.slug)]));
}

function lowerScheme(written: Exclude<AuthSource, { type: "none" }>, slug: string): AuthScheme {
  const verify = written.verify && { verify: sortedDeep(written.verify) };
  switch (written.type) {
    case "oauth2":
      return { type: "oauth2", ...oauth2Places(written, slug), oauth2: lowerOAuth2(written), ...verify };
    case "api_key":
      return { type: "api_key", ...apiKeyPlaces(written, slug), ...verify };
    case "bearer_token": {
      const slot = lowerSlot("api_key", toEnvironmentName(slug, "api-key"), written, "Token");
      const placement = headerPlacement(
        written.name ?? "Authorization",
        written.prefix ?? "Bearer ",
        "api_key",
      );
      return { type: "bearer_token", slots: [slot], placements: [placement], ...verify };
    }
    case "basic": {
      const slots = [
        lowerSlot("username", toEnvironmentName(slug, "username"), written.username ?? {}, "User name"),
        lowerSlot("password", toEnvironmentName(slug, "password"), written.password ?? {}, "Password"),
      ];
      const placement: Placement = {
        in: "header",
        name: "Authorization",
        slots: ["username", "password"],
        basic: true,
      };
      return { type: "basic", slots, placements: [placement], ...verify };
    }
  }
}

interface SlotWords {
  readonly label?: string;
  readonly obtainUrl?: string;
  readonly steps?: string;
}

function lowerSlot(id: string, env: string, words: SlotWords, label: string): Slot {
  return {
    id,
    env,
    label: cleanText(words.label ?? label, 80),
    ...(words.obtainUrl !== undefined && { obtainUrl: words.obtainUrl }),
    ...(words.steps !== undefined && { steps: cleanText(words.steps, 400) }),
  };
}

function headerPlacement(name: string, prefix: string, slot: string): Placement {
  return { in: "header", name, ...(prefix !== "" && { prefix }), slots: [slot] };
}

function apiKeyPlaces(written: Of<"api_key">, slug: string): Pick<AuthScheme, "slots" | "placements"> {
  const keys = written.keys ?? [{ ...written, id: "api_key" }];
  return {
    slots: keys.map((key) => {
      const label = keys.length === 1 ? "API key" : labelOf(key.id);
      return lowerSlot(key.id, toEnvironmentName(slug, key.id), key, label);
    }),
    placements: keys.map((key) => ({
      in: key.in ?? "header",
      name: key.name ?? "Authorization",
      ...(key.prefix !== undefined && key.prefix !== "" && { prefix: key.prefix }),
      slots: [key.id],
    })),
  };
}

/** `app-key` → `App key`: several keys of one label could not be told apart. */
function labelOf(id: string): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll("-", " ")}`;
}

function oauth2Places(written: Of<"oauth2">, slug: string): Pick<AuthScheme, "slots" | "placements"> {
  const token = (id: string, label: string, pointer?: string): Slot => ({
    id,
    env: toEnvironmentName(slug, id),
    label,
    ...(pointer !== undefined && { pointer }),
  });
  const named = Object.entries(written.tokens ?? {}).sort(([a], [b]) => compareText(a, b));
  return {
    slots: [
      token("access_token", "Access token"),
      ...named.map(([id, pointer]) => token(id, `Access token (${id})`, pointer)),
    ],
    placements: [
      headerPlacement(written.name ?? "Authorization", written.prefix ?? "Bearer ", "access_token"),
    ],
  };
}

function lowerOAuth2(written: Of<"oauth2">): OAuth2 {
  const url = (name: "authorizationUrl" | "refreshUrl" | "revocationUrl") =>
    written[name] === undefined ? {} : { [name]: written[name] };
  const scopes = Object.entries(written.scopes ?? {}).map(
    ([name, text]) => [name, cleanText(text, 200)] as const,
  );
  return {
    grant: written.grant ?? "authorization_code",
    ...url("authorizationUrl"),
    tokenUrl: written.tokenUrl,
    ...url("refreshUrl"),
    ...url("revocationUrl"),
    scopes: sortedRecord(scopes),
    pkce: written.pkce ?? true,
    authStyle: written.authStyle ?? "body",
    extraAuthParams: sortedRecord(Object.entries(written.extraAuthParams ?? {})),
    deviations: sortedDeep<Deviations>(written.deviations ?? {}),
  };
}
