import { appendFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { json, oauthError, reset, unavailable } from "./answers.ts";
import { clientCredentialsIn } from "./client-credentials.ts";
import { consent } from "./faults-server.ts";
import {
  bodyParameters,
  type LoopbackServer,
  type RecordedRequest,
  readBody,
  recorded,
  serveOnLoopback,
} from "./loopback.ts";
import { type FamilyEvent, type FamilyState, type IssuedTokens, TokenFamilies } from "./token-families.ts";

/** What can be changed while the server runs. Milliseconds, and shares of all refreshes from 0 to 1. */
export interface RotatingSettings {
  /** Life of an access token, and 1/1000 of it `expires_in`. Default: 60 000. */
  readonly accessMilliseconds: number;
  /** How long the token before the newest is still answered, with the newest. Default: 0. */
  readonly graceMilliseconds: number;
  /** How long a refresh takes before and after the moment that it counts. Default: 0. */
  readonly delayBefore: number;
  readonly delayAfter: number;
  /** Refreshes whose connection is reset before, or after, they count. Default: 0. */
  readonly loseBefore: number;
  readonly loseAfter: number;
  /** Refreshes that are answered with 503 and change nothing. Default: 0. */
  readonly unavailable: number;
  /** The next so many refreshes are lost, whatever the shares say. Default: 0. */
  readonly loseNextBefore: number;
  readonly loseNextAfter: number;
  readonly unavailableNext: number;
}

export interface RotatingOptions extends Partial<RotatingSettings> {
  /** One JSON object a line is appended, before the answer is sent. */
  readonly logFile?: string;
  /** Of the shares' dice. Default: 1. */
  readonly seed?: number;
  /** The only client that gets an answer, by header or body. Default: any. */
  readonly clientId?: string;
  readonly clientSecret?: string;
}

export interface RotatingReport {
  /** How often each thing happened. */
  readonly counts: Readonly<Record<FamilyEvent["event"], number>>;
  /** Requests of the API, by whether their access token was taken. */
  readonly calls: { readonly taken: number; readonly refused: number };
  /** Of all refreshes that counted: the most that a replaced access token would still have lived. */
  readonly longestRemaining: number;
  readonly families: Readonly<Record<string, FamilyState>>;
}

export interface LoggedEvent extends FamilyEvent {
  /** From 1, without gaps. */
  readonly number: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const DEFAULTS: RotatingSettings = {
  accessMilliseconds: 60_000,
  graceMilliseconds: 0,
  delayBefore: 0,
  delayAfter: 0,
  loseBefore: 0,
  loseAfter: 0,
  unavailable: 0,
  loseNextBefore: 0,
  loseNextAfter: 0,
  unavailableNext: 0,
};

/**
 * A server that replaces refresh tokens and kills the family of one that comes again, with the faults of real
 * networks. Its log is the oracle: what it counts, no client can talk away.
 *
 * | request | |
 * |---|---|
 * | `GET /authorize` | consents; the code is `login_hint`, or a new one |
 * | `POST /token` | `authorization_code`: the code is the family's name; `refresh_token` |
 * | `POST /revoke` | RFC 7009, ends the family |
 * | `GET /api/...` | 200 `{ id, name }` of the family for a valid access token, else 401 |
 * | `GET /report`, `GET /log` | `RotatingReport`, and the log as an array |
 * | `POST /settings` | JSON of `Partial<RotatingSettings>` |
 */
export async function serveRotatingTokens(options: RotatingOptions = {}): Promise<LoopbackServer> {
  const { logFile, seed = 1, clientId, clientSecret, ...given } = options;
  const settings: { -readonly [Name in keyof RotatingSettings]: number } = { ...DEFAULTS, ...given };
  const log: LoggedEvent[] = [];
  const calls = { taken: 0, refused: 0 };
  const inFlight = new Map<string, number>();
  const chance = dice(seed);
  const note = (event: FamilyEvent): void => {
    const line = { number: log.length + 1, at: Date.now(), ...event };
    log.push(line);
    if (logFile !== undefined) appendFileSync(logFile, `${JSON.stringify(line)}\n`);
  };
  const families = new TokenFamilies(note);

  /** Whether the next refresh has this fault: by count first, then by dice. */
  const strikes = (
    next: "loseNextBefore" | "loseNextAfter" | "unavailableNext",
    share: "loseBefore" | "loseAfter" | "unavailable",
  ): boolean => {
    if (settings[next] > 0) {
      settings[next] -= 1;
      return true;
    }
    return settings[share] > 0 && chance() < settings[share];
  };

  const success = ({ accessToken, refreshToken }: IssuedTokens) =>
    json({
      access_token: accessToken,
      refresh_token: refreshToken,
      token_type: "bearer",
      expires_in: settings.accessMilliseconds / 1000,
    });

  async function refresh(request: RecordedRequest, response: ServerResponse): Promise<unknown> {
    const token = bodyParameters(request).get("refresh_token") ?? "";
    const which = families.find(token);
    const others = inFlight.get(which.family) ?? 0;
    if (others > 0) note({ event: "overlapped", ...which });
    inFlight.set(which.family, others + 1);
    try {
      if (strikes("unavailableNext", "unavailable")) {
        note({ event: "unavailable", ...which });
        return unavailable(503, { "retry-after": "1" })(request, response);
      }
      await sleep(settings.delayBefore);
      if (strikes("loseNextBefore", "loseBefore")) {
        note({ event: "lostBefore", ...which });
        return reset(request, response);
      }
      // Decided before the change, so that a lost answer is one of a change that was made.
      const lost = strikes("loseNextAfter", "loseAfter");
      const result = families.refresh(token, settings);
      if (lost) note({ event: "lostAfter", ...which });
      await sleep(settings.delayAfter);
      if (lost) return reset(request, response);
      return (typeof result === "string" ? oauthError("invalid_grant") : success(result))(request, response);
    } finally {
      inFlight.set(which.family, (inFlight.get(which.family) ?? 1) - 1);
    }
  }

  function token(request: RecordedRequest, response: ServerResponse): unknown {
    const parameters = bodyParameters(request);
    if (!isClient(request, clientId, clientSecret)) return oauthError("invalid_client")(request, response);
    if (parameters.get("grant_type") === "refresh_token") return refresh(request, response);
    if (parameters.get("grant_type") !== "authorization_code") {
      return oauthError("unsupported_grant_type")(request, response);
    }
    const issued = families.issue(parameters.get("code") ?? "", settings.accessMilliseconds);
    return (issued === undefined ? oauthError("invalid_grant") : success(issued))(request, response);
  }

  function api(request: RecordedRequest, response: ServerResponse): unknown {
    const accessToken = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const { valid, family } = families.check(accessToken);
    calls[valid ? "taken" : "refused"] += 1;
    const challenge = { "www-authenticate": 'Bearer error="invalid_token"' };
    return (
      valid
        ? json({ id: family, name: `Account ${family}` })
        : json({ error: "invalid_token" }, 401, challenge)
    )(request, response);
  }

  return serveOnLoopback(async (incoming, response) => {
    const request = recorded(incoming, await readBody(incoming));
    if (request.path.startsWith("/api/")) return api(request, response);
    switch (`${request.method} ${request.path}`) {
      case "GET /authorize":
        return consent(request.query.get("login_hint") ?? crypto.randomUUID())(request, response);
      case "POST /token":
        return token(request, response);
      case "POST /revoke":
        families.revoke(bodyParameters(request).get("token") ?? "");
        return json({})(request, response);
      case "POST /settings":
        Object.assign(settings, JSON.parse(request.body));
        return json(settings)(request, response);
      case "GET /report":
        return json(report(log, calls, families))(request, response);
      case "GET /log":
        return json(log)(request, response);
      default:
        return json({ error: "not_found" }, 404)(request, response);
    }
  });
}

function report(
  log: readonly LoggedEvent[],
  calls: RotatingReport["calls"],
  families: TokenFamilies,
): RotatingReport {
  const counts: Record<FamilyEvent["event"], number> = {
    issued: 0,
    refreshed: 0,
    graced: 0,
    reused: 0,
    died: 0,
    revoked: 0,
    refused: 0,
    lostBefore: 0,
    lostAfter: 0,
    unavailable: 0,
    overlapped: 0,
  };
  for (const { event } of log) counts[event] += 1;
  const longestRemaining = log.reduce((most, { remaining }) => Math.max(most, remaining ?? most), -Infinity);
  return {
    counts,
    calls,
    longestRemaining: Number.isFinite(longestRemaining) ? longestRemaining : 0,
    families: families.states(),
  };
}

function isClient(request: RecordedRequest, clientId?: string, clientSecret = ""): boolean {
  if (clientId === undefined) return true;
  const { basic, bodyIds, bodySecrets } = clientCredentialsIn(request);
  const shown =
    basic === undefined
      ? `${bodyIds[0] ?? ""}:${bodySecrets[0] ?? ""}`
      : decodeURIComponent(basic.replaceAll("+", "%20"));
  return shown === `${clientId}:${clientSecret}`;
}

/** mulberry32: the same numbers for the same seed, so that a run with faults can be had again. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
