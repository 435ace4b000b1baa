import type { Answer } from "../servers/answers.ts";

/** One exchange of a declared provider: what is given, what has to be asked where, and what comes of it. */
export interface Replay {
  readonly kind: "code" | "refresh" | "client_credentials";
  readonly variables?: Readonly<Record<string, string>>;
  /** Where the request goes: host and path. */
  readonly to: string;
  /** Members of the request; an empty list is a parameter that must not be there. */
  readonly sends: Readonly<Record<string, string | readonly []>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the parameters are. Default: form. */
  readonly as?: "form" | "json" | "query";
  /** Default: a response as RFC 6749 has it. */
  readonly answer?: Answer;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Seconds of life from now on; null: unknown. */
  readonly lives?: number | null;
  readonly known?: Readonly<Record<string, string>>;
  /** The code of the error that comes of it. */
  readonly fails?: string;
}

export const clientId = "cl:ient id";
export const clientSecret = "s3cr:t/%+";
export const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString("base64")}`;
export const none: readonly [] = [];
export const post = { client_id: clientId, client_secret: clientSecret };
export const code = { grant_type: "authorization_code", code: "the-code" };
export const refresh = { grant_type: "refresh_token", refresh_token: "rt-0" };

/** Replays with the provider that each is of, and what it does differently. */
export type Replays = readonly (readonly [provider: string, what: string, Replay])[];
